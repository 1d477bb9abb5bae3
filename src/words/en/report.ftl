# What is found of one bid.
report-unjudged = { $subject } cannot be judged: { $errors ->
    [one] 1 error
   *[other] { $errors } errors
}
report-all-met = all of { $count ->
    [one] 1 requirement
   *[other] { $count } requirements
} met
report-not-all-met = of { $count ->
    [one] 1 requirement
   *[other] { $count } requirements
}, { $parts }
report-count-not-met = { $count } not met
report-count-unanswered = { $count } unanswered
report-count-deviation = { $count } with a deviation
report-count-to-review = { $count } to review
report-count-met = { $count } met
report-count-not-applicable = { $count } not applicable
report-head = { $standing }: { $counts }
report-head-evidence = { $standing }: { $counts }; evidence is not in order: { $faults }
report-a-device = a device
report-for-lot = { $device }, for lot { $number }, { $title }
report-once-mended = what is not answered or not enclosed is listed once the errors are mended
report-drafts = { $count ->
    [one] 1 draft counts
   *[other] { $count } drafts count
} as unanswered until somebody moves { $count ->
    [one] it
   *[other] each
} from `drafts` to its place
report-reason = reason: { $reason }
report-measure = in its place: { $measure }
report-deviation = deviation: { $reason }; in its place: { $measure }
report-no-rows = no rows
report-question = question { $number }
report-fact = “{ $fact }”
report-no-answer-to = no answer to { $questions }
report-title = { $bid }: security report
report-title-several = { $tender }: reports of the bids
report-themes-met = Verdicts by theme: nothing is missed in any of { $themes ->
    [one] 1 theme
   *[other] { $themes } themes
}
report-themes-missed = Verdicts by theme: requirements are missed in { $missed } of { $themes ->
    [one] 1 theme
   *[other] { $themes } themes
}
report-segment = { $count } { $verdict }
report-theme = { $theme }: { $parts }.

# … its evidence.
report-files-faulty = { $faulty } of { $files ->
    [one] 1 file
   *[other] { $files } files
}
report-unlisted = { $count } not listed
report-evidence-unlisted = evidence that shall be enclosed, and is not listed
report-not-looked-at = the files enclosed as evidence were not looked at
report-evidence-in-order = evidence: { $files ->
    [one] 1 file
   *[other] { $files } files
} in order
report-evidence-faulty = evidence: { $sound } of { $files ->
    [one] 1 file
   *[other] { $files } files
} in order

# … as a comment on a merge request.
report-bids-in-order = { $count ->
    [one] 1 declaration is in order
   *[other] { $count } declarations are in order
}
report-bids-not = { $count ->
    [one] 1 is not
   *[other] { $count } are not
}
report-bids-unjudged = { $count } cannot be judged
report-why = Why
report-requirement = Requirement
report-to-decide = For a reviewer to decide:
report-missed = { $count } missed, not binding
report-more-to-decide = { $count } more for a reviewer, not binding
report-in-detail = Errors and warnings in detail
report-mended-first = What is not answered or not enclosed is listed once the errors are mended.
report-warning = warning { $fault }
report-refused = { $verdict }, refused
report-faulty-files = Evidence that is not in order:
report-shall-be-enclosed = { $kind }, for **{ $id }**: shall be enclosed, and is not listed
report-and-more = and { $count } more

# … as a log.
report-rationale = Rationale
report-verification = Verification
report-log-not-met = { $requirement } is not met
report-log-unanswered = { $requirement } is not answered in full
report-log-deviation = { $requirement } is not met, and a deviation is proposed
report-log-to-review = { $requirement } is for a human to judge
report-log-met = { $requirement } is met
report-log-not-applicable = { $requirement } does not apply
