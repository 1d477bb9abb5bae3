# What a library covers.

coverage-title = What the requirement library covers
coverage-superseded = Superseded by { $standard }.
coverage-standard = { $standard } { $entries } entries: { $fully } fully, { $partly } partly, { $related } related, { $not_asked } not asked, { $unchecked } unchecked, { $open } open
coverage-threat = { $threat } countered by { $requirements } requirements

coverage-citing = { $id } ({ $covers })

# An entry that no requirement cites.
coverage-not-asked = not asked: { $reason }
coverage-unchecked = unchecked
coverage-unchecked-because = Nobody has checked it against the text of the standard, so that no requirement may cite it.
coverage-open = open
