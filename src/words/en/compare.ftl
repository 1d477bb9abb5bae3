# Bids side by side.
compare-failed = Failed: { $places }
compare-lacking = Lacks an answer or evidence: { $places }
compare-waiting = Waits for a reviewer: { $places }
compare-award = A bid that fails or is incomplete earns no points. Any other bid earns { $points } × fulfilled ÷ applicable: the weights of what it fulfils, among the weights of what applies to it, to two decimals, half up. A requirement is fulfilled if it is met and its mandatory evidence is in order, or if the buyer accepted an answer to review or a deviation. What the buyer has yet to judge counts as not fulfilled.

# What deserves a second look: the rules by name and in full, and what is found by them.
compare-rule-far-from-others = Far from the others
compare-rule-copied = Same words
compare-rule-paraphrased = Nearly the same words
compare-rule-alike = Nearly the same answers
compare-rule-all-chosen = Everything chosen
compare-rule-expires-early = Expires early
compare-rule-same-file = Same file
compare-rule-one-for-many = One file for many kinds
compare-rule-not-in-order = Not in order
compare-rule-far-words = Numbers and dates are held against those of the other bids; numbers by ratio, of one more than the number, since 0 has no ratio. With { $statistics } bids or more, one is marked that lies more than { $bound } scaled median absolute deviations from the median of the others, and a factor of five away from it (dates: three years); where most of the others agree, so that the deviation is 0, a factor of ten (dates: five years). With { $least } bids, one that lies a factor of ten (dates: five years) away from both others, which are nearer to each other. With fewer bids, none.
compare-rule-copied-words = Bids of two vendors have a free text of at least { $whole } words that is the same, or texts that share a run of { $run } words; case, blanks and punctuation do not count, nor does what stands in the tender. Free texts are answers, cells of tables, and the reason and measure of a deviation. Of a text the first { $text } words are looked at, of a bid the first { $bid }.
compare-rule-paraphrased-words = Bids of two vendors have free texts of at least { $least } words in the same place, and of all runs of { $shingle } words in either, { $percent } of a hundred are in both. What stands in the tender does not count, nor does what the rule before marks.
compare-rule-alike-words = Bids of two vendors give the same answer to at least { $percent } of a hundred questions that both answer, and these are at least { $least }. Free texts do not count.
compare-rule-all-chosen-words = Of the questions with at least { $options } options that can be chosen beside each other, a bid chooses all of them in at least { $percent } %, and in at least { $least }.
compare-rule-one-for-many-words = A bid lists one file, by its SHA-256 digest, as at least { $least } kinds of evidence.
compare-rule-expires-early-words = A piece of evidence is valid until a day before the last day for bids, or before the day of delivery where the tender names one.
compare-rule-same-file-words = Bids of two vendors enclose files of the same SHA-256 digest.
compare-rule-not-in-order-words = A piece of evidence is missing, cannot be read, has another SHA-256 digest than the one that is stated, is not of the kind or of the device that it is listed for, or lacks what its kind asks for.
compare-about-fact = fact “{ $fact }”
compare-about-answers = all answers
compare-about-choices = all questions of several options
compare-about-more = more
compare-more-marks = at least { $more } more places are found by this rule, and are not listed
compare-far = answers { $own }, the { $others } others { $low } to { $high }
compare-far-all = answers { $own }, the { $others } others { $low }
compare-alike = { $same } of { $both } answers are the same
compare-all-chosen = all options are chosen in { $full } of { $asked } questions
compare-one-for-many = one file is listed as { $count } kinds of evidence: { $kinds }
compare-same-text = the same text
compare-same-run = a run of { $run } words or more in common
compare-nearly = nearly the same text, { $percent } % of its runs of { $shingle } words
compare-part-reason = deviation, reason
compare-part-measure = deviation, measure
compare-part-cell = `{ $question }`, row { $row }, `{ $column }`
compare-copied = { $what }: “{ $text }”
compare-copied-at = { $what }, { $places }: “{ $text }”
compare-expires-before-bids = { $file } is valid until { $end }: before { $day }, the last day for bids
compare-expires-before-delivery = { $file } is valid until { $end }: before { $day }, the day of delivery
compare-file-of = { $file } of { $bid }
compare-same-digest = { $files } have the digest { $digest }…

