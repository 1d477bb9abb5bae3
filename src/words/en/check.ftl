# What the check of a declaration finds of a requirement.

verdict-not-met = not met
verdict-unanswered = unanswered
verdict-deviation = deviation
verdict-deviation-proposed = not met, with a deviation proposed
verdict-to-review = to review
verdict-met = met
verdict-not-applicable = not applicable

# A device, where a lot has several kinds of them.
check-of-kind = { $device } ({ $kind })

# Why a verdict is what it is, without a full stop.
check-unanswered = `{ $question }` is not answered: { $ask }
check-unanswered-one = `{ $question }` is not answered: { $ask } One of { $options }
check-unanswered-any = `{ $question }` is not answered: { $ask } Any of { $options }
check-malformed = `{ $question }` has no well-formed answer: { $ask }
check-to-review = `{ $question }` is for a human to judge: { $ask }
check-undecided = whether { $requirement } applies depends on the { $count ->
    [one] fact
   *[other] facts
} { $facts }
check-answer = { $question } is { $value }; { $requirement } accepts { $accepted }
check-row = row { $row } of { $question } has { $found }; { $requirement } accepts a row where { $wanted }
check-more-rows = { $count ->
    [one] 1 more row of { $question } is
   *[other] { $count } more rows of { $question } are
} not accepted
check-together = { $found }; { $requirement } is met only where { $wanted }

# The same for who has the question before them and not the declaration.
told-unanswered = “{ $ask }” You give no answer.
told-malformed = “{ $ask }” Your answer is not well formed.
told-answer = “{ $ask }” You answer: { $value }. Accepted: { $accepted }.
told-row = “{ $ask }” In row { $row } of your answer { $found }. Accepted is a row where { $wanted }.
told-more-rows = “{ $ask }” { $count ->
    [one] 1 more row of your answer is
   *[other] { $count } more rows of your answer are
} not accepted.
told-together = You say: { $found }. The requirement is met only where { $wanted }.
told-name = “{ $title }”

# Their parts.
check-name = `{ $name }`
check-cell = { $name } { $value }
check-is = { $name } is { $value }
check-not-given = { $name } is not given
check-parameter = `{ $name }` is { $value }: { $because }
