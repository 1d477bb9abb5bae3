//! What a library must keep to beyond its form: one file a group of rules, each
//! `check(library, requirement, bag)`; `duplicates` and `themes` need all requirements at once.

mod acceptance;
mod applicability;
mod duplicates;
mod escapes;
mod explanation;
mod obligation;
mod placeholder;
mod prose;
mod questions;
mod ranges;
mod references;
mod stated;
mod templates;
mod themes;
mod tiers;
mod title;
mod units;
mod words;

#[cfg(test)]
pub(in crate::library) mod cases;

use jiff::civil::Date;

use crate::diag::Bag;
use crate::diag::Diagnostic;
use crate::diag::codes;
use crate::model::{Library, Requirement};

/// Every rule on every one of the requirements.
pub fn check<'a>(
    library: &Library,
    requirements: impl Iterator<Item = &'a Requirement>,
    today: Option<Date>,
    bag: &mut Bag,
) {
    let mut checked = Vec::new();
    for requirement in requirements {
        references::check(library, requirement, bag);
        applicability::check(library, requirement, bag);
        templates::check(library, requirement, bag);
        acceptance::check(library, requirement, bag);
        placeholder::check(library, requirement, bag);
        prose::check(library, requirement, bag);
        escapes::check(library, requirement, bag);
        obligation::check(library, requirement, bag);
        explanation::check(library, requirement, bag);
        questions::check(library, requirement, bag);
        title::check(library, requirement, bag);
        tiers::check(library, requirement, bag);
        stated::check(library, requirement, bag);
        units::check(library, requirement, bag);
        review(requirement, today, bag);
        checked.push(requirement);
    }
    duplicates::check(library, &checked, bag);
    themes::check(&checked, bag);
}

fn review(requirement: &Requirement, today: Option<Date>, bag: &mut Bag) {
    let due = &requirement.review_by;
    if today.is_some_and(|today| due.value < today) {
        bag.push(
            Diagnostic::new(
                &codes::REVIEW_OVERDUE,
                format!("{} was to be reviewed by {}", requirement.id, due.value),
            )
            .at(due.span, "this day has passed")
            .hint("check its thresholds and citations against today's state of the art, then set a new date"),
        );
    }
}
