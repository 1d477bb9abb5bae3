# What pages and comments say around what they show.
emit-skip = Skip to content
emit-contents = Contents
emit-lines = Lines under { $heading }
emit-page = Page { $number } of { $pages }
emit-table = Table { $number }: { $heading }
emit-figure = Figure: { $name }
emit-left-out = { $count ->
    [one] 1 more has no room here; `{ $command }` shows all.
   *[other] { $count } more have no room here; `{ $command }` shows all.
}
