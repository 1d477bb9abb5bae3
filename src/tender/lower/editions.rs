//! The editions of a tender: days that are days and follow one another, up to the last day for bids.

use jiff::ToSpan;
use jiff::civil::Date;

use super::Reader;
use crate::condition::value::read_date;
use crate::diag::Diagnostic;
use crate::diag::codes;
use crate::model::Corrigendum;
use crate::tender::wire;
use crate::text::{Route, Spanned};

/// Days before the last day for bids by which bidders get what they asked for in good time: Directive
/// 2014/24/EU, Article 47(3)(a); four where a procedure is accelerated.
const DAYS_TO_ANSWER: i64 = 6;

impl Reader<'_> {
    /// The day of the first edition, and what was corrected since, without what has no day.
    pub(super) fn editions(
        &mut self,
        published: Option<&str>,
        corrigenda: Vec<wire::Corrigendum>,
        deadline: &Spanned<Date>,
    ) -> (Option<Date>, Vec<Corrigendum>) {
        let root = Route::root();
        if let (None, Some(_)) = (published, corrigenda.first()) {
            self.bag.push(
                Diagnostic::new(&codes::EDITION_DATES, "what was never published cannot be corrected")
                    .at(self.node.key_place(&root.key("corrigenda")), "")
                    .hint("say with `published` on which day the first edition was published"),
            );
        }
        let published = published.and_then(|text| self.day(text, &root.key("published"), "2026-12-01"));
        let mut days: Vec<Spanned<Date>> = published.iter().cloned().collect();
        let mut read = Vec::new();
        for (i, corrigendum) in corrigenda.into_iter().enumerate() {
            let at = root.key("corrigenda").index(i).key("date");
            let Some(day) = self.day(&corrigendum.date, &at, "2027-01-15") else { continue };
            if let Some(before) = days.last().filter(|before| day.value <= before.value) {
                let message = "an edition is published no later than the one before it";
                self.bag.push(
                    Diagnostic::new(&codes::EDITION_DATES, message)
                        .at(day.span, "this one")
                        .at(before.span, "the one before")
                        .hint("put the corrigenda in the order of their days, the earliest first"),
                );
            }
            let (reason, question) = (corrigendum.reason, corrigendum.question);
            read.push(Corrigendum { date: day.value, reason, question });
            days.push(day);
        }
        if let Some(last) = days.last() {
            self.in_time(last, deadline, !read.is_empty());
        }
        (published.map(|published| published.value), read)
    }

    /// Reports an edition that no bidder could answer, and warns of a corrigendum that leaves few days to.
    fn in_time(&mut self, last: &Spanned<Date>, deadline: &Spanned<Date>, corrected: bool) {
        let fault = if last.value > deadline.value {
            Diagnostic::new(&codes::EDITION_DATES, "the edition is published after the last day for bids")
                .hint("move the last day for bids, or correct the day of the edition")
        } else if corrected && last.value.saturating_add(DAYS_TO_ANSWER.days()) > deadline.value {
            Diagnostic::new(&codes::LATE_CORRIGENDUM, "the corrigendum leaves bidders less than six days")
                .hint(
                    "move the last day for bids by as much as the change weighs, if it is more than a slip or answers \
                     what was asked in good time (Directive 2014/24/EU, Article 47(3))",
                )
        } else {
            return;
        };
        self.bag.push(fault.at(last.span, "published").at(deadline.span, "last day for bids"));
    }

    /// A day of the calendar; told where it is none.
    pub(super) fn day(&mut self, text: &str, at: &Route, example: &str) -> Option<Spanned<Date>> {
        let place = self.node.place(at);
        let Some(day) = read_date(text) else {
            self.bag.push(
                Diagnostic::new(&codes::TENDER_WRONG_FORM, format!("`{text}` is not a date"))
                    .at(place, "")
                    .hint(format!("write a date of the calendar such as `{example}`")),
            );
            return None;
        };
        Some(Spanned::new(day, place))
    }
}
