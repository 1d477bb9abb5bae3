# What changed between two of a kind.
diff-nothing-changed = nothing changed
diff-told = { $what }: { $said }
diff-was = was { $before }
diff-therefore = therefore
diff-because = because of: { $cause }
diff-count = { $count } { $level }
diff-lot = lot { $number }, { $title }
diff-of-lot = lot { $lot }
diff-edition = edition { $digest }
diff-edition-numbered = edition { $number }, { $digest }
diff-edition-of = { $number }, of { $date }
diff-edition-because = { $number }, of { $date }: { $reason }
diff-extend-changed = what is demanded changes and the last day for bids does not: move it by as much as the changes weigh, unless they are of no importance for bids (Directive 2014/24/EU, Article 47(3)(b))
diff-extend-late = the new edition comes less than six days before the last day for bids: if it answers what was asked in good time, move that day (Directive 2014/24/EU, Article 47(3)(a))
diff-requirements = { $count ->
    [one] 1 requirement
   *[other] { $count } requirements
}

# Why two cannot be compared.
diff-unjudged = { $file } cannot be judged
diff-two-lots = { $before } is for the lot `{ $old }`, { $after } for the lot `{ $new }`
diff-no-lot = the pack has no lot `{ $lot }`
diff-two-tenders = { $before } is a pack of the tender `{ $old }`, { $after } one of `{ $new }`
diff-neither-edition = { $file } answers neither edition
diff-unjudged-by-its-own = { $file } cannot be judged by the edition that it answers
diff-answers-no-lot = { $file } answers no lot

# How a change is judged: the word, and what it says of the change.
diff-level-breaks = breaks
diff-level-weaker = weaker
diff-level-changed = changed
diff-level-stronger = stronger
diff-level-mends = mends
diff-level-tightened = tightened
diff-level-incomparable = incomparable
diff-level-loosened = loosened
diff-level-reworded = reworded
diff-means-breaks = was in order, and falls short now
diff-means-weaker = promises less than before
diff-means-changed = says something else, neither more nor less
diff-means-stronger = promises more than before
diff-means-mends = fell short, and does not any more
diff-means-tightened = demands more than before
diff-means-incomparable = demands something else, neither more nor less
diff-means-loosened = demands less than before
diff-means-reworded = demands the same in other words

# The kinds of change, each by the id of its rule: nouns, after which come what was and what is. Where it is
# told already which lot a change is of ($within), it is not said again.

# Two declarations: the head.
diff-rule-vendor-changed = vendor
diff-rule-contact-changed = contact of the vendor
diff-rule-device-changed = device
diff-rule-version-changed = version of the device

# … the facts.
diff-rule-fact-changed = fact { $item }

# … a requirement as a whole, and what its change consists of.
diff-rule-verdict-changed = verdict
diff-rule-answers-changed = answers
diff-rule-answer-given = answer to { $item }, given
diff-rule-answer-withdrawn = answer to { $item }, withdrawn
diff-rule-answer-changed = answer to { $item }
diff-rule-question-left-open = question { $item }, now asked
diff-rule-question-closed = question { $item }, not asked any more
diff-rule-deviation-proposed = deviation, proposed
diff-rule-deviation-withdrawn = deviation, withdrawn
diff-rule-deviation-reworded = deviation, { $item }

# … the evidence.
diff-rule-evidence-added = evidence { $item }, added
diff-rule-evidence-withdrawn = evidence { $item }, withdrawn
diff-rule-evidence-changed = evidence { $item }
diff-rule-evidence-replaced = content
diff-rule-evidence-extended = valid longer
diff-rule-evidence-shortened = valid shorter
diff-rule-evidence-reassigned = for the requirements
diff-rule-evidence-found = found of the file

# Two packs: the tender as a whole.
diff-rule-tender-renamed = id of the tender
diff-rule-edition-changed = edition
diff-rule-reference-changed = reference number
diff-rule-procedure-changed = procedure
diff-rule-contact-point-changed = contact
diff-rule-languages-changed = language of bids
diff-rule-maximum-lots-changed = lots that one bidder may win
diff-rule-tender-retitled = title of the tender
diff-rule-tender-reintroduced = introduction of the tender
diff-rule-buyer-renamed = buyer
diff-rule-deadline-moved = last day for bids
diff-rule-delivery-moved = day of delivery
diff-rule-assurance-changed = level of assurance
diff-rule-award-changed = points in the award
diff-rule-otherwise-changed = what no vendor is asked about

