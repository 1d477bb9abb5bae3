# How phrases are joined.
list-comma = {", "}
list-semicolon = {"; "}
list-and = { $before } and { $last }
list-or = { $before } or { $last }
