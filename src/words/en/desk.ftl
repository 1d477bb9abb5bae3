# What commands say beside their products.
build-lot = lot { $number } { $lot }: { $requirements } requirements, { $open } of them depending on the device; { $dropped } left out, { $waived } waived
build-files = { $files } files in { $place }: open { $annex }, or annex.docx
build-without = without documents in { $format }
build-archive = for bidders, without what stays with you: { $archive }
lint-clean = nothing is wrong: { $requirements } requirements, { $categories } categories, { $facts } facts, { $standards } standards
diff-reached = { $count ->
    [one] 1 change is `{ $level }` or graver
   *[other] { $count } changes are `{ $level }` or graver
}
build-pages = { $annex } has { $pages ->
    [one] 1 page
   *[other] { $pages } pages
}
build-look-pages = { $path }: { $pages ->
    [one] 1 page
   *[other] { $pages } pages
}
build-progress = making { $path }
build-watching = watching for changes; end with Ctrl-C
check-progress = { $count } declarations judged
schemas-stale = { $path } is stale
schemas-written = { $count } schemas in { $place }
schemas-write = run `tenderc schemas` to write them anew
new-next-tender = { $path }: edit it, then build it with `tenderc build`
new-next-tender-of = { $path }: edit it, then build it with `tenderc build --library { $library }`
new-next-declaration = { $path }: fill it in, then check it with `tenderc check { $path } --pack PACK`
begin-without-pack = the pack that { $name } answered was not at hand: name it with `--from-pack` to have what was asked in the same words taken as it is
begin-idle-pack = no declaration answers the pack of { $tender }, which was named with `--from-pack`
new-next-own-requirement = { $path }: edit it, then check it with `tenderc lint { $tender }`
new-next-requirement = { $path }: edit it, then check it with `tenderc lint --library { $library }`

format-text = for a terminal
format-json = for other programs
format-sarif = for editors and code hosts (SARIF 2.1.0)
format-github = for a workflow of GitHub
format-comment = for a merge request: what binds in tables, the rest folded
format-csv = for a spreadsheet
format-csv-bom = for Excel: with a byte-order mark
format-markdown = as Markdown
format-html = as one page
format-docx = for Word and LibreOffice
format-pdf = to be printed and kept
