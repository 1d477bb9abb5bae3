//! Verdicts as people read them in a terminal: the headline, then what keeps the device from
//! conforming, then what a human must look at, then the counts.
//!
//! Texts are shown without control characters: a declaration cannot steer the terminal.

mod evidence;

use annotate_snippets::normalize_untrusted_str;

use crate::check::{Judged, Outcome, Verdict};
use crate::diag::Severity;
use crate::report::Report;
use crate::text::{Sources, Span};

/// The verdicts of declarations, each by the name of its file, a blank line between two.
pub fn render(reports: &[Report], sources: &Sources, color: bool) -> String {
    let paint = Paint { color };
    let blocks: Vec<String> = reports.iter().map(|report| block(report, sources, paint)).collect();
    blocks.join("\n")
}

/// What comes first: "pump.json does not conform: of 41 requirements, 2 not met, 1 unanswered".
pub fn headline(report: &Report) -> String {
    let (file, outcome) = (&report.file, &report.outcome);
    let errors = outcome.diagnostics.count(Severity::Error);
    if !outcome.sound() {
        return format!("{file} cannot be judged: {}", counted(errors, "error"));
    }
    let of = outcome.applicable();
    let short = |verdict, words: &str| {
        let count = outcome.count(verdict);
        (count > 0).then(|| format!("{count} {words}"))
    };
    let parts: Vec<String> = [
        short(Verdict::NotMet, "not met"),
        short(Verdict::Unanswered, "unanswered"),
        short(Verdict::Deviation, "with a deviation"),
        short(Verdict::ToReview, "to review"),
    ]
    .into_iter()
    .flatten()
    .collect();
    let counts = match parts.is_empty() {
        true => format!("all of {} met", counted(of, "requirement")),
        false => format!("of {}, {}", counted(of, "requirement"), parts.join(", ")),
    };
    match (outcome.conforms(), evidence::faults(report)) {
        (true, None) => format!("{file} conforms: {counts}"),
        (true, Some(faults)) => {
            format!("{file} conforms, but evidence is not in order: {faults}; {counts}")
        }
        (false, None) => format!("{file} does not conform: {counts}"),
        (false, Some(faults)) => {
            format!("{file} does not conform: {counts}; evidence is not in order: {faults}")
        }
    }
}

fn block(report: &Report, sources: &Sources, paint: Paint) -> String {
    let outcome = &report.outcome;
    let mut out = String::new();
    let head = clean(&headline(report));
    let style = if report.exit() == 0 { GREEN } else { RED };
    line(&mut out, 0, &paint.with(style, &head));
    if let Some(lot) = &outcome.lot {
        let device = if outcome.device.is_empty() { "a device" } else { &outcome.device };
        line(&mut out, 0, &clean(&format!("{device}, for lot {}, {}", lot.number, lot.title)));
    }
    // What is missing from a declaration that has errors is mostly an echo of them.
    let shown: &[Verdict] = match outcome.sound() {
        true => &[Verdict::NotMet, Verdict::Unanswered, Verdict::Deviation, Verdict::ToReview],
        false => &[Verdict::NotMet, Verdict::Deviation],
    };
    for verdict in Verdict::ALL.into_iter().filter(|verdict| shown.contains(verdict)) {
        section(&mut out, outcome, verdict, sources, paint);
    }
    if outcome.sound() {
        evidence::section(&mut out, report, sources, paint);
    } else if outcome.judged {
        out.push('\n');
        line(&mut out, 0, "what is not answered or not enclosed is listed once the errors are mended");
    }
    if outcome.judged {
        out.push('\n');
        line(&mut out, 0, &totals(outcome));
    }
    out
}

fn section(out: &mut String, outcome: &Outcome, verdict: Verdict, sources: &Sources, paint: Paint) {
    let mut judged: Vec<&Judged> =
        outcome.verdicts.iter().filter(|judged| judged.verdict == verdict).collect();
    if judged.is_empty() {
        return;
    }
    // The strongest obligation first, within it the order of the lot.
    judged.sort_by_key(|judged| std::cmp::Reverse(judged.obligation));
    out.push('\n');
    line(out, 0, &paint.with(style(verdict), title(verdict)));
    for judged in judged {
        requirement(out, judged, sources, paint);
    }
}

fn requirement(out: &mut String, judged: &Judged, sources: &Sources, paint: Paint) {
    let head = format!("{} {} ({})", judged.number, judged.id, judged.obligation.word());
    line(out, 1, &format!("{}  {}", paint.with(BOLD, &clean(&head)), clean(&judged.title)));
    for reason in &judged.reasons {
        line(
            out,
            2,
            &format!("{}  {}", paint.with(DIM, &place(reason.span, sources)), clean(&reason.message)),
        );
    }
    for step in &judged.trace {
        line(out, 3, &clean(step));
    }
    if let Some(deviation) = &judged.deviation {
        line(out, 3, &clean(&format!("reason: {}", deviation.reason)));
        line(out, 3, &clean(&format!("in its place: {}", deviation.measure)));
    }
}

/// One line of counts: "3 not met, 1 unanswered, 30 met, 7 not applicable".
fn totals(outcome: &Outcome) -> String {
    let counts = Verdict::ALL.into_iter().filter(|verdict| outcome.count(*verdict) > 0).map(|verdict| {
        let words = match verdict {
            Verdict::Deviation => "with a deviation",
            verdict => title(verdict),
        };
        format!("{} {words}", outcome.count(verdict))
    });
    counts.collect::<Vec<_>>().join(", ")
}

fn title(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::NotMet => "not met",
        Verdict::Unanswered => "unanswered",
        Verdict::Deviation => "not met, with a deviation proposed",
        Verdict::ToReview => "to review",
        Verdict::Met => "met",
        Verdict::NotApplicable => "not applicable",
    }
}

fn style(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::NotMet | Verdict::Unanswered => RED,
        Verdict::Deviation | Verdict::ToReview => YELLOW,
        Verdict::Met | Verdict::NotApplicable => GREEN,
    }
}

fn place(span: Span, sources: &Sources) -> String {
    let source = sources.get(span.source);
    let place = source.position(span.start);
    clean(&format!("{}:{}:{}", source.name, place.line, place.column))
}

fn counted(count: usize, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}

fn clean(text: &str) -> String {
    normalize_untrusted_str(&text.replace(['\n', '\r'], " "))
}

fn line(out: &mut String, level: usize, text: &str) {
    out.push_str(&"  ".repeat(level));
    out.push_str(text);
    out.push('\n');
}

const RED: &str = "1;31";
const YELLOW: &str = "1;33";
const GREEN: &str = "1;32";
const BOLD: &str = "1";
const DIM: &str = "2";

/// Colour, where it is wanted: "Select Graphic Rendition" of ECMA-48.
#[derive(Clone, Copy)]
struct Paint {
    color: bool,
}

impl Paint {
    fn with(self, style: &str, text: &str) -> String {
        if self.color { format!("\u{1b}[{style}m{text}\u{1b}[0m") } else { text.to_owned() }
    }
}