# What stands in every form of a comparison.
compare-title = { $tender }: bids for lot { $number }, { $lot }, compared
compare-head = lot { $number }, { $lot }: { $bids ->
    [one] 1 bid
   *[other] { $bids } bids
}, { $requirements ->
    [one] 1 requirement
   *[other] { $requirements } requirements
}: { $verdicts } stand differently, { $answers } differ in answers only
compare-count = { $count } { $verdict }
compare-bid = { $standing }: { $counts }
compare-evidence = evidence: { $faults }
compare-short = short of the minimum of { $minimum } points
compare-missed = 0 of { $points } points: missed { $missed }
compare-weights = weights { $fulfilled } of { $applicable }
compare-points = { $now } of { $points } points: { $weights }
compare-points-waiting = { $now } of { $points } points, { $most } if all that waits is accepted: { $weights }; waiting: { $waiting }
compare-barred = { $file } cannot be compared: { $reason }
compare-of = { $fulfilled } of { $applicable }
compare-fulfilled = fulfilled, of those that apply
compare-different = requirements that stand differently
compare-legend = M met, N not met, U unanswered, D deviation, R to review, - not applicable; + accepted, x refused
compare-marks = what deserves a second look
compare-mark = { $about } ({ $rule }): { $message }
compare-accepted = { $verdict }, accepted
compare-refused = { $verdict }, refused
compare-stale = { $verdict }, judgement stale
compare-not-answered = not answered
compare-not-stated = not stated
compare-no-rows = no rows
compare-cell = { $column }: { $value }
compare-numbered = ({ $number }) { $line }
compare-deviates = { $reason } In its place: { $measure }
compare-deviation = Deviation
compare-judgement = Judgement
compare-in-order = in order
compare-not-looked-at = files not looked at
compare-faulty = { $faulty } of { $files ->
    [one] 1 file
   *[other] { $files } files
} not in order{ $mandatory ->
    [0] {""}
   *[other] , { $mandatory } of them mandatory
}: { $states }
compare-state = { $count } { $state }
compare-not-listed = { $count ->
    [one] 1 wanted is not listed
   *[other] { $count } wanted are not listed
}
compare-other-lot = it is for lot { $number }, { $title }
compare-unjudged = it could not be judged
compare-errors = it has { $errors ->
    [one] 1 error
   *[other] { $errors } errors
}, first: { $first }

# The columns of the table for spreadsheets.
compare-column-requirement = requirement
compare-column-title = title
compare-column-theme = theme
compare-column-obligation = obligation
compare-column-weight = weight
compare-column-bid = bid
compare-column-vendor = vendor
compare-column-device = device
compare-column-file = file
compare-column-bid-standing = bid standing
compare-column-verdict = verdict
compare-column-standing = standing
compare-column-difference = difference
compare-column-answers = answers
compare-column-deviation-reason = deviation reason
compare-column-deviation-measure = deviation measure
compare-column-judgement = judgement
compare-column-evidence-not-listed = evidence not listed
compare-column-evidence-state = evidence state
compare-column-marks = marks

