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