# … its map.
diff-rule-asset-added = asset { $item }, new
diff-rule-asset-removed = asset { $item }, removed
diff-rule-asset-moved = zone of { $item }
diff-rule-asset-retitled = title of the asset { $item }
diff-rule-link-added = link { $item }, new
diff-rule-link-changed = link { $item }
diff-rule-link-removed = link { $item }, removed

# … its lots.
diff-rule-lot-added = lot { $item }, new
diff-rule-lot-dropped = lot { $item }, dropped
diff-rule-lot-renamed = { $within ->
    [yes] id
   *[no] id of lot { $lot }
}
diff-rule-lot-retitled = { $within ->
    [yes] title
   *[no] title of lot { $lot }
}
diff-rule-lot-described-anew = { $within ->
    [yes] description
   *[no] description of lot { $lot }
}
diff-rule-category-of-lot-changed = { $within ->
    [yes] kind of device
   *[no] kind of device of lot { $lot }
}
diff-rule-assurance-of-lot-changed = { $within ->
    [yes] level of assurance
   *[no] level of assurance of lot { $lot }
}
diff-rule-award-of-lot-changed = { $within ->
    [yes] points in the award
   *[no] points in the award of lot { $lot }
}
diff-rule-options-changed = { $within ->
    [yes] options
   *[no] options of lot { $lot }
}
diff-rule-renewal-changed = { $within ->
    [yes] renewals of the contract
   *[no] renewals of the contract of lot { $lot }
}
diff-rule-places-changed = { $within ->
    [yes] places of delivery
   *[no] places of delivery of lot { $lot }
}
diff-rule-quantity-changed = { $within ->
    [yes] quantity
   *[no] quantity of lot { $lot }
}
diff-rule-demand-changed = { $within ->
    [yes] demand on { $item }
   *[no] demand on { $item } of lot { $lot }
}
diff-rule-circumstance-changed = { $within ->
    [yes] circumstance { $item }
   *[no] circumstance { $item } of lot { $lot }
}
diff-rule-fact-asked = { $within ->
    [yes] fact { $item }, to be stated
   *[no] fact { $item } of lot { $lot }, to be stated
}
diff-rule-fact-not-asked = { $within ->
    [yes] fact { $item }, not to be stated any more
   *[no] fact { $item } of lot { $lot }, not to be stated any more
}
diff-rule-fact-retyped = { $within ->
    [yes] values of { $item }
   *[no] values of { $item } of lot { $lot }
}
diff-rule-fact-reworded = { $within ->
    [yes] wording of the fact { $item }
   *[no] wording of the fact { $item } of lot { $lot }
}

# Two packs, two libraries: a requirement as a whole.
diff-rule-requirement-added = requirement, new
diff-rule-requirement-dropped = requirement, dropped
diff-rule-requirement-waived = requirement, waived
diff-rule-waiver-taken-back = waiver, taken back
diff-rule-waiver-reworded = reason of the waiver
diff-rule-left-out-otherwise = requirement, left out for another reason
diff-rule-requirement-changed = requirement

# … what its change consists of.
diff-rule-obligation-at-level-changed = obligation at the level of assurance { $item }
diff-rule-tier-changed = tier
diff-rule-question-tier-changed = tier of question { $item }
diff-rule-categories-changed = kinds of device
diff-rule-obligation-changed = obligation
diff-rule-applicability-changed = applies
diff-rule-parameter-added = parameter { $item }, new
diff-rule-parameter-removed = parameter { $item }, removed
diff-rule-parameter-changed = { $item }
diff-rule-parameter-retitled = title of the parameter { $item }
diff-rule-parameter-bounds-changed = what a tender may set for { $item }
diff-rule-parameter-turned = which values of { $item } are stronger
diff-rule-question-added = question { $item }, new
diff-rule-question-removed = question { $item }, removed
diff-rule-question-reworded = question { $item }, its wording
diff-rule-question-retyped = answers to { $item }
diff-rule-question-condition-changed = { $item } is asked
diff-rule-acceptance-changed = accepted for { $item }
diff-rule-met-when-changed = met when
diff-rule-evidence-wanted = evidence { $item }, wanted
diff-rule-evidence-not-wanted = evidence { $item }, not wanted any more
diff-rule-evidence-obligation-changed = obligation of the evidence { $item }
diff-rule-weight-changed = weight in the award
diff-rule-title-reworded = title
diff-rule-statement-reworded = statement
diff-rule-rationale-reworded = rationale
diff-rule-verification-reworded = verification
diff-rule-guidance-reworded = guidance
diff-rule-method-changed = method of verification
diff-rule-references-changed = references to { $item }
diff-rule-threats-changed = threats
diff-rule-theme-changed = theme
diff-rule-review-moved = next review

