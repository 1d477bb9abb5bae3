# Words of the annex that are not in its template.

annex-foot = { $title } · { $edition }
annex-title = { $tender }: security requirements
annex-questionnaire = { $tender }: questionnaire of lot { $lot }, { $title }
annex-explanations = { $tender }: explanations of the security requirements
annex-internal = { $tender }: for the buyer alone

# The title of a document, with the buyer's number and the edition.
annex-marked = { $title } ({ $marks })
annex-edition = edition { $number }

annex-lots = { $count ->
    [one] lot { $numbers }
   *[other] lots { $numbers }
}

# What an answer of a type looks like.
annex-flag = yes or no
annex-choice-ordered = one of, from weakest to strongest: { $options }
annex-choice = one of: { $options }
annex-choices = any of: { $options }
annex-choices-alone = any of: { $options }. { $alone }
annex-integer = whole number
annex-integer-of = whole number, in { $unit }
annex-number = number
annex-number-of = number, in { $unit }
annex-text = free text
annex-date = date
annex-version = version, such as 4.10.0
annex-url = web address
annex-table = rows of: { $columns }
annex-column = { $title } `{ $column }` ({ $answer })
annex-answered-at = nothing here: the answer to question { $question } of { $requirement } is judged
annex-question = question { $number }

# What is true of devices of some of the kinds in a lot.
annex-of-kinds = { $said } (of the kind { $kinds })
