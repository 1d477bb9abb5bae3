//! Delivery and award of a tender: dates that are dates, weights of requirements that there are.

use indexmap::IndexMap;

use super::Reader;
use crate::condition::value::read_date;
use crate::diag::Diagnostic;
use crate::diag::codes;
use crate::model::{Award, Requirement, Weight};
use crate::tender::wire;
use crate::text::{Route, Spanned};
use jiff::civil::Date;

impl Reader<'_> {
    /// The day of delivery; nothing where it is no date, or none after the last day for bids.
    pub(super) fn delivery(&mut self, text: &str, deadline: &Spanned<Date>) -> Option<Date> {
        let place = self.node.place(&Route::root().key("delivery"));
        let Some(delivery) = read_date(text) else {
            self.bag.push(
                Diagnostic::new(&codes::TENDER_WRONG_FORM, format!("`{text}` is not a date"))
                    .at(place, "")
                    .hint("write a date of the calendar such as `2027-09-30`"),
            );
            return None;
        };
        if delivery <= deadline.value {
            self.bag.push(
                Diagnostic::new(
                    &codes::DELIVERY_BEFORE_DEADLINE,
                    "the devices are to be delivered no later than the last day for bids",
                )
                .at(place, "delivery")
                .at(deadline.span, "last day for bids")
                .hint("name a day after the last day for bids"),
            );
            return None;
        }
        Some(delivery)
    }

    /// The award, without the weights of requirements that there are not.
    pub(super) fn award(&mut self, award: wire::Award, additions: &IndexMap<String, Requirement>) -> Award {
        let root = Route::root();
        let mut singled = Vec::new();
        for (id, weight) in award.requirements {
            let place = self.node.key_place(&root.key("award").key("requirements").key(&id));
            if self.requirement(&id, "", place, additions).is_some() {
                singled.push(Weight { requirement: Spanned::new(id, place), weight: weight.0 });
            }
        }
        Award {
            points: award.points,
            should: award.weights.should.0,
            may: award.weights.may.0,
            singled,
            span: self.node.key_place(&root.key("award")),
        }
    }
}
