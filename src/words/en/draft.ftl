# A declaration begun from what a vendor said before.
draft-taken = taken as they are: { $count }
draft-look = to be looked at: { $count }; a draft counts as unanswered until somebody moves it from `drafts` to its place
draft-new = new, or not answered before: { $count }
draft-left = left open by this form: { $count }
draft-beyond = what no such form says: { $count }
draft-entry-torn = { $entry }: it is answered in several ways, and none was taken: { $texts }
draft-entry-unread = { $entry }: “{ $written }” ({ $place }) is neither yes nor no
draft-idle = said in { $origin } and not asked here: { $count } ({ $names })
draft-named = { $head }: { $names }
draft-facts = facts
draft-deviations = deviations
draft-taken-from = { $place }: { $value } ({ $origin })
draft-look-at = { $place }: { $value } ({ $origin }): { $why }
draft-said = { $value } ({ $origin })
draft-about = { $place }: sources differ, and none was taken: { $texts }
draft-settled = { $fact }: the tender says { $value }; { $origin } says { $said }
draft-unfit = { $place }: { $said } ({ $origin }) is no answer to the question as it is asked now
draft-evidence = evidence: { $count ->
    [one] 1 file
   *[other] { $count } files
} listed as before; see that each is about this version of the device, and still valid

# Why a person has to look at a draft.
draft-pack-not-at-hand = what was asked is not known
draft-asked-otherwise = the question has changed
draft-asked-so = the question was: { $ask }
draft-accepted-otherwise = what is accepted has changed
draft-demanded-otherwise = the requirement reads otherwise now
draft-refused = the tender demands something else
draft-other-kind = it was answered for a device of another kind, of which something else is demanded
draft-contradicted = { $origin } says { $value }
draft-before = it was a draft before
draft-deviation = a deviation is proposed for each tender anew
draft-near = the form asks something near, not the same
draft-one-of-several = the form leaves open which of these it is
draft-perhaps-more = the form names these, and there may be more
draft-noted = there is a note on it: { $note }
draft-torn = answers of the form lead to different answers
