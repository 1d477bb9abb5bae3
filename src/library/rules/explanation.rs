//! Explanation: what stands beside the statement binds nobody.
//!
//! The rule follows the INCOSE Guide to Writing Requirements: a rationale explains a requirement
//! and holds none. Verification is left out, since it says what the buyer has to do.

use super::words;
use super::words::{Text, Texts};
use crate::diag::codes;
use crate::diag::{Bag, Diagnostic};

/// Whether rationale and guidance demand nothing.
pub fn check(texts: &Texts<'_>, bag: &mut Bag) {
    for (section, text) in [("rationale", &texts.rationale), ("guidance", &texts.guidance)] {
        let Text { written: text, words } = text;
        for word in words {
            if word.is_obligation() || matches!(word.text.as_ref(), "shall" | "must") {
                let written = word.text.trim_matches(['{', '}', ' ']);
                bag.push(
                    Diagnostic::new(
                        &codes::OBLIGATION_IN_EXPLANATION,
                        format!("the {section} says “{written}”, and binds nobody"),
                    )
                    .at(words::place(text, std::slice::from_ref(word)), "only a statement binds")
                    .hint("move the demand into a statement, or say it without an obligation"),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::cases::instead;

    fn check(guidance: &str, expected: &str) {
        instead("One signature over all is enough.", guidance, expected);
    }

    #[test]
    fn explanations_bind_nobody() {
        check("Give the oldest version.", "");
        check("The version must be given.", "L412 must");
        check("The device {{ obligation }} also\nlog it; it shall.", "L412 {{ obligation }}, L412 shall");
        check("The word `must` is of no use here.", "");
        instead("Others can come from anybody.", "Nobody must wait.", "L412 must");
        instead("The hospital offers", "The hospital must offer", "");
    }
}
