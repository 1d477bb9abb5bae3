//! Declarations in, verdicts and sentences out.

mod agreement;
mod cells;
mod faults;
mod hostile;
mod verdicts;

use super::Outcome;
use super::example::{ANSWERS, FACTS, HEAD, outcome};
use crate::text::Sources;
use crate::words::Words;

/// Every place, verdict and sentence of a declaration, a line each.
fn report(text: &str, name: &str) -> (Outcome, String) {
    let mut sources = Sources::default();
    let outcome = outcome(text, name, &mut sources);
    let at = |span: crate::text::Span| {
        let place = sources.get(span.source).position(span.start);
        format!("{}:{}", place.line, place.column)
    };
    let mut lines = Vec::new();
    for fault in outcome.diagnostics.sorted() {
        let place = fault.primary().map_or_else(|| "-".to_owned(), |label| at(label.span));
        lines.push(format!("{place} {} {}", fault.code.id, fault.message));
        lines.extend(fault.hints.iter().map(|hint| {
            let edit = hint
                .edit
                .as_ref()
                .map(|edit| format!(" [{} → {}]", sources.slice(edit.span), edit.replacement));
            format!("  {}{}", hint.text, edit.unwrap_or_default())
        }));
    }
    for judged in &outcome.verdicts {
        lines.push(format!("{} {}", judged.id, judged.verdict.word()));
        lines.extend(
            judged
                .reasons
                .iter()
                .map(|reason| format!("  {} {}", at(reason.span), reason.say(Words::English))),
        );
        lines.extend(judged.trace.iter().map(|step| format!("  {}", step.say(Words::English))));
    }
    (outcome, lines.join("\n"))
}

/// Checks what one change of a declaration that meets everything brings about.
fn after(from: &str, to: &str, expected: &str) {
    let text = format!("{HEAD}{FACTS}{ANSWERS}");
    assert!(text.contains(from), "{from}");
    let (_, found) = report(&text.replace(from, to), "pump.yaml");
    let (_, before) = report(&text, "pump.yaml");
    let news: Vec<&str> = found.lines().filter(|line| !before.lines().any(|known| known == *line)).collect();
    assert_eq!(news.join("\n"), expected, "\n{from} → {to}\n{}", news.join("\n"));
}
