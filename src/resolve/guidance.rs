//! Guidance for one lot: a sentence that sends the reader to a requirement which the lot does not ask would
//! send them to a page that their pack does not have.

use std::collections::BTreeSet;

use super::spec;

/// Takes out of the guidance of a lot each sentence that names a requirement which the lot lacks. `is_known`
/// tells the numbers of requirements from other words of their form, such as `ECMA-424`.
pub fn within_the_lot(lot: &mut spec::Lot, is_known: &dyn Fn(&str) -> bool) {
    let asked: BTreeSet<String> = lot.requirements.iter().map(|requirement| requirement.id.clone()).collect();
    let is_absent = |word: &str| !asked.contains(word) && is_known(word);
    for requirement in &mut lot.requirements {
        if names(&requirement.guidance, &is_absent) {
            requirement.guidance = without(&requirement.guidance, &is_absent);
        }
    }
}

/// Whether a word of the text is such a number.
fn names(text: &str, is_absent: &dyn Fn(&str) -> bool) -> bool {
    text.split(|c: char| !c.is_alphanumeric() && c != '-').any(is_absent)
}

fn without(text: &str, is_absent: &dyn Fn(&str) -> bool) -> String {
    let kept = text.split("\n\n").filter_map(|paragraph| {
        if !names(paragraph, is_absent) {
            return Some(paragraph.to_owned());
        }
        let kept: Vec<_> = sentences(paragraph).into_iter().filter(|one| !names(one, is_absent)).collect();
        (!kept.is_empty()).then(|| kept.join(" "))
    });
    kept.collect::<Vec<_>>().join("\n\n")
}

/// A sentence ends with a full stop before a space and a word that does not start in lower case.
fn sentences(paragraph: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = paragraph.trim();
    let end = |text: &str| {
        text.match_indices('.').map(|(at, _)| at + 1).find(|&at| {
            let after = text.get(at..).unwrap_or_default();
            after.starts_with(char::is_whitespace)
                && after.trim_start().chars().next().is_some_and(|first| !first.is_lowercase())
        })
    };
    while let Some((one, other)) = end(rest).and_then(|at| rest.split_at_checked(at)) {
        found.push(one);
        rest = other.trim_start();
    }
    found.push(rest);
    found
}

#[cfg(test)]
mod tests {
    use super::without;

    #[track_caller]
    fn check(text: &str, left: &str) {
        assert_eq!(without(text, &|word| word == "UPD-16"), left, "{text}");
    }

    #[test]
    fn sentences_that_point_outside_the_lot_are_left_out() {
        check("A part counts. Devices without are the subject of UPD-16.", "A part counts.");
        check("See UPD-16 and UPD-01. Small\nones count.", "Small\nones count.");
        check("Version 1.2 counts, e.g. in UPD-16. So does 1.3.", "So does 1.3.");
        check("UPD-16 is the one.", "");
        check("First.\n\nSee UPD-16.\n\nLast, of UPD-160.", "First.\n\nLast, of UPD-160.");
    }
}
