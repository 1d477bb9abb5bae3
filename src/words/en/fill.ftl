# The list of evidence, filled in.
fill-digest = { $file }: SHA-256 filled in
fill-changed = { $file }: SHA-256 renewed, since the file is another than the one that was listed
fill-named = { $kind }, for { $ids }: { $file }, by its name
fill-missing = { $file }: { $why }
fill-wanted = { $kind }, for { $ids }: no file yet
fill-wanted-like = { $kind }, for { $ids }: no file yet; { $files } are called like it
fill-unlisted = { $file }: no entry lists it
fill-sum = { $entries ->
    [one] 1 entry
   *[other] { $entries } entries
}, { $open ->
    [0] nothing missing
   *[other] { $open } missing
}
fill-written = { $path }: the list of evidence is filled in
