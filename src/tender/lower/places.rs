//! Where the devices of a lot are delivered to: sites that there are, no more devices than are bought.

use super::{Reader, unknown};
use crate::diag::Diagnostic;
use crate::diag::codes;
use crate::model::Place;
use crate::tender::wire;
use crate::text::Route;

impl Reader<'_> {
    /// Reports sites of one id.
    pub(super) fn sites(&mut self, sites: &[wire::Site]) {
        let at = |i: usize| Route::root().key("sites").index(i).key("id");
        for (i, site) in sites.iter().enumerate() {
            let Some(first) = sites.iter().take(i).position(|other| other.id == site.id) else { continue };
            let message = format!("two sites have the id `{}`", site.id);
            self.bag.push(
                Diagnostic::new(&codes::TENDER_DUPLICATE_ID, message)
                    .at(self.node.place(&at(i)), "second here")
                    .at(self.node.place(&at(first)), "first here")
                    .hint("rename one of them"),
            );
        }
    }

    /// The places of a lot, without those at sites that there are not.
    pub(super) fn places(&mut self, lot: &wire::Lot, sites: &[wire::Site], at: &Route) -> Vec<Place> {
        let mut places = Vec::new();
        for (i, place) in lot.places.iter().enumerate() {
            let Some(site) = sites.iter().find(|site| site.id == place.site) else {
                let span = self.node.place(&at.key("places").index(i).key("site"));
                let message = format!("there is no site `{}`", place.site);
                let known = sites.iter().map(|site| site.id.as_str());
                self.bag.push(match sites.is_empty() {
                    true => Diagnostic::new(&codes::UNKNOWN_SITE, message)
                        .at(span, "")
                        .hint("declare it under `sites`, with its `id`, `title` and `address`"),
                    false => unknown(&codes::UNKNOWN_SITE, message, &place.site, span, known),
                });
                continue;
            };
            places.push(Place {
                site: site.id.clone(),
                title: site.title.clone(),
                address: site.address.clone(),
                rooms: place.rooms.clone(),
                quantity: place.quantity,
            });
        }
        let placed = lot.places.iter().filter_map(|place| place.quantity).fold(0, u64::saturating_add);
        let bought = lot
            .with
            .iter()
            .map(|other| other.quantity)
            .fold(lot.quantity, |sum, more| Some(sum?.saturating_add(more?)));
        if let Some(quantity) = bought.filter(|quantity| placed > *quantity) {
            let message = format!("{placed} devices are placed, and {quantity} are bought");
            self.bag.push(
                Diagnostic::new(&codes::PLACES_BEYOND_QUANTITY, message)
                    .at(self.node.key_place(&at.key("places")), "placed")
                    .at(self.node.place(&at.key("quantity")), "bought")
                    .hint("correct one of the quantities"),
            );
        }
        places
    }
}
