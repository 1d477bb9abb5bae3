//! A declaration, in JSON and in YAML, against the pack of a small tender.

use std::sync::LazyLock;

use tenderc::check::Pack;
use tenderc::diag::Bag;
use tenderc::tender;
use tenderc::text::{Memory, Sources};

use crate::base;

/// The lots have the names and the categories of the example, so that its declarations are seeds.
const TENDER: &str = "\
id: smart-ward-2027
title: Wards 3 to 6
deadline: 2027-03-31
assurance: substantial
lots:
  - {id: pumps, title: Pumps, category: infusion-pump, quantity: 2, zone: clinical, facts: {visitor_reach: true}}
  - {id: monitors, title: Monitors, category: patient-monitor, quantity: 2, zone: clinical, facts: {visitor_reach: true}}
  - {id: gateway, title: Gateway, category: iot-gateway, quantity: 2, zone: technical, facts: {visitor_reach: false}}
";

static PACK: LazyLock<Pack> = LazyLock::new(|| {
    let library = base::library(true);
    let world: Memory = [("tender.yaml", TENDER)].into_iter().collect();
    let (mut sources, mut bag) = (Sources::default(), Bag::default());
    let tender = tender::load(&world, &library, &mut sources, &mut bag).expect("the tender is sound");
    base::pack(&tender, &library, &mut bag).expect("the tender can be resolved")
});

/// Takes the text for a declaration. The digest of the example's pack stands for that of this one.
pub fn run(text: &str) {
    let mut text = text.to_owned();
    if let Some(start) = text.find("sha256:") {
        let digits = text[start + 7..].bytes().take_while(u8::is_ascii_hexdigit).count();
        text.replace_range(start..start + 7 + digits, &PACK.spec.pack);
    }
    let name = if text.trim_start().starts_with('{') { "a.json" } else { "a.yaml" };
    base::judge(&PACK, name, &text);
}
