//! Verdicts as people read them in a terminal: the headline, then what keeps the device from
//! conforming, then what a human must look at, then the counts.
//!
//! Texts are shown without control characters: a declaration cannot steer the terminal.

use annotate_snippets::normalize_untrusted_str;

use crate::check::{Judged, Outcome, Verdict};
use crate::diag::Severity;
use crate::report::{Report, decided};
use crate::resolve::spec::Obligation;
use crate::text::{Sources, Span};

/// The verdicts of declarations, each by the name of its file, a blank line between two.
pub fn render(reports: &[Report], sources: &Sources, color: bool) -> String {
    let paint = Paint { color };
    let blocks: Vec<String> = reports.iter().map(|report| block(report, sources, paint)).collect();
    blocks.join("\n")
}

/// What comes first: "pump.json does not conform: of 41 requirements, 2 not met, 1 unanswered". The
/// subject is the file or the device.
pub fn headline(subject: &str, report: &Report) -> String {
    let outcome = &report.outcome;
    let errors = outcome.diagnostics.count(Severity::Error);
    if !outcome.sound() {
        return format!("{subject} cannot be judged: {}", counted(errors, "error"));
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
    let verdict = match (outcome.conforms(), report.conforms()) {
        (true, true) => "conforms",
        (false, false) => "does not conform",
        (false, true) => "conforms after review",
        (true, false) => "does not conform after review",
    };
    match parts.is_empty() {
        true => format!("{subject} {verdict}: all of {} met", counted(of, "requirement")),
        false => format!("{subject} {verdict}: of {}, {}", counted(of, "requirement"), parts.join(", ")),
    }
}

fn block(report: &Report, sources: &Sources, paint: Paint) -> String {
    let outcome = &report.outcome;
    let mut out = String::new();
    let head = clean(&headline(&report.file, report));
    let style = match (outcome.sound(), report.conforms()) {
        (true, true) => GREEN,
        _ => RED,
    };
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
        section(&mut out, report, verdict, sources, paint);
    }
    if outcome.sound() {
        evidence(&mut out, outcome, paint);
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

fn section(out: &mut String, report: &Report, verdict: Verdict, sources: &Sources, paint: Paint) {
    let mut judged: Vec<&Judged> =
        report.outcome.verdicts.iter().filter(|judged| judged.verdict == verdict).collect();
    if judged.is_empty() {
        return;
    }
    // The strongest obligation first, within it the order of the lot.
    judged.sort_by_key(|judged| std::cmp::Reverse(judged.obligation));
    out.push('\n');
    line(out, 0, &paint.with(style(verdict), title(verdict)));
    for judged in judged {
        requirement(out, judged, sources, paint);
        if let Some(bound) = report.judgements.get(&judged.id) {
            line(out, 3, &clean(&decided(bound)));
        }
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

fn evidence(out: &mut String, outcome: &Outcome, paint: Paint) {
    let wanted = outcome.verdicts.iter().flat_map(|judged| {
        let binding = judged.evidence.iter().filter(|wanted| wanted.obligation == Obligation::Shall);
        binding.map(move |wanted| (judged, wanted))
    });
    let lines: Vec<String> = wanted
        .map(|(judged, wanted)| clean(&format!("{} {}: {}", judged.number, judged.id, wanted.title)))
        .collect();
    if !lines.is_empty() {
        out.push('\n');
        line(out, 0, &paint.with(YELLOW, "evidence that shall be enclosed, and is not listed"));
        lines.iter().for_each(|text| line(out, 1, text));
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
