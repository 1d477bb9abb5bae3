//! Small tenders against a small library: how near a lot is to the internet, which facts are asked, what
//! weighs in the award, which values are set, which questions are asked.

mod own;
mod provisos;
mod tiers;

use super::{Spec, resolve, spec};
use crate::diag::Bag;
use crate::text::{Memory, Sources};
use crate::words::Words;

const FACTS: &str = "
zone:
  {title: Zone, ask: In which zone does it stand?, type: choice, options: {ward: Ward, office: Office, internet: Internet}, known-by: tender, derive: {own: zone}}
exposure:
  {title: Exposure, ask: How near is the internet?, type: choice, ordered: true, known-by: tender,
   options: {isolated: Isolated, internal: Internal, indirect: Indirect, direct: Direct},
   derive: {reach: {zone: internet, none: isolated, linked: internal, indirect: indirect, direct: direct}}}
serviced: {title: Serviced, ask: Is it serviced from outside?, type: flag, known-by: tender, derive: {link: {purpose: remote-service}}}
shared_use: {title: Shared use, ask: Do several people use it?, type: flag, known-by: tender}
interfaces: {title: Interfaces, ask: Which interfaces does it have?, type: choices, options: {wifi: Wi-Fi, usb: USB}, known-by: vendor}
updatable: {title: Updatable, ask: Can it be updated?, type: flag, known-by: vendor}
colour: {title: Colour, ask: Which colour has it?, type: choice, options: {red: Red, grey: Grey}, known-by: vendor}
";

const REQUIREMENT: &str = "---
id: ID
title: TITLE
obligation: OBLIGATION
applies: {categories: [device]}
parameters:
  days: {title: Days, type: integer, unit: days, default: 30, at-most: 60, stronger: lower}
questions:
  signed: {ask: Is every update signed?, type: flag, accept: {equals: true}}
  why: {ask: Why not?, type: text, when: {signed: false}}
  kind: {ask: Of which kind?, type: choice, options: {one: One, other: Other}}
  wireless: {ask: Is it signed over the air?, type: flag, when: {interfaces: [wifi]}, accept: {equals: true}}
evidence: [{kind: policy, obligation: shall}, {kind: sbom, obligation: may}]
verify: test
review-by: 2027-12-31
---
The device {{ obligation }} install signed updates within {{ days }} days.

## Rationale
Others can come from anybody.

## Verification
The hospital offers it an unsigned one.
";

const HEAD: &str = "
id: ward
title: Pumps
buyer: Hospital
deadline: 2027-03-31
assurance: substantial
";

const LOTS: &str = "
lots:
  - {id: pumps, title: Pumps, category: device, zone: ward, facts: {shared_use: true}}
  - {id: beds, title: Beds, category: device, zone: office, facts: {shared_use: false}}
assets:
  - {id: ehr, title: Record, zone: ward}
  - {id: proxy, title: Proxy, zone: office}
  - {id: cloud, title: Cloud, zone: internet}
";

/// The spec of a tender of these parts, or what is wrong with it; and what is said of it besides.
fn resolved(tender: &str) -> (Option<Spec>, Vec<String>) {
    let requirement = |id: &str, obligation: &str| {
        let text = REQUIREMENT.replace("ID", id).replace("TITLE", id).replace("OBLIGATION", obligation);
        (format!("updates/{id}.md"), text)
    };
    let (_, when) = requirement("UPD-05", "shall");
    let when = when.replace("[device]}\nparam", "[device], when: {shared_use: true, zone: office}}\nparam");
    let files = [
        requirement("UPD-01", "shall"),
        requirement("UPD-02", "should"),
        requirement("UPD-03", "may"),
        requirement("UPD-04", "{high: shall}"),
        ("updates/UPD-05.md".to_owned(), when),
    ];
    loaded(files.into_iter(), FACTS, &format!("{HEAD}{tender}"))
}

