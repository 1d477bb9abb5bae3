//! How far a device is asked at each level of assurance.

use tenderc::diag::Bag;
use tenderc::diag::render::text;
use tenderc::text::{Memory, Sources};
use tenderc::{resolve, tender};

use super::library;

/// Devices as their makers know them: a category, a zone, and all that is asked of the device itself.
const DEVICES: [(&str, &str, &str, &str); 4] = [
    (
        "an infusion pump",
        "infusion-pump",
        "clinical",
        "interfaces: {equals: [wifi, ethernet, usb]}, patient_data: {equals: [displays, stores, transmits]},
         operating_system: linux, local_login: true, remote_administration: true, web_interface: true,
         cloud_service: false, mobile_app: false",
    ),
    (
        "an ultrasound device",
        "ultrasound-system",
        "clinical",
        "interfaces: {equals: [wifi, ethernet, usb, removable-media]}, patient_data: {equals: [displays, stores, transmits]},
         operating_system: windows, local_login: true, remote_administration: true, web_interface: false,
         cloud_service: false, mobile_app: false",
    ),
    (
        "an IP camera",
        "ip-camera",
        "technical",
        "interfaces: {equals: [ethernet]}, operating_system: linux, local_login: true,
         remote_administration: true, web_interface: true, cloud_service: false, mobile_app: false",
    ),
    (
        "a gateway",
        "iot-gateway",
        "clinical",
        "interfaces: {equals: [ethernet, wifi, bluetooth]}, operating_system: linux, local_login: true,
         remote_administration: true, web_interface: true, cloud_service: true, mobile_app: false",
    ),
];

/// A small purchase is asked what a maker answers in an afternoon. Questions that other answers can spare
/// the vendor count as asked.
#[test]
fn tiers_limit_what_a_device_is_asked() {
    let library = library();
    let asked = |category: &str, zone: &str, facts: &str, assurance: &str| -> usize {
        let facts = facts.split_whitespace().collect::<Vec<_>>().join(" ");
        let text = format!(
            "{{id: few, title: Few, deadline: 2027-03-31, assurance: {assurance},
lots: [{{id: lot, title: Lot, category: {category}, zone: {zone}, facts: {{updatable: true, software_only: false, shared_use: true, visitor_reach: true, {facts}}}}}],
assets: [{{id: record, title: Record, zone: clinical}}, {{id: maker, title: Maker, zone: internet}}],
links: [{{from: lot, to: record, over: lan, carries: [patient-data]}}, {{from: lot, to: maker, over: internet, purpose: remote-service}}]}}\n"
        );
        let world: Memory = [("tender.yaml", text.as_str())].into_iter().collect();
        let (mut sources, mut bag) = (Sources::default(), Bag::default());
        let tender = tender::load(&world, &library, &mut sources, &mut bag);
        let spec = tender.and_then(|tender| resolve::resolve(&library, &tender, &mut bag));
        let spec = spec.unwrap_or_else(|| panic!("{}", text::render(&bag.sorted(), &sources, false)));
        spec.lots[0].requirements.iter().map(|requirement| requirement.asked().count()).sum()
    };
    for (device, category, zone, facts) in DEVICES {
        for (assurance, most) in [("basic", 60), ("substantial", 200)] {
            let count = asked(category, zone, facts, assurance);
            assert!(count <= most, "{device} is asked {count} questions at {assurance}; at most {most}");
        }
    }
}
