# What was taken from a form that somebody else publishes.
import-from = { $form } { $answers }
import-yes = Yes
import-no = No
import-answer = { $entry }: { $said }
import-answer-note = { $entry }: { $said }, note { $note }
import-line = line { $number }