/// The spec of a tender against a library of these requirements and facts, in the same way.
fn loaded(
    requirements: impl Iterator<Item = (String, String)>,
    facts: &str,
    tender: &str,
) -> (Option<Spec>, Vec<String>) {
    let tables = [
        ("categories.yaml", "device: {title: Device}\n"),
        ("facts.yaml", facts),
        (
            "evidence.yaml",
            "policy: {title: Policy}\nsbom: {title: Bill, content: sbom, elements: [name, version]}\n",
        ),
        ("threats.yaml", "malware: {title: Malware}\n"),
    ];
    let tables = tables.map(|(path, text)| (path.to_owned(), text.to_owned()));
    let library: Memory = tables.into_iter().chain(requirements).collect();
    let (mut sources, mut bag) = (Sources::default(), Bag::default());
    let library = crate::library::load(&library, None, &mut sources, &mut bag);
    let mut world = Memory::default();
    world.insert("tender.yaml", tender);
    let tender = crate::tender::load(&world, &library, &mut sources, &mut bag);
    let spec = tender.and_then(|tender| resolve(&library, &tender, &mut bag));
    // What the library and the map lack is no matter here.
    let said = bag.sorted().into_iter().filter(|fault| !["L416", "T114"].contains(&fault.code.id));
    (spec, said.map(|fault| fault.message.clone()).collect())
}

fn lot(tender: &str) -> spec::Lot {
    let (spec, said) = resolved(tender);
    spec.unwrap_or_else(|| panic!("{said:#?}")).lots.remove(0)
}

#[test]
fn links_say_how_near_the_internet_is() {
    let check = |links: &[&str], expected: &str| {
        let links: Vec<String> = links
            .iter()
            .map(|link| {
                let mut parts = link.split(' ');
                let (from, to) = (parts.next().unwrap(), parts.next().unwrap());
                let over = parts.next().unwrap_or("lan");
                let one_way = parts.next().is_some();
                format!("  - {{from: {from}, to: {to}, over: {over}, one-way: {one_way}}}\n")
            })
            .collect();
        let links = if links.is_empty() { String::new() } else { format!("links:\n{}", links.concat()) };
        let pumps = lot(&format!("{LOTS}{links}"));
        let fact = pumps.facts.iter().find(|fact| fact.id == "exposure").unwrap();
        let found = fact.known.iter().map(|known| {
            let settled = fact.settled.as_ref().map(|value| value.json().to_string()).unwrap_or_default();
            match &known.because {
                spec::Ground::Route(way) => {
                    let way: Vec<&str> = way.iter().map(|term| term.title.as_str()).collect();
                    format!("{settled}: {}", way.join(", "))
                }
                because => format!("{settled}: {}", because.say(Words::English)),
            }
        });
        assert_eq!(found.collect::<Vec<_>>().join("; ").replace('"', ""), expected, "{links}");
    };
    check(&[], "isolated: the tender links it to nothing");
    check(&["beds cloud"], "isolated: the tender links it to nothing");
    check(&["pumps ehr"], "internal: none of its links leads to the zone “Internet”");
    check(
        &["pumps ehr", "ehr beds", "proxy cloud"],
        "internal: none of its links leads to the zone “Internet”",
    );
    check(&["pumps cloud"], "direct: Pumps, Cloud");
    check(&["cloud pumps"], "direct: Pumps, Cloud");
    check(&["pumps ehr internet"], "direct: Pumps, Record");
    check(&["pumps proxy", "proxy cloud"], "indirect: Pumps, Proxy, Cloud");
    check(&["cloud proxy", "proxy pumps"], "indirect: Pumps, Proxy, Cloud");
    // What goes out over a diode lets nothing in; what comes in over one does.
    let inside = "internal: none of its links leads to the zone “Internet”";
    check(&["pumps cloud lan one-way"], inside);
    check(&["pumps ehr internet one-way"], inside);
    check(&["pumps proxy", "proxy cloud lan one-way"], inside);
    check(&["cloud pumps lan one-way"], "direct: Pumps, Cloud");
    check(&["pumps proxy", "cloud proxy lan one-way"], "indirect: Pumps, Proxy, Cloud");
    check(&["pumps proxy", "proxy ehr internet"], "indirect: Pumps, Proxy, Record");
    // The shortest way, and of several the one that stands first.
    check(&["pumps ehr", "ehr beds", "beds cloud", "pumps cloud"], "direct: Pumps, Cloud");
    check(&["pumps ehr", "pumps proxy", "proxy cloud", "ehr cloud"], "indirect: Pumps, Record, Cloud");
    // Round in a ring, and no way out.
    check(
        &["pumps ehr", "ehr proxy", "proxy pumps"],
        "internal: none of its links leads to the zone “Internet”",
    );
}

