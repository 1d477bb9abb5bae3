# Titles and descriptions of the JSON Schemas of a lot.

schema-title = { $tender }: { $lot }
schema-declaration = A declaration that is complete and well formed. It says nothing about whether the device conforms.
schema-conformance = A declaration that is well formed and, for every requirement that says “shall”, meets it or proposes a deviation.

# The head of a declaration.
schema-where = Where this schema is, for editors
schema-format = The format of declarations
schema-pack = The pack that the declaration answers
schema-tender = The tender
schema-lot = The lot
schema-vendor = Vendor
schema-vendor-name = Name of the vendor
schema-vendor-contact = Whom to ask
schema-device = Device
schema-device-name = Name
schema-device-model = Model
schema-device-version = Version, as the vendor counts

# Its parts.
schema-facts = Facts
schema-facts-what = What the device is. The facts decide which requirements apply.
schema-answers = Answers
schema-answers-what = By the id of the requirement.
schema-deviations = Deviations
schema-deviations-what = Where a requirement is not met: why, and what is done instead.
schema-deviation-reason = Why the requirement is not met
schema-deviation-measure = What is done instead
schema-evidence = Evidence
schema-evidence-what = The files enclosed.
schema-evidence-for = The requirements that it is for
schema-evidence-kind = Its kind
schema-evidence-file = The file
schema-evidence-path = Its path from the declaration on, with `/` between folders; it does not lead out of the folder of the declaration.
schema-evidence-digest = The SHA-256 digest of the file
schema-evidence-digest-form = Its 64 hexadecimal digits. Another form spoils this entry alone, when the file is looked at.
schema-evidence-until = The last day on which it is valid
schema-drafts = Drafts
schema-drafts-what = What was taken from elsewhere and nobody has confirmed. It counts for nothing until somebody moves its value to its place under facts, answers or deviations.
schema-draft-value = What the answer may be
schema-draft-among = The answers that it may be one of
schema-draft-origin = Where it was taken from
schema-draft-why = Why somebody has to look at it
schema-origins = Origins
schema-origins-what = Where facts and answers were taken from, in words.

# A fact, a requirement and a question.
schema-known = For this lot: { $accepted } ({ $because }).
schema-option = `{ $option }`: { $label }
schema-unit = In { $unit }.
schema-asked-when = Asked when { $when }.
schema-accepted = Accepted: { $accepted }.
schema-requirement-applies = { $requirement } applies
schema-requirement-answered = { $requirement } is answered
schema-requirement-met = { $requirement } is met

# Shapes.
schema-text = Text
schema-text-what = A text that does not consist of blanks alone.
schema-date = Date
schema-date-what = A day of the calendar, year-month-day: `2027-03-31`.
schema-version = Version
schema-version-what = One to four numbers with dots between them: `4.10.0`.
schema-url = Address
schema-url-what = An address that starts with `https://` or `http://`, without blanks.
