//! What becomes of declarations for the former edition, as lines for people.

use crate::diff::Carried;
use crate::diff::carried::{Answer, Fate};

/// The lines, each with how deep it stands; none of no declarations.
pub fn lines(all: &[Carried]) -> Vec<(usize, String)> {
    let mut lines = Vec::new();
    if !all.is_empty() {
        lines.push((0, "declarations for the former edition".to_owned()));
    }
    for carried in all {
        lines.push((1, format!("{}: {}", carried.file, carried.summary())));
        lines.push((2, named(carried)));
        for (fate, head) in FATES {
            let answers = carried.answers.iter().filter(|answer| answer.fate == fate).map(said);
            let facts = carried.facts.iter().filter(|fact| fact.fate == fate);
            let facts = facts.map(|fact| format!("fact “{}”: {}", fact.fact.title, fact.why));
            let below: Vec<String> = answers.chain(facts).collect();
            if !below.is_empty() {
                lines.push((2, head.to_owned()));
                lines.extend(below.into_iter().map(|line| (3, line)));
            }
        }
    }
    lines
}

/// What is told answer by answer, and under which heading.
pub const FATES: [(Fate, &str); 3] = [
    (Fate::Again, "to be given"),
    (Fate::Otherwise, "judged otherwise, with the answers as they are"),
    (Fate::Void, "to be taken out"),
];

/// "Acme Infusor 4.1, for lot 1, Infusion pumps".
pub fn named(carried: &Carried) -> String {
    match carried.device.as_str() {
        "" => format!("for {}", carried.lot),
        device => format!("{device}, for {}", carried.lot),
    }
}

/// "1.69 RMT-01 (shall)  Remote sessions: “Who starts one?” (new)".
pub fn said(answer: &Answer) -> String {
    let of = &answer.requirement;
    let obligation = of.obligation.map(|of| format!(" ({})", of.word())).unwrap_or_default();
    let head = format!("{} {}{obligation}  {}", of.number, of.id, of.title).trim().to_owned();
    let verdict = match (answer.before, answer.after) {
        (Some(before), Some(after)) if answer.fate == Fate::Otherwise => {
            format!("{} → {}", before.word(), after.word())
        }
        (None, Some(after)) if answer.fate == Fate::Otherwise => after.word().to_owned(),
        _ => answer.why.join("; "),
    };
    if verdict.is_empty() { head } else { format!("{head}: {verdict}") }
}
