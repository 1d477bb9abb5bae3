//! Placeholders: what somebody meant to write is printed to every bidder.

use super::words;
use super::words::{Text, Texts};
use crate::diag::codes;
use crate::diag::{Bag, Diagnostic};

/// What people leave for themselves, as it is written.
const MARKS: &[&str] = &["FIXME", "TBD", "TODO", "XXX"];

/// How the instruction begins that version 0.1.0 wrote into a new requirement, without a mark.
const INSTRUCTIONS: &[&str] = &["Say what happens in"];

/// Whether nothing is left to be written.
pub fn check(texts: &Texts<'_>, bag: &mut Bag) {
    for Text { written: text, words } in texts.all() {
        let left = words.iter().find(|word| {
            let rest = text.value.get(word.start..).unwrap_or_default();
            let written = text.value.get(word.start..word.end).unwrap_or_default();
            MARKS.contains(&written) || INSTRUCTIONS.iter().any(|start| rest.starts_with(start))
        });
        if let Some(word) = left {
            bag.push(
                Diagnostic::new(&codes::PLACEHOLDER_LEFT, "something is still to be written")
                    .at(words::place(text, std::slice::from_ref(word)), "printed as it stands")
                    .hint("write it, or leave the sentence out"),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::cases;

    #[test]
    fn what_is_to_be_written_is_found() {
        let check = |rationale: &str, expected: &str| {
            let written = cases::GOOD.replace("Others can come from anybody.", rationale);
            assert_eq!(cases::told(&[("updates/UPD-01.md", &written)], &["L26"]), expected, "{rationale}");
        };
        check("Others can come from anybody.", "");
        check("TODO: say what happens.", "L265 TODO");
        check("It happens (TBD).", "L265 TBD");
        check("Say what happens in a place without it.", "L265 Say");
        check("A todo list; `TODO` in code.", "");
    }
}