#[test]
fn a_fact_is_asked_where_something_hangs_on_it_or_the_tender_demands_it() {
    let check = |facts: &str, expected: &str| {
        let pumps = lot(&LOTS.replace("facts: {shared_use: true}", &format!("facts: {facts}")));
        let asked = pumps.facts.iter().filter(|fact| fact.asked).map(|fact| fact.id.as_str());
        assert_eq!(asked.collect::<Vec<_>>().join(" "), expected, "{facts}");
    };
    check("{shared_use: true}", "interfaces");
    check("{shared_use: true, updatable: true}", "interfaces updatable");
    check("{shared_use: true, colour: grey}", "interfaces colour");
    // Whether it has Wi-Fi is known; what is demanded is to be stated all the same.
    check("{shared_use: true, interfaces: {includes: [wifi]}}", "interfaces");
}

#[test]
fn a_question_is_asked_where_it_can_be() {
    let check = |facts: &str, expected: &str| {
        let pumps = lot(&LOTS.replace("facts: {shared_use: true}", &format!("facts: {facts}")));
        let asked = pumps.requirements[0].questions.iter().map(|question| {
            let how = if question.review { " for review" } else { "" };
            format!("{}{how}", question.id)
        });
        assert_eq!(asked.collect::<Vec<_>>().join(", "), expected, "{facts}");
    };
    check("{shared_use: true}", "signed, why for review, kind for review, wireless");
    check("{shared_use: true, interfaces: {excludes: [wifi]}}", "signed, why for review, kind for review");
}

#[test]
fn the_lot_goes_before_all_lots_and_both_before_the_default() {
    let check = |all: &str, own: [&str; 2], expected: [&str; 2]| {
        let lots = LOTS.replace("{shared_use: true}", &format!("{{shared_use: true}}, {}", own[0]));
        let lots = lots.replace("{shared_use: false}", &format!("{{shared_use: false}}, {}", own[1]));
        let (spec, said) = resolved(&format!("{lots}parameters: {all}\n"));
        let spec = spec.unwrap_or_else(|| panic!("{said:#?}"));
        let found = spec.lots.iter().map(|lot| {
            let values = lot.requirements.iter().flat_map(|requirement| &requirement.parameters);
            values.map(|parameter| parameter.value.json().to_string()).collect::<Vec<_>>().join(" ")
        });
        assert_eq!(found.collect::<Vec<_>>(), expected, "{all} {own:?}");
    };
    check("{}", ["", ""], ["30 30 30", "30 30 30"]);
    check("{UPD-01.days: 14}", ["", ""], ["14 30 30", "14 30 30"]);
    check("{UPD-02.days: 14}", ["", "parameters: {UPD-02.days: 7}"], ["30 14 30", "30 7 30"]);
    check("{}", ["parameters: {UPD-03.days: 7}", "parameters: {UPD-01.days: 14}"], ["30 30 7", "14 30 30"]);
}

