//! Titles: a name that fits into a table and a contents list.

use crate::diag::codes;
use crate::diag::{Bag, Diagnostic};
use crate::model::{Library, Requirement};

/// A title of more characters breaks the lines of the annex's tables.
const MOST: usize = 80;

/// Whether the title is a name, and short.
pub fn check(_: &Library, requirement: &Requirement, bag: &mut Bag) {
    let title = &requirement.title;
    let length = title.chars().count();
    if length > MOST {
        bag.push(
            Diagnostic::new(&codes::UNWIELDY_TITLE, format!("the title has {length} characters"))
                .at(requirement.title_span, format!("{MOST} fit into a table"))
                .hint("name what the requirement is about; the statement says the rest"),
        );
    }
    if title.trim_end().ends_with('.') || title.contains(". ") {
        bag.push(
            Diagnostic::new(&codes::UNWIELDY_TITLE, "the title is a sentence")
                .at(requirement.title_span, "a full stop")
                .hint("name what the requirement is about, without a full stop"),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::super::cases::instead;

    fn check(title: &str, expected: &str) {
        instead("Signed updates", title, expected);
    }

    #[test]
    fn titles_are_names() {
        check("Wired access with IEEE 802.1X", "");
        check("Updates are signed.", "L417 Updates are signed.");
        check("Updates. Signed ones", "L417 Updates. Signed ones");
        check(&"u".repeat(80), "");
        check(&"u".repeat(81), &format!("L417 {}", "u".repeat(81)));
    }
}
