//! The kinds of device in a lot.

use super::{Reader, unknown};
use crate::diag::Diagnostic;
use crate::diag::codes;
use crate::model::{Bound, Companion};
use crate::tender::wire;
use crate::text::{Route, Spanned};

impl Reader<'_> {
    /// The category that stands at a place, and whether the library knows it.
    pub(super) fn category(&mut self, id: &str, at: &Route) -> (Spanned<String>, bool) {
        let library = self.library;
        let category = Spanned::new(id.to_owned(), self.node.place(&at.key("category")));
        let known = library.categories.contains_key(id);
        if !known {
            let message = format!("there is no category `{id}`");
            let all = library.categories.keys().map(String::as_str);
            let fault = unknown(&codes::TENDER_UNKNOWN_CATEGORY, message, id, category.span, all);
            self.bag.push(fault.hint("see `tenderc explain categories` for all of them"));
        }
        (category, known)
    }

    /// The kinds of device that a lot has besides those of its first category.
    pub(super) fn companions(
        &mut self,
        written: &[wire::Companion],
        first: &Spanned<String>,
        at: &Route,
        all_known: &mut bool,
    ) -> Vec<Companion> {
        let mut with: Vec<Companion> = Vec::new();
        for (i, other) in written.iter().enumerate() {
            let (category, known) = self.category(&other.category, &at.key("with").index(i));
            *all_known &= known;
            let before = std::iter::once(first).chain(with.iter().map(|one| &one.category));
            let before: Vec<Spanned<String>> = before.cloned().collect();
            before.iter().for_each(|before| self.apart(before, &category));
            with.push(Companion { category, quantity: other.quantity });
        }
        with
    }

    /// What a lot demands of the facts of one kind of its devices.
    pub(super) fn bounds_of(&mut self, lot: &wire::Lot, at: &Route) -> Vec<(String, Bound)> {
        let kinds = || {
            std::iter::once(lot.category.as_str()).chain(lot.with.iter().map(|other| other.category.as_str()))
        };
        let mut all = Vec::new();
        for (kind, facts) in &lot.facts_of {
            let at = at.key("facts-of").key(kind);
            if !kinds().any(|known| known == kind) {
                let message = format!("the lot has no devices of the kind `{kind}`");
                let all: Vec<&str> = kinds().collect();
                let (code, place) = (&codes::TENDER_UNKNOWN_CATEGORY, self.node.key_place(&at));
                self.bag.push(unknown(code, message, kind, place, all.iter().copied()));
                continue;
            }
            all.extend(self.bounds(facts, &at).into_iter().map(|bound| (kind.clone(), bound)));
        }
        all
    }

    /// Whether a device can be of one kind only: a vendor has to say of which it is.
    fn apart(&mut self, first: &Spanned<String>, second: &Spanned<String>) {
        let (one, other) = (first.value.as_str(), second.value.as_str());
        let (message, hint) = if one == other {
            (format!("the lot has `{one}` twice"), "remove one of them".to_owned())
        } else if self.library.is_a(one, other) {
            (
                format!("every `{one}` is a `{other}` too"),
                format!("name what else is bought instead of `{other}`"),
            )
        } else if self.library.is_a(other, one) {
            (
                format!("every `{other}` is a `{one}` too"),
                format!("name what else is bought instead of `{one}`"),
            )
        } else {
            return;
        };
        self.bag.push(
            Diagnostic::new(&codes::KINDS_NOT_APART, message)
                .at(second.span, "second here")
                .because(first.span, "first here")
                .hint(hint),
        );
    }
}