#[test]
fn weights_without_effect_are_reported() {
    let check = |award: &str, expected: &[&str]| {
        let (spec, said) = resolved(&format!("{LOTS}award: {award}\n"));
        assert!(spec.is_some(), "{said:#?}");
        assert_eq!(said, expected, "{award}");
    };
    check("{points: 30, weights: {should: 2, may: 1}}", &[]);
    check("{points: 30, weights: {should: 2, may: 1}, requirements: {UPD-02: 5}}", &[]);
    check(
        "{points: 30, weights: {should: 2, may: 1}, requirements: {UPD-01: 5}}",
        &["UPD-01 is a `shall`, so its weight has no effect"],
    );
    check(
        "{points: 30, weights: {should: 2, may: 1}, requirements: {UPD-04: 5}}",
        &["UPD-04 applies to no lot, so its weight has no effect"],
    );
    check("{points: 30, weights: {should: 0, may: 0}, requirements: {UPD-02: 5}}", &[]);
    check(
        "{points: 30, weights: {should: 0, may: 0}, requirements: {UPD-02: 5}}\nwaive: [{requirement: UPD-02, lots: [beds], reason: None is bought.}]",
        &["nothing in the lot `beds` has a weight, so the points decide nothing there"],
    );
    check(
        "{points: 30, weights: {should: 0, may: 0}}",
        &["nothing in the lots `pumps` or `beds` has a weight, so the points decide nothing there"],
    );
}

#[test]
fn a_link_serves_both_its_ends_and_says_what_it_is_with() {
    let check = |link: &str, expected: &str| {
        let links = format!("{LOTS}links:\n  - {{{link}, over: lan, purpose: remote-service}}\n");
        let pumps = lot(&links);
        let fact = pumps.facts.iter().find(|fact| fact.id == "serviced").unwrap();
        let because = fact.known.iter().map(|known| known.because.say(Words::English));
        let found = format!("{:?}: {}", fact.settled, because.collect::<Vec<_>>().join("; "));
        assert_eq!(found, expected, "{link}");
    };
    check("from: pumps, to: cloud", "Some(Flag(true)): by the link to Cloud");
    check("from: cloud, to: pumps", "Some(Flag(true)): by the link to Cloud");
    check("from: beds, to: cloud", "Some(Flag(false)): the tender has no such link");
}

#[test]
fn a_requirement_is_left_out_for_a_reason() {
    let check = |facts: &str, expected: &str| {
        let pumps = lot(&LOTS.replace("facts: {shared_use: true}", &format!("facts: {facts}")));
        let found = pumps.dropped.iter().map(|dropped| {
            let decisive = match &dropped.reason {
                spec::Absence::Condition { decisive, .. } => format!("by {}", decisive.join(" and ")),
                spec::Absence::Assurance(level) => format!("at {}", level.word()),
                other => format!("{other:?}"),
            };
            format!("{} {decisive}, rests on {}", dropped.id, dropped.rests_on.join(" and "))
        });
        assert_eq!(found.collect::<Vec<_>>().join("; "), expected, "{facts}");
    };
    let rest = "UPD-04 at substantial, rests on ; UPD-05 by";
    check("{shared_use: true}", &format!("{rest} zone, rests on shared_use and zone"));
    check("{shared_use: false}", &format!("{rest} zone and shared_use, rests on shared_use and zone"));
}

#[test]
fn a_tender_says_what_a_bill_must_say_and_the_library_the_rest() {
    let check = |bill: &str, expected: &str| {
        let (spec, said) = resolved(&format!("{LOTS}{bill}"));
        let spec = spec.unwrap_or_else(|| panic!("{said:#?}"));
        let kinds = spec.evidence_kinds.iter().map(|kind| format!("{} {:?}", kind.id, kind.elements));
        assert_eq!(kinds.collect::<Vec<_>>().join("; "), expected, "{bill}");
    };
    check("", "policy []; sbom [Name, Version]");
    check("sbom: {elements: [author]}\n", "policy []; sbom [Author]");
}

#[test]
fn the_map_shows_the_way_of_each_lot_out() {
    let links = "links:\n  - {from: pumps, to: proxy, over: lan}\n  - {from: proxy, to: cloud, over: lan}\n";
    let (spec, _) = resolved(&format!("{LOTS}{links}"));
    assert_eq!(spec.unwrap().map.routes, [["pumps", "proxy", "cloud"]]);
}
