//! Options of a choice, from wire to model: what can only be chosen alone says so.

use super::File;
use super::wire::{self, TypeKeys, TypeName};
use crate::condition::Choice;
use crate::diag::codes;
use crate::diag::{Bag, Diagnostic};
use crate::text::Route;

/// First words of an id or a label by which an option says that nothing is chosen.
const NONE: &[&str] = &["never", "neither", "no", "nobody", "none", "not", "nothing", "nowhere"];

/// What may stand before such a word.
const BEFORE: &[&str] = &["at", "by", "for", "from", "in", "of", "on", "to"];

/// The options that the keys of a type say.
///
/// In a set, one that reads like "none of these" is to say whether it stands alone: a vendor could
/// tick it beside others, and the answer would say nothing.
pub fn lower(keys: &TypeKeys, route: &Route, file: &File<'_>, bag: &mut Bag) -> Vec<Choice> {
    let several = keys.name == TypeName::Choices;
    let mut options = Vec::new();
    for (id, written) in &keys.options {
        let at = route.key("options").key(id);
        let (label, exclusive) = match written {
            wire::Choice::Label(label) => (label, None),
            wire::Choice::Full { label, exclusive, .. } => (label, *exclusive),
        };
        if exclusive.is_some() && !several {
            bag.push(
                Diagnostic::new(&codes::LIBRARY_WRONG_FORM, "only an option of `choices` can be exclusive")
                    .at(file.key_place(&at.key("exclusive")), "one option of this type is chosen at most")
                    .hint("leave `exclusive` out"),
            );
        }
        if exclusive.is_none() && several && keys.options.len() > 1 && says_none(id, label) {
            let place = file.place(&at);
            let fault = Diagnostic::new(
                &codes::NONE_NOT_EXCLUSIVE,
                format!("the option `{id}` can be chosen together with what it denies"),
            )
            .at(place, "reads as none of the others");
            bag.push(match written {
                wire::Choice::Label(label) => {
                    let label = serde_json::Value::from(label.as_str());
                    fault.edit(
                        "say that it can only be chosen alone; `exclusive: false` if it cannot contradict",
                        place,
                        format!("{{label: {label}, exclusive: true}}"),
                    )
                }
                wire::Choice::Full { .. } => fault.hint("add `exclusive: true`, or `exclusive: false`"),
            });
        }
        options.push(Choice { exclusive: exclusive.unwrap_or(false), ..Choice::new(id, label) });
    }
    options
}

/// Whether an option reads as if nothing were chosen: "None of these", "For nothing".
fn says_none(id: &str, label: &str) -> bool {
    let says = |text: &str| {
        let lower = text.to_lowercase();
        let words = lower.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
        words.skip_while(|word| BEFORE.contains(word)).take(1).any(|word| NONE.contains(&word))
    };
    says(id) || says(label)
}

#[cfg(test)]
mod tests {
    use super::says_none;
    use crate::library::rules::cases;

    #[test]
    fn options_that_deny_are_found() {
        let check =
            |id: &str, label: &str, expected: bool| assert_eq!(says_none(id, label), expected, "{id}");
        check("none", "Keine", true);
        check("not-offered", "Elsewhere", true);
        check("nothing-beside", "Nothing", true);
        check("untested", "None of these", true);
        check("at-all", "For nothing, media are ignored", true);
        check("never", "Never", true);
        check("document-only", "None, only a document", true);
        check("notes", "Notes of a nurse", false);
        check("network", "Network and no more", false);
        check("of-the-device", "Of the device", false);
    }

    #[test]
    fn sets_say_which_options_stand_alone() {
        let check = |of: &str, options: &str, expected: &str| {
            let question = format!(
                "{{ask: Which?, type: {of}, options: {{{options}}}, accept: {{{}}}}}",
                if of == "choice" { "equals: a" } else { "includes: [a]" }
            );
            let good = "{ask: Is every update signed?, type: flag, accept: {equals: true}}";
            let written = cases::GOOD.replace(good, &question);
            assert_eq!(
                cases::told(&[("updates/UPD-01.md", &written)], &["L00", "L26"]),
                expected,
                "{options}"
            );
        };
        check("choices", "a: A, none: None", "L260 None");
        check("choices", "a: A, none: {label: None}", "L260 {");
        check("choices", "a: A, none: {label: None, exclusive: true}", "");
        check("choices", "a: A, none: {label: None, exclusive: false}", "");
        check("choice", "a: A, none: None", "");
        check("choice", "a: A, none: {label: None, exclusive: true}", "L007 exclusive");
        check("choices", "a: A, b: {exclusive: true}", "L005 {");
        check("choices", "a: A, b: {label: B, alone: true}", "L003 alone");
    }
}