# What stands on the page alone.
compare-page-skip = Skip to the matrix
compare-page-no-bid = There is no bid to compare.
compare-page-head = Bids for lot { $number }: { $lot }
compare-page-counts = { $bids ->
    [one] 1 bid
   *[other] { $bids } bids
} and { $requirements ->
    [one] 1 requirement
   *[other] { $requirements } requirements
}. The bids stand differently in { $verdicts } of them, and differ in answers only in { $answers } more.
compare-page-deadline = Last day for bids { $day }
compare-page-delivery = delivery by { $day }
compare-page-edition = edition of the requirements { $edition }
compare-page-parts = Parts of the page
compare-page-award = Bids and award
compare-page-bids = Bids
compare-page-totals = Totals
compare-page-marks-count = Second look ({ $count })
compare-page-matrix = Matrix
compare-page-facts = Facts
compare-page-barred = Cannot be compared
compare-page-points = Points of { $points }
compare-page-most = If all that waits is accepted
compare-page-weights = Weights fulfilled
compare-page-bid = Bid
compare-page-result = Result
compare-page-evidence = Evidence
compare-page-and-more = { $places } and { $more } more
compare-page-in-order = { $files ->
    [one] 1 file
   *[other] { $files } files
} in order
compare-page-fulfilled = Requirements fulfilled, of those that apply to the bid.
compare-page-requirements = Requirements
compare-page-none = none
compare-page-failed = { $count } failed
compare-page-lacking = { $count } lacking
compare-page-waiting = { $count } waiting
compare-page-marks = What deserves a second look
compare-page-no-mark = Nothing is found by the rules below.
compare-page-no-verdict = A mark is no verdict: it says where a bid is worth reading again.
compare-page-number = No.
compare-page-rule = Rule
compare-page-where = Where
compare-page-found = What is found
compare-page-rules = The rules
compare-page-head-unlisted = evidence: { $count } not listed
compare-page-head-faulty = evidence: { $count ->
    [one] 1 file
   *[other] { $count } files
} not in order
compare-page-mark = second look, number { $number }
compare-page-table = Requirements and bids
compare-page-hint = Open a requirement to see its words and all answers. A question marked ≠ is answered differently; an answer in bold is not that of most.
compare-page-hint-paper = Only the answers of requirements that were open are printed; the CSV has all.
compare-page-requirement = Requirement
compare-page-binding = Binding
compare-page-weight = Weight
compare-page-find = Find
compare-page-theme = Theme
compare-page-verdict = Verdict
compare-page-of = of
compare-page-all = all
compare-page-any-bid = any bid
compare-page-show = Show
compare-page-all-requirements = all requirements
compare-page-only-differences = only differences
compare-page-only-verdicts = only different verdicts
compare-page-only-marked = only marked
compare-page-sort-by = Sort by
compare-page-by-number = number
compare-page-by-theme = theme
compare-page-by-binding = binding
compare-page-by-weight = weight
compare-page-by-verdict = verdict of { $bid }
compare-page-columns = Columns
compare-page-open-all = Open all shown
compare-page-reset = Reset
compare-page-reason = Deviation: the reason
compare-page-measure = Deviation: what is done instead
compare-page-answers = { $count ->
    [0] no answers
    [one] 1 answer
   *[other] { $count } answers
}
compare-page-answers-differ = { $answers }, { $count ->
    [one] 1 differs
   *[other] { $count } differ
}
compare-page-stale = judgement stale
compare-page-accepted = accepted
compare-page-refused = refused
compare-page-no-evidence = mandatory evidence missing
compare-page-evidence-faulty = mandatory evidence faulty
compare-page-other-evidence-faulty = other evidence faulty
compare-page-evidence-incomplete = evidence incomplete
compare-page-not-asked = not asked
compare-page-unlisted = { $kind } ({ $obligation }) is not listed
compare-page-file-state = { $file }: { $state }
compare-page-mandatory-state = { $file } (shall): { $state }
compare-page-facts-stated = What vendors state of their devices. Facts decide what applies.
compare-page-fact = Fact

# Bids that are not compared, since another kind of device is.
compare-other-kinds = { $count ->
    [one] 1 bid is of another kind of device, and is not in this comparison.
   *[other] { $count } bids are of other kinds of device, and are not in this comparison.
}

# A lot of several kinds of device, for which a bid has several declarations.
compare-lacks = a declaration for “{ $kind }”
compare-lacks-judged = `{ $file }`, which could not be judged
compare-place-of = { $id } of { $bid }
compare-missing = missed: { $missed }
compare-page-declarations = Declarations
compare-page-together = A bid is all declarations of one vendor for this lot. It stands as the worst of them does, and is incomplete while a kind of device of the lot has none.
compare-award-together = A bid that fails or is incomplete earns no points. Any other bid earns { $points } × fulfilled ÷ applicable: the weights of what its declarations fulfil, all together, among the weights of what applies to their devices, all together, to two decimals, half up. A requirement is fulfilled if it is met and its mandatory evidence is in order, or if the buyer accepted an answer to review or a deviation. What the buyer has yet to judge counts as not fulfilled.
