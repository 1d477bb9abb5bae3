# What the form in a browser says. Its scripts name these messages without `form-`.

form-page-title = { $tender }: lot { $number }, { $lot }
form-no-script = This form needs JavaScript. It loads nothing, and sends nothing anywhere.

# Head and way through.
form-skip = Skip to the form
form-lot = Lot { $number }: { $lot }
form-contents = Contents
form-find = Find
form-only-open = Only what is open
form-hits = { $count ->
    [one] 1 requirement
   *[other] { $count } requirements
}
form-open = Open…
form-save = Save
form-saved = The declaration is saved as a file.
form-print = Print
form-kept = Kept in this browser
form-not-kept = This browser keeps nothing: save often
form-step-before = ← { $title }
form-step-after = { $title } →
form-left-to-answer = { $count ->
    [one] 1 requirement to answer
   *[other] { $count } requirements to answer
}

# Progress.
form-answered-of = { $done } of { $all } answered
form-with-short = { $text }, { $short }
form-falling = { $count ->
    [one] 1 falls short
   *[other] { $count } fall short
}
form-done = done
form-undecided-count = by the facts
form-off = { $count ->
    [one] 1 requirement does not apply to this device
   *[other] { $count } requirements do not apply to this device
}

# The start.
form-start = Vendor and device
form-head-buyer = Buyer
form-head-deadline = Last day for bids
form-how = State the facts of the device first: they decide what else is asked. Then go through the themes in any order. Each answer is judged at once, by the rules that the buyer will use. Where there is no number to name, give 9999 if less is better, and 0 if more is. At the end, make the bid: one file to hand in.
form-how-kept = Nothing leaves this computer. Answers are kept in this browser as you type; save a file to go on elsewhere, or to put two people’s answers together.
form-vendor-name = Name of the vendor
form-vendor-contact = Contact for questions on security
form-device-name = Name of the device
form-device-model = Model
form-device-version = Version of its software

# Facts.
form-facts = Facts of the device
form-facts-what = What is true of the device as you deliver it. Questions appear and disappear by these facts.
form-demanded = The tender demands that “{ $title }” { $says } ({ $because }).
form-misfit = The device does not fit this lot: you answered { $answer }, and the tender demands that “{ $title }” { $says }. Correct the fact, or offer another device.

# Answers.
form-yes = Yes
form-no = No
form-none = None of these
form-nothing = nothing
form-choose = Choose…
form-clear = Clear the answer
form-any-of = Choose all that are true.
form-quoted = “{ $text }”
form-unit = { $unit }
form-rows = { $count ->
    [one] 1 row
   *[other] { $count } rows
}
form-row = Row { $number }
form-row-add = Add a row
form-row-remove = Remove this row
form-rows-none = There are none
form-wanted-integer = A whole number belongs here, such as 12.
form-wanted-integer-of = A whole number of { $unit } belongs here, such as 12.
form-wanted-number = A number belongs here, such as 1.5.
form-wanted-number-of = A number of { $unit } belongs here, such as 1.5.
form-wanted-text = Some words belong here.
form-wanted-flag = Yes or no belongs here.
form-wanted-choice = One of the options belongs here.
form-wanted-choices = Some of the options belong here.
form-wanted-date = A day of the calendar belongs here.
form-wanted-version = A version belongs here: numbers with dots between them, such as 4.10.0.
form-wanted-url = An address belongs here that starts with https:// or http://.

# Requirements.
form-to-answer = { $count ->
    [one] 1 to answer
   *[other] { $count } to answer
}
form-undecided = depends on facts
form-applies-if = It applies if { $when }.
form-applies-open = That depends on:
form-accepted = Accepted:
form-part = ({ $part })
form-reviewed = The buyer reads and judges this answer.
form-answered-at = Answered under { $id }
form-answered = The answer there: { $answer }.
form-setting = { $title }: { $value }
form-why = Why it is asked
form-verified = How the buyer verifies it
form-short = Falls short: you answered { $answer }. Accepted: { $accepted }. Correct the answer, or propose a deviation.
form-short-together = Falls short: what is said together is accepted only where { $met }. Correct an answer or a fact, or propose a deviation.
form-deviation = Propose a deviation
form-deviation-what = Where you do not meet this, say why, and what you do instead. The buyer decides. The other questions of this requirement need no answer then.
form-deviation-reason = Why it is not met
form-deviation-measure = What you do instead
form-deviation-half = A deviation counts once it says both.
form-proposal = { $from } says: { $answer }
form-proposal-take = Take it
form-proposal-leave = Keep what is here
form-proposal-drop = Leave it
form-origin = Taken from { $from }
form-draft = A draft
form-draft-why = two files say different things

