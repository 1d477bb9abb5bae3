//! Delivery and award of a tender: dates that are dates, weights of requirements that there are.

use indexmap::IndexMap;

use super::Reader;
use crate::diag::Diagnostic;
use crate::diag::codes;
use crate::model::{Award, Beyond, Requirement, Weight};
use crate::tender::wire;
use crate::text::{Route, Spanned};
use jiff::civil::Date;

impl Reader<'_> {
    /// The day of delivery; nothing where it is no date, or none after the last day for bids.
    pub(super) fn delivery(&mut self, text: &str, deadline: &Spanned<Date>) -> Option<Date> {
        let delivery = self.day(text, &Route::root().key("delivery"), "2027-09-30")?;
        if delivery.value <= deadline.value {
            self.bag.push(
                Diagnostic::new(
                    &codes::DELIVERY_BEFORE_DEADLINE,
                    "the devices are to be delivered no later than the last day for bids",
                )
                .at(delivery.span, "delivery")
                .at(deadline.span, "last day for bids")
                .hint("name a day after the last day for bids"),
            );
            return None;
        }
        Some(delivery.value)
    }

    /// The award of the tender, or of a lot, without the weights of requirements that there are not. `above` is
    /// where it stands.
    pub(super) fn award(
        &mut self,
        award: wire::Award,
        above: &Route,
        lot: Option<&str>,
        additions: &IndexMap<String, Requirement>,
    ) -> Award {
        let at = above.key("award");
        if award.minimum.is_some_and(|minimum| minimum > award.points) {
            self.bag.push(
                Diagnostic::new(&codes::MINIMUM_BEYOND_POINTS, "no bid can earn as many points as it must")
                    .at(self.node.place(&at.key("minimum")), "at least")
                    .at(self.node.place(&at.key("points")), "at most")
                    .hint("ask for no more than the points that there are"),
            );
        }
        let mut singled = Vec::new();
        for (id, weight) in award.requirements {
            let place = self.node.key_place(&at.key("requirements").key(&id));
            if self.requirement(&id, "", place, additions).is_some() {
                singled.push(Weight { requirement: Spanned::new(id, place), weight: weight.0 });
            }
        }
        let beyond = award.beyond.into_iter().flat_map(|(name, beyond)| {
            let one = IndexMap::from([(name, beyond.value)]);
            let settings = self.settings(&one, lot, &at.key("beyond"), additions);
            settings.into_iter().map(move |setting| Beyond { setting, weight: beyond.weight })
        });
        let beyond = beyond.collect();
        Award {
            points: award.points,
            minimum: award.minimum.unwrap_or_default(),
            should: award.weights.should.0,
            may: award.weights.may.0,
            singled,
            beyond,
            span: self.node.key_place(&at),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::diag::Bag;
    use crate::text::{Memory, Sources};

    #[test]
    fn what_is_bought_is_delivered_after_the_last_day_for_bids() {
        let check = |delivery: &str, expected: Result<&str, &str>| {
            let library: Memory = [
                ("categories.yaml", "device: {title: Device}\n"),
                ("facts.yaml", "zone: {title: Zone, ask: Where?, type: choice, options: {ward: Ward}, known-by: tender, derive: {own: zone}}\n"),
            ]
            .into_iter()
            .collect();
            let (mut sources, mut bag) = (Sources::default(), Bag::default());
            let library = crate::library::load(&library, None, &mut sources, &mut bag);
            let mut world = Memory::default();
            let lots = "lots: [{id: pumps, title: Pumps, category: device, zone: ward}]";
            let head = "id: ward\ntitle: Pumps\nbuyer: Hospital\ndeadline: 2027-03-31\nassurance: basic";
            world.insert("tender.yaml", format!("{head}\ndelivery: {delivery}\n{lots}\n"));
            let mut bag = Bag::default();
            let tender = crate::tender::load(&world, &library, &mut sources, &mut bag);
            let fault =
                bag.sorted().into_iter().find(|fault| fault.severity() == crate::diag::Severity::Error);
            let found = match fault {
                Some(fault) => Err(format!("{} {}", fault.code.id, fault.message)),
                None => Ok(tender.unwrap().delivery.unwrap().to_string()),
            };
            assert_eq!(found, expected.map(str::to_owned).map_err(str::to_owned), "{delivery}");
        };
        check("2027-09-30", Ok("2027-09-30"));
        check("2027-04-01", Ok("2027-04-01"));
        let early = "T118 the devices are to be delivered no later than the last day for bids";
        check("2027-03-31", Err(early));
        check("2027-03-30", Err(early));
        check("2027-02-29", Err("T007 `2027-02-29` is not a date"));
    }
}
