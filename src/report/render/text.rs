//! Verdicts as people read them in a terminal: the headline, then what keeps the device from
//! conforming, then what a human must look at, then the counts.
//!
//! Texts are shown without control characters: a declaration cannot steer the terminal.

mod evidence;

use crate::check::{Judged, Outcome, Verdict};
use crate::diag::Severity;
use crate::diag::render::screen::{BOLD, DIM, GREEN, Paint, RED, YELLOW, clean, line};
use crate::report::{Report, decided};
use crate::text::words::counted;
use crate::text::{Sources, Span};
use crate::words::Words;

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
    let counts = match parts.is_empty() {
        true => format!("all of {} met", counted(of, "requirement")),
        false => format!("of {}, {}", counted(of, "requirement"), parts.join(", ")),
    };
    let Some(standing) = report.bid() else { return format!("{subject}: {counts}") };
    let head = standing.sentence(subject, Words::English);
    match evidence::faults(report) {
        None => format!("{head}: {counts}"),
        Some(faults) => format!("{head}: {counts}; evidence is not in order: {faults}"),
    }
}

fn block(report: &Report, sources: &Sources, paint: Paint) -> String {
    let outcome = &report.outcome;
    let mut out = String::new();
    let head = clean(&headline(&report.file, report));
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
        section(&mut out, report, verdict, sources, paint);
    }
    if outcome.sound() {
        evidence::not_shown(&mut out, report, paint);
        evidence::wanted(&mut out, report, paint);
    } else if outcome.judged {
        out.push('\n');
        line(&mut out, 0, "what is not answered or not enclosed is listed once the errors are mended");
    }
    if outcome.judged {
        evidence::files(&mut out, report, sources, paint);
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
    line(out, 0, &paint.with(style(verdict), &verdict.title(Words::English)));
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
            &format!(
                "{}  {}",
                paint.with(DIM, &place(reason.span, sources)),
                clean(&reason.say(Words::English))
            ),
        );
    }
    for step in &judged.trace {
        line(out, 3, &clean(&step.say(Words::English)));
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
            verdict => &verdict.title(Words::English),
        };
        format!("{} {words}", outcome.count(verdict))
    });
    counts.collect::<Vec<_>>().join(", ")
}

fn style(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::NotMet | Verdict::Unanswered => RED,
        Verdict::Deviation | Verdict::ToReview => YELLOW,
        Verdict::Met | Verdict::NotApplicable => GREEN,
    }
}

pub(super) fn place(span: Span, sources: &Sources) -> String {
    clean(&sources.place(span))
}
