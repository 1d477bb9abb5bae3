# Values, what is accepted and when something holds, in words.

# When a requirement applies.
condition-applies-if = Applies if { $when }
condition-applies-if-sentence = Applies if { $when }.

# Values.
condition-both = { $name } (“{ $label }”)
condition-yes = yes
condition-no = no
condition-no-option = none
condition-row-count = { $n ->
    [one] 1 row
   *[other] { $n } rows
}

# Amounts by their unit.
condition-amount-seconds = { $n ->
    [one] 1 second
   *[other] { $n } seconds
}
condition-amount-minutes = { $n ->
    [one] 1 minute
   *[other] { $n } minutes
}
condition-amount-hours = { $n ->
    [one] 1 hour
   *[other] { $n } hours
}
condition-amount-days = { $n ->
    [one] 1 day
   *[other] { $n } days
}
condition-amount-weeks = { $n ->
    [one] 1 week
   *[other] { $n } weeks
}
condition-amount-months = { $n ->
    [one] 1 month
   *[other] { $n } months
}
condition-amount-years = { $n ->
    [one] 1 year
   *[other] { $n } years
}
condition-amount-bits = { $n ->
    [one] 1 bit
   *[other] { $n } bits
}
condition-amount-bytes = { $n ->
    [one] 1 byte
   *[other] { $n } bytes
}
condition-amount-kilobytes = { $n ->
    [one] 1 kilobyte
   *[other] { $n } kilobytes
}
condition-amount-megabytes = { $n ->
    [one] 1 megabyte
   *[other] { $n } megabytes
}
condition-amount-gigabytes = { $n ->
    [one] 1 gigabyte
   *[other] { $n } gigabytes
}
condition-amount-centimetres = { $n ->
    [one] 1 centimetre
   *[other] { $n } centimetres
}
condition-amount-metres = { $n ->
    [one] 1 metre
   *[other] { $n } metres
}
condition-amount-percent = { $n } %
condition-amount-count = { $n }
condition-amount-characters = { $n ->
    [one] 1 character
   *[other] { $n } characters
}
condition-amount-attempts = { $n ->
    [one] 1 attempt
   *[other] { $n } attempts
}

# One test, as a noun.
condition-test-at-least = at least { $bound }
condition-test-at-most = at most { $bound }
condition-test-less-than = less than { $bound }
condition-test-more-than = more than { $bound }
condition-test-not-before = a date not before { $day }
condition-test-not-after = a date not after { $day }
condition-test-before = a date before { $day }
condition-test-after = a date after { $day }
condition-test-begins = a text that begins with `{ $start }`
condition-test-form = a text of the form that the question describes
condition-test-rows = a table in which every row is such that { $condition }
condition-test-exactly = exactly { $options }
condition-test-no-option = none of the options

# Tests together. The marks of a list and of its parts keep it from being read in two ways.
condition-anything = any answer
condition-nothing = no answer
condition-includes = a choice that includes { $option }
condition-without = a choice without { $option }
condition-but = anything but { $value }
condition-all-of = all of: { $items }
condition-one-of = one of: { $items }
condition-some-of = at least one of: { $items }
condition-none-of = none of: { $items }
condition-part = ({ $part })
condition-joint = {"; "}

# The same without its items, above a list of them.
condition-head-all = All of:
condition-head-one = One of:
condition-head-some = At least one of:
condition-head-none = None of:

# What a test says of its subject, as a verb.
condition-is = is { $value }
condition-is-not = is not { $value }
condition-is-not-before = is not before { $day }
condition-is-not-after = is not after { $day }
condition-has = includes { $options }
condition-has-not = does not include { $options }

# Conditions.
condition-always = always
condition-never = never
condition-clause = { $subject } { $says }
condition-of-kind = the device is of the kind { $kinds }
condition-unknown = { $subject } is as demanded
condition-not-so = it is not so that { $clause }

# Options that can only be chosen alone.
condition-alone = Only alone: { $options }
