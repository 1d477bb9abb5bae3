# How a bid stands, in the four words that are used everywhere.
standing-bid-conforms = conforms
standing-bid-open = open
standing-bid-incomplete = incomplete
standing-bid-fails = fails
standing-says-conforms = { $bid } conforms
standing-says-open = { $bid } is open
standing-says-incomplete = { $bid } is incomplete
standing-says-fails = { $bid } fails
standing-not-shown = met by word, and not shown
standing-not-shown-kind = `{ $kind }` is not in order: { $places }
standing-kinds-not-in-order = evidence that shall be enclosed is not in order: `{ $kinds }`
