//! What becomes of declarations for the former edition, as lines for people.

use crate::diff::Carried;
use crate::diff::carried::{Answer, Fact, Fate};
use crate::say;
use crate::words::Words;

/// The lines, each with how deep it stands; none of no declarations.
pub fn lines(all: &[Carried], words: Words) -> Vec<(usize, String)> {
    let mut lines = Vec::new();
    if !all.is_empty() {
        lines.push((0, say!(words, "diff-declarations")));
    }
    for carried in all {
        let (file, summary) = (carried.file.as_str(), carried.summary(words));
        lines.push((1, say!(words, "diff-told", what = file, said = summary)));
        lines.push((2, named(carried, words)));
        for fate in TOLD {
            let answers = carried.answers.iter().filter(|answer| answer.fate == fate);
            let answers = answers.map(|answer| said(answer, words));
            let facts = carried.facts.iter().filter(|fact| fact.fate == fate);
            let below: Vec<String> = answers.chain(facts.map(|fact| said_of_fact(fact, words))).collect();
            if !below.is_empty() {
                lines.push((2, head(fate, words)));
                lines.extend(below.into_iter().map(|line| (3, line)));
            }
        }
    }
    lines
}

/// What is told answer by answer, in this order.
pub const TOLD: [Fate; 3] = [Fate::Again, Fate::Otherwise, Fate::Void];

/// The heading over what is told of a fate.
pub fn head(fate: Fate, words: Words) -> String {
    say!(words, &format!("diff-fate-{}", fate.word()))
}

/// "Acme Infusor 4.1, for lot 1, Infusion pumps".
pub fn named(carried: &Carried, words: Words) -> String {
    match carried.device.as_str() {
        "" => say!(words, "diff-for-lot", lot = carried.lot.as_str()),
        device => say!(words, "diff-device-for-lot", device = device, lot = carried.lot.as_str()),
    }
}

/// "fact “Zone”: no requirement looks at it any more".
pub fn said_of_fact(of: &Fact, words: Words) -> String {
    say!(words, "diff-carried-fact", fact = of.fact.title.as_str(), why = of.why.as_str())
}

/// "1.69 RMT-01 (shall)  Remote sessions: “Who starts one?” (new)".
pub fn said(answer: &Answer, words: Words) -> String {
    let of = &answer.requirement;
    let obligation = of.obligation.map(|of| format!(" ({})", of.word())).unwrap_or_default();
    let head = format!("{}{obligation}  {}", of.id, of.title).trim().to_owned();
    let verdict = match (answer.before, answer.after) {
        (Some(before), Some(after)) if answer.fate == Fate::Otherwise => {
            format!("{} → {}", before.word(), after.word())
        }
        (None, Some(after)) if answer.fate == Fate::Otherwise => after.word().to_owned(),
        _ => answer.why.join(&say!(words, "list-semicolon")),
    };
    if verdict.is_empty() { head } else { say!(words, "diff-told", what = head, said = verdict) }
}
