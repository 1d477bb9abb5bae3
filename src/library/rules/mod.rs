//! What a library must keep to beyond its form: one file a group of rules, each
//! `check(library, requirement, bag)`.

mod acceptance;
mod applicability;
mod prose;
mod references;
mod templates;

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
    for requirement in requirements {
        references::check(library, requirement, bag);
        applicability::check(library, requirement, bag);
        templates::check(library, requirement, bag);
        acceptance::check(library, requirement, bag);
        prose::check(library, requirement, bag);
        review(requirement, today, bag);
    }
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