# Evidence.
form-evidence = Evidence
form-evidence-what = Files that show what you answered. One file may serve several kinds: drop it at each.
form-evidence-wanted = Evidence:
form-evidence-shall = to be enclosed
form-evidence-should = if you have it
form-evidence-lacking = to be enclosed
form-evidence-there = enclosed
form-evidence-optional = if you have it
form-evidence-for-shall = To be enclosed for
form-evidence-for-should = Helps with
form-evidence-drop = Choose files, or drop them here
form-evidence-taken = { $count ->
    [one] 1 file is enclosed as: { $kind }.
   *[other] { $count } files are enclosed as: { $kind }.
}
form-evidence-until = Valid until, if it expires
form-evidence-remove = Remove
form-evidence-remove-file = Remove { $file }
form-evidence-expired = It expires before { $day }, the last day for bids: the buyer cannot count it.
form-evidence-not-at-hand = The file itself is not in this browser: drop it here again before you make the bid.
form-evidence-digest = SHA-256 { $sha256 }
form-evidence-serves = for { $ids }
form-evidence-valid = valid until { $day }
form-evidence-lasting = with no last day
form-evidence-more = What it is for
form-evidence-of = { $done } of { $all } kinds that are to be enclosed are there
form-evidence-lacks = { $kind }, for { $ids }
form-no-digest = This browser cannot compute digests of files for a page from disk. Open the form in another browser, or list the evidence with the command line program.

# What is left.
form-summary = What is open, and the bid
form-standing-what-conforms = Nothing is left to do: every requirement that binds is met and shown.
form-standing-what-open = Nothing is left for you to do. The buyer has yet to decide on what is listed below.
form-standing-what-incomplete = Something that binds is not answered, or its evidence is not there yet.
form-standing-what-fails = A requirement that binds is not met. Correct the answer, propose a deviation, or offer another device.
form-open-proposals = Drafts, and second answers, to decide on: { $count }
form-open-misfits = Facts by which the device does not fit the lot: { $count }
form-open-short = Falls short and binds (shall): { $count }
form-open-head = Vendor and device: { $count }
form-open-facts = Facts that are not stated: { $count }
form-open-questions = Questions to answer that bind (shall): { $count }
form-open-evidence = Evidence to be enclosed: { $count }
form-open-should-short = Falls short and does not bind (should, may): { $count }
form-open-should-questions = Questions to answer that do not bind (should, may): { $count }
form-open-deviations = Deviations that you propose: { $count }
form-open-review = Answers that the buyer judges: { $count }
form-nothing-open = Nothing is open.
form-hand-in = Hand in
form-hand-in-what = The bid is one zip: the declaration, and the evidence under its names. Hand it in as the tender says.
form-bid-make = Make the bid
form-bid-made = The bid is saved as a file.
form-bid-lacks = Listed, but not in this browser, and so not in the zip: { $files }. Drop them again under Evidence.

# Files.
form-opened = { $file } is open: { $count } answers.
form-opened-other = { $file } answers another edition or lot: { $count } of its answers fit and are taken. Go through them: what is accepted may have changed.
form-merged = { $count ->
    [one] { $file }: 1 answer is added.
   *[other] { $file }: { $count } answers are added.
}
form-drafts = { $count ->
    [one] { $file } has 1 draft: it counts once you have looked at it and taken it.
   *[other] { $file } has { $count } drafts: each counts once you have looked at it and taken it.
}
form-merged-asked = { $count ->
    [one] 1 question is answered differently there: both answers stand at the question, and you choose.
   *[other] { $count } questions are answered differently there: both answers stand at each question, and you choose.
}
form-merged-asked-evidence = { $count ->
    [one] 1 file is listed differently there, under Evidence: both listings stand at its kind, and you choose.
   *[other] { $count } files are listed differently there, under Evidence: both listings stand at their kinds, and you choose.
}
form-left-out = { $count ->
    [one] { $file }: 1 thing does not fit this form and is left out: { $list }
   *[other] { $file }: { $count } things do not fit this form and are left out: { $list }
}
form-left = { $what }: { $value }
form-unreadable = { $file } cannot be read: a declaration in JSON belongs here, or a bid as a zip.
form-earlier-edition = What was answered in this browser before
form-other-window = This form is open in another window too, and was answered there. Go on in one of them: reload this one to take up what is there.
form-put-away = Put away
