//! What a library must keep to beyond its form: one file a group of rules, each
//! `check(library, requirement, bag)`; `duplicates` and `themes` need all requirements at once.

mod acceptance;
mod applicability;
mod duplicates;
mod escapes;
mod explanation;
mod named;
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
mod vague;
mod words;

#[cfg(test)]
pub(in crate::library) mod cases;

use jiff::civil::Date;

use crate::diag::Bag;
use crate::diag::Diagnostic;
use crate::diag::codes;
use crate::library::conditions::Devices;
use crate::library::shares;
use crate::model::{Library, Requirement};

use obligation::Actors;
use words::Texts;

/// Every rule on every one of the requirements.
pub fn check<'a>(
    library: &Library,
    requirements: impl Iterator<Item = &'a Requirement>,
    today: Option<Date>,
    bag: &mut Bag,
) {
    let known = Known { library, devices: Devices::of(library), actors: Actors::of(library) };
    let requirements: Vec<&Requirement> = requirements.collect();
    let found = shares::each(&requirements, |share| each(&known, share, today));
    found.into_iter().for_each(|found| bag.extend(found));
    duplicates::check(library, &known.devices, &requirements, bag);
    themes::check(&requirements, bag);
}

/// What is known before a requirement is looked at.
struct Known<'a> {
    library: &'a Library,
    devices: Devices<'a>,
    actors: Actors,
}

/// The rules that look at one requirement at a time.
fn each(known: &Known<'_>, requirements: &[&Requirement], today: Option<Date>) -> Bag {
    let Known { library, devices, actors } = known;
    let mut bag = Bag::default();
    for requirement in requirements {
        let texts = Texts::of(requirement);
        let meant = devices.meant(requirement);
        references::check(library, &meant, requirement, &mut bag);
        applicability::check(&meant, requirement, &mut bag);
        templates::check(library, requirement, &mut bag);
        acceptance::check(library, requirement, &mut bag);
        placeholder::check(&texts, requirement, &mut bag);
        prose::check(&texts.statement, &mut bag);
        vague::check(&texts.statement, &mut bag);
        escapes::check(&texts.statement, &mut bag);
        obligation::check(&texts.statement, actors, &mut bag);
        explanation::check(&texts, &mut bag);
        questions::check(library, requirement, &mut bag);
        title::check(library, requirement, &mut bag);
        tiers::check(library, requirement, &mut bag);
        stated::check(&texts.statement, requirement, &mut bag);
        named::check(&texts.statement, requirement, &mut bag);
        units::check(&texts, requirement, &mut bag);
        review(requirement, today, &mut bag);
    }
    bag
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
