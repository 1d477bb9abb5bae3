# Words of the map.

map-lot = Lot { $number }

# The map in sentences, for whoever does not see it.
map-alt = Map of the network: { $parts }
map-count-lots = { $count ->
    [one] 1 lot
   *[other] { $count } lots
}
map-count-assets = { $count ->
    [one] 1 asset
   *[other] { $count } assets
}
map-count-links = { $count ->
    [one] 1 link
   *[other] { $count } links
}
map-zone = In the zone { $zone }: { $things }.
map-link = { $from } is linked to { $to }.
map-link-one-way = Data can go from { $from } to { $to } and not back.
map-also-in = also in: { $zones }
map-link-over = { $from } is linked to { $to } over { $over }.
map-on-internet = { $lot } is on the internet itself.
map-route = Route to the internet: { $way }.