# Two libraries: their vocabulary.
diff-rule-fact-added = fact { $item }, new
diff-rule-fact-removed = fact { $item }, removed
diff-rule-fact-holder-changed = who states { $item }
diff-rule-fact-derived-otherwise = what settles { $item }
diff-rule-category-added = kind of device { $item }, new
diff-rule-category-removed = kind of device { $item }, removed
diff-rule-category-retitled = title of the kind of device { $item }
diff-rule-category-moved = what { $item } is a kind of
diff-rule-category-bound-changed = what is true of every { $item }
diff-rule-term-added = { $item }, new
diff-rule-term-removed = { $item }, removed
diff-rule-term-retitled = title of { $item }
diff-rule-evidence-kind-content-changed = what the files of { $item } hold
diff-rule-standard-changed = standard { $item }
diff-rule-standard-scope-changed = scope of the standard { $item }
diff-rule-standard-entries-changed = entries of the standard { $item }

# What was and what is, in packs and libraries.
diff-points-at-least = { $points }, of which at least { $minimum }
diff-points = { $points ->
    [one] 1 point
   *[other] { $points } points
}
diff-quantity-of-kind = { $kind }: { $quantity }
diff-bought = “{ $kind }”, { $count ->
    [one] 1 requirement
   *[other] { $count } requirements
}
diff-bought-so-many = { $quantity } × “{ $kind }”, { $count ->
    [one] 1 requirement
   *[other] { $count } requirements
}
diff-known-because = { $said } ({ $because })
diff-anything = anything
diff-asked-of-every-device = asked of every device
diff-asked = asked { $when }
diff-asked-and = asked { $when }; { $judged }
diff-left-out = left out: { $reason }
diff-waived = waived: { $reason }
diff-if = if { $condition }
diff-each-accepted = each answer is accepted
diff-answer-to = the answer to “{ $question }”
diff-accepted = accepted: { $accepted }
diff-judged-by-reviewer = judged by a reviewer
diff-judged-by-buyer = judged by the buyer
diff-link-one-way = one-way
diff-option = { $title }
diff-option-of = at most { $quantity } × { $title }
diff-renewed = { $maximum ->
    [one] once, for { $months } months
   *[other] { $maximum } times, for { $months } months each
}
diff-place = { $site }
diff-place-of = { $quantity } in { $site }
diff-link-over = over { $medium }
diff-link-carries = carries { $loads }
diff-link-for = for { $purpose }
diff-linked = linked
diff-binds = { $levels }; for { $kinds }
diff-binds-at = { $obligation } at { $level }
diff-not-asked = not asked
diff-but-not = { $kinds }, not { $others }
diff-higher = higher
diff-lower = lower
diff-neither = neither
diff-term-threat = threat “{ $title }”
diff-term-kind-of-evidence = kind of evidence “{ $title }”
diff-term-standard = standard “{ $title }”
diff-a-kind-of = a kind of “{ $title }”
diff-superseded = { $standard }, superseded by { $next }
diff-every-device = every device
diff-devices-of-which = devices of which { $condition }

# Who states a fact, and what settles it.
diff-holder-category = the kind of device
diff-holder-tender = the tender
diff-holder-vendor = the vendor
diff-derived-from-nothing = nothing but who states it
diff-derived-from-zone = the zone that the lot stands in
diff-derived-from-reach = how near the links lead to the zone `{ $zone }`: `{ $none }`, `{ $linked }`, `{ $indirect }` or `{ $direct }`
diff-derived-from-link = a link that { $says }
diff-derived-which-adds = { $link }, which adds { $options }
diff-is-for = is for `{ $purpose }`
diff-carries = carries `{ $load }`

