//! References: categories, threats, kinds of evidence, standards and their entries.

use crate::condition::{Certainty, Condition, possible};
use crate::diag::codes;
use crate::diag::suggest;
use crate::diag::{Bag, Code, Diagnostic};
use crate::library::conditions::{Device, told_apart};
use crate::library::imports;
use crate::model::{Library, Reference, Requirement};
use crate::text::{Span, Spanned};

/// Whether everything that the requirement refers to is there and may be referred to.
pub fn check(library: &Library, devices: &[&Device<'_>], requirement: &Requirement, bag: &mut Bag) {
    // A table that could not be read is reported itself; what refers to it may well be right.
    let mut find = |code, what: &str, wanted: &Spanned<String>, known: Vec<&str>| {
        if !known.is_empty() && !known.contains(&wanted.value.as_str()) {
            bag.push(unknown(code, what, wanted, &known));
        }
    };
    for category in requirement.categories.iter().chain(&requirement.not_categories) {
        let known = library.categories.keys().map(String::as_str).collect();
        find(&codes::UNKNOWN_CATEGORY, "category", category, known);
    }
    for threat in &requirement.threats {
        find(&codes::UNKNOWN_THREAT, "threat", threat, library.threats.keys().map(String::as_str).collect());
    }
    for wanted in &requirement.evidence {
        let known = library.evidence.keys().map(String::as_str).collect();
        find(&codes::UNKNOWN_EVIDENCE, "kind of evidence", &wanted.kind, known);
    }
    for question in requirement.questions.values() {
        imports::check(library, &question.imports, bag);
    }
    for reference in &requirement.references {
        cited(library, devices, requirement, reference, bag);
    }
}

fn cited(
    library: &Library,
    devices: &[&Device<'_>],
    requirement: &Requirement,
    reference: &Reference,
    bag: &mut Bag,
) {
    let Some(standard) = library.standards.get(&reference.standard) else {
        let known: Vec<&str> = library.standards.keys().map(String::as_str).collect();
        let named = Spanned::new(reference.standard.clone(), reference.span);
        bag.push(unknown(&codes::UNKNOWN_STANDARD, "standard", &named, &known));
        return;
    };
    if let Some(next) = &standard.superseded_by {
        bag.push(
            Diagnostic::new(
                &codes::SUPERSEDED_EDITION,
                format!("{} {} is superseded", standard.short, standard.edition),
            )
            .at(reference.span, format!("`{next}` took its place"))
            .hint(format!("cite the entries of `{next}`; they may have other ids")),
        );
    }
    for entry in &reference.entries {
        match standard.entries.get(&entry.value) {
            None => {
                let known: Vec<&str> = standard.entries.keys().map(String::as_str).collect();
                let message = format!("{} has no entry `{}`", standard.short, entry.value);
                bag.push(misspelt(&codes::UNKNOWN_ENTRY, message, entry, &known));
            }
            Some(found) if found.unchecked => bag.push(
                Diagnostic::new(
                    &codes::UNCHECKED_ENTRY,
                    format!("nobody has checked `{}` against {}", entry.value, standard.short),
                )
                .at(entry.span, "marked `unchecked` in the standard's table")
                .hint("check it against the standard and remove the mark, or leave the citation out"),
            ),
            Some(found) if found.not_asked.is_some() => bag.push(
                Diagnostic::new(
                    &codes::EXCLUDED_ENTRY,
                    format!("`{}` is cited and yet said to be none of a vendor's business", entry.value),
                )
                .at(entry.span, found.not_asked.clone().unwrap_or_default())
                .hint("remove `not-asked` from the standard's table, or the citation"),
            ),
            Some(_) => {}
        }
    }
    let both = Condition::All(vec![requirement.when.clone(), standard.scope.clone()]);
    let out_of_scope = !devices.is_empty()
        && told_apart(devices, &both).into_iter().all(|domains| possible(&both, domains) == Certainty::Never);
    if out_of_scope {
        bag.push(
            Diagnostic::new(
                &codes::CITATION_OUT_OF_SCOPE,
                format!("{} is about none of the devices that {} is for", standard.short, requirement.id),
            )
            .at(reference.span, "this citation is never printed")
            .hint("leave the citation out, or widen what the requirement applies to"),
        );
    }
}

fn unknown(code: &'static Code, what: &str, wanted: &Spanned<String>, known: &[&str]) -> Diagnostic {
    misspelt(code, format!("there is no {what} `{}`", wanted.value), wanted, known)
}

fn misspelt(code: &'static Code, message: String, wanted: &Spanned<String>, known: &[&str]) -> Diagnostic {
    let fault = Diagnostic::new(code, message).at(wanted.span, "");
    match suggest::nearest(&wanted.value, known.iter().copied()) {
        Some(meant) => fault.edit(format!("did you mean `{meant}`?"), within_quotes(wanted), meant),
        None if known.is_empty() => fault.hint("remove it"),
        None => fault.hint(format!("use one of {}", suggest::listed(known.iter().copied()))),
    }
}

/// The place of a word without the quotes that it may need: `"5.10"` without them is a number.
fn within_quotes(word: &Spanned<String>) -> Span {
    let Span { source, start, end } = word.span;
    let quoted = end - start == word.value.len() + 2;
    if quoted { source.span(start + 1, end - 1) } else { word.span }
}
