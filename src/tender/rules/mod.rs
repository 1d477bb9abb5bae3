//! What a tender must keep to beyond its form and its words: one file a group of rules.

mod ids;
mod texts;

use jiff::civil::Date;

use super::wire;
use crate::diag::codes;
use crate::diag::{Bag, Diagnostic};
use crate::model::Tender;
use crate::syntax::Node;

/// Every rule on a tender as it is written.
pub fn check(wire: &wire::Tender, node: &Node, text: &str, bag: &mut Bag) {
    ids::check(wire, node, bag);
    ids::former(wire, node, bag);
    texts::check(node, text, bag);
}

/// Warns of a last day for bids that has passed.
pub fn on_day(tender: &Tender, today: Date, bag: &mut Bag) {
    let deadline = &tender.deadline;
    if deadline.value < today {
        bag.push(
            Diagnostic::new(&codes::DEADLINE_PAST, "the last day for bids has passed")
                .at(deadline.span, format!("today is {today}"))
                .hint("name a day to come"),
        );
    }
}