# What was and what is, in declarations.
diff-not-answered = not answered
diff-deviation = { $reason }, and in its place { $measure }
diff-deviation-reason = the reason
diff-deviation-measure = what is done instead
diff-piece-for = { $piece }, for { $requirements }
diff-piece-found = { $piece }, { $found }
diff-found = { $state }: { $what }
diff-found-in-order = in order
diff-digest = sha256 { $digits }…
diff-valid-until = until { $day }
diff-valid-without-end = without end
diff-none = none
diff-same = the same { $count }
diff-same-and = the same { $count } and { $more }
diff-no-rows = no rows
diff-rows = { $count ->
    [one] 1 row
   *[other] { $count } rows
} ({ $rows })
diff-same-rows = the same { $count ->
    [one] 1 row
   *[other] { $count } rows
}
diff-same-rows-and = the same { $count ->
    [one] 1 row
   *[other] { $count } rows
} and { $more }
diff-more-rows = { $count } more
diff-cell = { $column }: { $value }

# More about a change, in words that hold whichever side is the old one.
diff-rests-on-too = rests on { $facts } as well
diff-decides-whether-asked = { $facts } decides whether it is asked
diff-were-the-last-day = were { $day } the last day for bids

# What becomes of a declaration for the former edition, in one line.
diff-carried-answered = answers the new edition already
diff-carried-lot-dropped = is for a lot that the new edition does not buy
diff-carried-all-stay = the answers to all { $asked } requirements stay
diff-carried-stay = the answers to { $stay } of { $asked } requirements stay
diff-carried-answers-to-be-given = { $count } to be given
diff-carried-answers-judged-otherwise = { $count } judged otherwise
diff-carried-answers-to-be-taken-out = { $count } to be taken out
diff-carried-facts-to-be-given = { $count ->
    [one] 1 fact
   *[other] { $count } facts
} to be stated
diff-carried-facts-to-be-taken-out = { $count ->
    [one] 1 fact
   *[other] { $count } facts
} to be taken out
diff-carried-facts-judged-otherwise = the device does not fit the lot any more

# … and answer by answer, under headings, each with the reason.
diff-declarations = declarations for the former edition
diff-for-lot = for { $lot }
diff-device-for-lot = { $device }, for { $lot }
diff-fate-to-be-given = to be given
diff-fate-judged-otherwise = judged otherwise, with the answers as they are
diff-fate-to-be-taken-out = to be taken out
diff-carried-fact = fact “{ $fact }”: { $why }
diff-carried-question = “{ $question }” ({ $reason })
diff-carried-new = new
diff-carried-newly-asked = newly asked, { $count ->
    [one] 1 question
   *[other] { $count } questions
}
diff-carried-not-asked = “{ $question }” is not asked any more
diff-carried-fact-not-stated = rests on a fact that is not stated
diff-carried-answer-not-offered = its answer is none of those offered any more
diff-carried-value-not-offered = its value is none of those offered any more
diff-carried-other-form = asked in another form
diff-carried-enclose = enclose { $kinds }
diff-carried-idle-fact = no requirement looks at it any more
diff-carried-demanded = the lot demands that it { $says } ({ $because })

# Words of a comment and of a document that are not in its template.
diff-what-changed = What changed
diff-what-changed-about = What changed: { $about }
diff-column-where = Where
diff-comment-declarations = Declarations for the former edition:
diff-holds-declarations = Device
diff-holds-packs = Edition
diff-holds-libraries = Library

# The list of changes of a library.
diff-changelog-title = Changes of the library
diff-changelog-added = Added
diff-changelog-tightened = Tightened
diff-changelog-changed = Changed
diff-changelog-loosened = Loosened
diff-changelog-dropped = Dropped
diff-changelog-reworded = Reworded

# The notice of an amendment: what changes mean for vendors, and what they do.
diff-amendment-title = Amendment: { $tender }
diff-amendment-was = was: { $before }
diff-amendment-new = new: { $after }
diff-effect-more = More is demanded
diff-effect-less = Less is demanded
diff-effect-reworded = Said in other words
diff-effect-else = Something else is demanded
diff-effect-otherwise = Otherwise changed
diff-todo-answer = Answer what is newly asked
diff-todo-answer-if-new = Answer, if the device was not asked before: these now apply to more devices, or ask in more cases
diff-todo-enclose = Enclose the evidence that is newly wanted
diff-todo-state = State these facts
diff-todo-look-again = See whether the answer, or the device, still does: more is demanded, or something else
diff-todo-take-out = Take out what is not asked any more
diff-todo-nothing = Leave the answers as they are: less is demanded
diff-todo-fact = the fact “{ $fact }”
