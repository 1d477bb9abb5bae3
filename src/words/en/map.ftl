# Words of the map.

map-lot = Lot { $number }
