//! What is said of a workbook: sheet and cell, and beside each id what people see there.

use super::super::{check, example};
use crate::declaration::{load, workbook};
use crate::diag::Bag;
use crate::emit;
use crate::form::form;
use crate::text::Sources;
use crate::words::Words;

/// What one change of a declaration that meets everything brings about, once it is a workbook.
fn after(from: &str, to: &str, expected: &str) {
    let text = format!("{}{}{}", example::HEAD, example::FACTS, example::ANSWERS);
    assert!(text.contains(from), "{from}");
    let (mut sources, mut bag, pack) = (Sources::default(), Bag::default(), example::pack());
    let mut told = |text: &str| {
        let read = load("pump.yaml", text, &mut sources, &mut bag).unwrap();
        let form = form(&pack.spec, pack.spec.lots.first().unwrap(), Words::English);
        let book = emit::workbook::write(&form, read.json(), Words::English);
        let outcome = check(&pack, &workbook::load("pump.xlsx", book, &mut sources, &mut bag).unwrap());
        let faults = outcome.diagnostics.sorted();
        let faults = faults.iter().map(|fault| {
            let place = fault.primary().map_or_else(String::new, |label| sources.place(label.span));
            let hints = fault.hints.iter().map(|hint| format!("\n  {}", hint.text)).collect::<String>();
            format!("{place} {}{hints}", fault.message)
        });
        let reasons = outcome.verdicts.iter().flat_map(|judged| &judged.reasons);
        let reasons =
            reasons.map(|reason| format!("{} {}", sources.place(reason.span), reason.say(Words::English)));
        faults.chain(reasons).collect::<Vec<String>>()
    };
    let before = told(&text);
    let found = told(&text.replace(from, to));
    let news: Vec<String> = found.into_iter().filter(|line| !before.contains(line)).collect();
    assert_eq!(news.join("\n"), expected, "\n{from} → {to}\n{}", news.join("\n"));
}

#[test]
fn a_shortfall_is_told_with_the_question() {
    after(
        "support_until: 2037-12-31",
        "support_until: 2030-01-01",
        "pump.xlsx:Questions!I3 `support_until` (“What about support_until?”) is 2030-01-01; \
         UPD-03 accepts a date not before 2037-03-31",
    );
}

#[test]
fn options_are_told_with_their_labels() {
    after(
        "channel: signed-online",
        "channel: pigeon",
        "pump.xlsx:Questions!I4 `channel` is \"pigeon\", which is none of its options
  answer “What about channel?” with one of `signed-online` (“Signed package over the network”), \
         `signed-offline` (“Signed package on removable media”), `unsigned` (“Package without a signature”)
pump.xlsx:Questions!I4 `channel` has no well-formed answer: What about channel?",
    );
}

#[test]
fn an_option_that_stands_twice_is_told_with_its_label() {
    after(
        "interfaces: [wifi]",
        "interfaces: [wifi, wifi]",
        "pump.xlsx:Device and facts!J8 `interfaces` names `wifi` (“Wi-Fi”) twice
  answer “What are the interfaces?” with any of `wifi` (“Wi-Fi”), `usb` (“USB”), \
         `ethernet` (“Ethernet”), `bluetooth` (“Bluetooth”), a cell each, or “None of these”",
    );
}

#[test]
fn rows_are_told_with_the_titles_of_columns() {
    after(
        "encrypted: true}",
        "encrypted: false}",
        "pump.xlsx:NET-01 open_ports!B3 row 1 of `open_ports` (“What about open_ports?”) has \
         `encrypted` (“Encrypted”) no and `port` (“Port”) 443; NET-01 accepts a row where \
         `encrypted` (“Encrypted”) is yes or `port` (“Port”) is 53",
    );
}

#[test]
fn a_fact_that_is_missing_is_told_with_what_can_be_chosen() {
    after(
        ", updatable: true",
        "",
        "pump.xlsx:Device and facts!I9 the fact `updatable` is not stated: What are the updatable?
  answer “updatable” with “Yes” or “No”
pump.xlsx:Device and facts!I9 whether UPD-03 applies depends on the fact `updatable`",
    );
}
