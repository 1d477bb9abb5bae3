# What reviewers decided, and how they are asked.
review-accepted = accepted
review-accepted-if = accepted on the condition that { $condition }
review-refused = refused
review-decided = { $decision } by { $by } on { $on }: { $why }
review-stale = the judgement of { $by } of { $on } is stale: what it judged has changed since
review-mark = { $rule }: { $message }
review-marks = what deserves a second look
review-decisions = What reviewers decided
review-changed-since = changed since
review-head-bid = Bid
review-head-on = On
review-head-decision = Decision
review-head-by = By
review-head-when = When
review-head-why = Why
review-head-fingerprint = Fingerprint
review-before = { $decision }; what it judged has changed since
review-signed = { $decision } by { $by } on { $on }
review-look-for = what to look for, by { $method }
review-answers = what the vendor answers
review-not-met = what is not met
review-why-not = why not
review-in-its-place = what the vendor does in its place
review-of = { $bid }: { $file }
review-to-be-judged = to be judged
review-accepts = accepts { $accepted }
review-not-accepted = not accepted; accepts { $accepted }
review-no-answer = no answer
review-evidence = evidence for it
review-file = { $kind }: { $file }
review-file-until = { $kind }: { $file }, valid until { $day }
review-wanted = { $kind }: wanted ({ $obligation }), and not listed
review-unjudged = { $file } cannot be judged
review-nothing = nothing for a reviewer
review-a-deviation = a deviation
review-to-review = to review
review-open = open
review-open-again = open again
review-case-decided = { $case }: { $decision }: { $why }
review-case-open = { $case }: { $open }
review-case-again = { $case }: { $open }: { $before }, of what has changed since
review-totals = { $open } open; { $accepted } accepted, { $refused } refused
review-totals-again = { $open } open, { $again } of them judged before; { $accepted } accepted, { $refused } refused
review-totals-unjudged = { $totals }; { $count ->
    [one] 1 declaration
   *[other] { $count } declarations
} cannot be judged
