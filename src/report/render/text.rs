//! Verdicts as people read them in a terminal: the headline, then what keeps the device from
//! conforming, then what a human must look at, then the counts.
//!
//! Texts are shown without control characters: a declaration cannot steer the terminal.

mod evidence;

use crate::check::{Judged, Outcome, Verdict};
use crate::diag::Severity;
use crate::diag::render::screen::{BOLD, DIM, GREEN, Paint, RED, YELLOW, clean, line};
use crate::report::Report;
use crate::report::render::Roll;
use crate::say;
use crate::standing::BidStanding;
use crate::text::{Packed, Sources, Span};
use crate::words::Words;

/// The verdicts of declarations, each by the name of its file, a blank line between two.
pub fn render(reports: &[Report], sources: &Sources, color: bool) -> String {
    super::whole(Text::new(color), reports, sources)
}

/// Such a text in the making.
#[derive(Debug)]
pub struct Text {
    paint: Paint,
    out: Packed,
}

impl Text {
    /// A text without reports.
    pub fn new(color: bool) -> Self {
        Self { paint: Paint { color }, out: Packed::default() }
    }
}

impl Roll for Text {
    fn put(&mut self, report: &Report, sources: &Sources) {
        let between = if self.out.is_empty() { "" } else { "\n" };
        self.out.push(&format!("{between}{}", block(report, sources, self.paint)));
    }

    fn end(self) -> Packed {
        self.out
    }
}

/// What comes first: "pump.json does not conform: of 41 requirements, 2 not met, 1 unanswered". The
/// subject is the file or the device.
pub fn headline(subject: &str, report: &Report) -> String {
    let words = Words::English;
    let outcome = &report.outcome;
    let errors = outcome.diagnostics.count(Severity::Error);
    if !outcome.sound() {
        return say!(words, "report-unjudged", subject = subject, errors = errors);
    }
    let of = outcome.applicable();
    let told = [Verdict::NotMet, Verdict::Unanswered, Verdict::Deviation, Verdict::ToReview];
    let parts = counted(outcome, &told, words);
    let counts = match parts.is_empty() {
        true => say!(words, "report-all-met", count = of),
        false => say!(words, "report-not-all-met", count = of, parts = parts),
    };
    let Some(standing) = report.bid() else {
        return say!(words, "report-head", standing = subject, counts = counts);
    };
    let head = standing.sentence(subject, words);
    match evidence::faults(report) {
        None => say!(words, "report-head", standing = head, counts = counts),
        Some(faults) => {
            say!(words, "report-head-evidence", standing = head, counts = counts, faults = faults)
        }
    }
}

fn block(report: &Report, sources: &Sources, paint: Paint) -> String {
    let outcome = &report.outcome;
    let mut out = String::new();
    let head = clean(&headline(&report.file, report));
    let style = if report.bid().is_some_and(BidStanding::done) { GREEN } else { RED };
    line(&mut out, 0, &paint.with(style, &head));
    if let Some(lot) = &outcome.lot {
        line(&mut out, 0, &clean(&of_lot(&outcome.device, lot.number, &lot.title, Words::English)));
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
        line(&mut out, 0, &say!(Words::English, "report-once-mended"));
    }
    if outcome.judged {
        evidence::files(&mut out, report, sources, paint);
    }
    if outcome.judged {
        out.push('\n');
        line(&mut out, 0, &totals(outcome));
        if outcome.drafts > 0 {
            line(&mut out, 0, &say!(Words::English, "report-drafts", count = outcome.drafts));
        }
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
            line(out, 3, &clean(&bound.say(Words::English)));
        }
    }
}

fn requirement(out: &mut String, judged: &Judged, sources: &Sources, paint: Paint) {
    let head = format!("{} ({})", judged.id, judged.obligation.word());
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
        let words = Words::English;
        line(out, 3, &clean(&say!(words, "report-reason", reason = deviation.reason.as_str())));
        line(out, 3, &clean(&say!(words, "report-measure", measure = deviation.measure.as_str())));
    }
}

/// One line of counts: "3 not met, 1 unanswered, 30 met, 7 not applicable".
fn totals(outcome: &Outcome) -> String {
    counted(outcome, &Verdict::ALL, Words::English)
}

/// How many requirements have each of some verdicts, but for those that none has.
fn counted(outcome: &Outcome, verdicts: &[Verdict], words: Words) -> String {
    let counts = verdicts.iter().map(|verdict| (verdict, outcome.count(*verdict)));
    let told = counts
        .filter(|(_, count)| *count > 0)
        .map(|(verdict, count)| say!(words, &format!("report-count-{}", verdict.word()), count = count));
    told.collect::<Vec<_>>().join(&say!(words, "list-comma"))
}

/// "Acme Infusor 4.1, for lot 1, Infusion pumps".
pub(super) fn of_lot(device: &str, number: usize, title: &str, words: Words) -> String {
    let nameless = say!(words, "report-a-device");
    let device = if device.is_empty() { nameless.as_str() } else { device };
    say!(words, "report-for-lot", device = device, number = number, title = title)
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
