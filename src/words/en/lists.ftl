# How phrases are joined.
list-comma = {", "}
list-and = { $before } and { $last }
list-or = { $before } or { $last }
