//! The evidence of a bid as people read it in a terminal: how many files are in order, what is found
//! of the others, and what is wanted and not listed.

use crate::diag::render::screen::{BOLD, DIM, Paint, RED, YELLOW, clean, line};
use crate::evidence::{Exhibit, State};
use crate::judgement::Ruling;
use crate::report::Report;
use crate::say;
use crate::text::Sources;
use crate::words::Words;

use super::place;

/// What keeps the evidence from being in order: "2 of 14 files, 1 not listed"; nothing where it is
/// in order, or its files were not looked at.
pub fn faults(report: &Report) -> Option<String> {
    let words = Words::English;
    let exhibits = report.exhibits.as_ref().filter(|_| !report.evidence_in_order())?;
    let faulty = exhibits.iter().filter(|exhibit| exhibit.state() != State::InOrder).count();
    let unlisted = report.unlisted().count();
    let files =
        (faulty > 0).then(|| say!(words, "report-files-faulty", faulty = faulty, files = exhibits.len()));
    let unlisted = (unlisted > 0).then(|| say!(words, "report-unlisted", count = unlisted));
    Some([files, unlisted].into_iter().flatten().collect::<Vec<String>>().join(&say!(words, "list-comma")))
}

/// What is met by word, and not shown: for each kind of evidence that is not in order, the requirements that
/// hang on it.
pub fn not_shown(out: &mut String, report: &Report, paint: Paint) {
    let kinds = report.met_by_word();
    if kinds.is_empty() {
        return;
    }
    let words = Words::English;
    out.push('\n');
    line(out, 0, &paint.with(RED, &say!(words, "standing-not-shown")));
    for (kind, requirements) in kinds {
        let places = requirements.join(", ");
        line(out, 1, &clean(&say!(words, "standing-not-shown-kind", kind = kind, places = places)));
    }
}

/// What shall be enclosed, and is not listed.
pub fn wanted(out: &mut String, report: &Report, paint: Paint) {
    let unlisted: Vec<String> = report
        .unlisted()
        .map(|(judged, wanted)| clean(&format!("{}: {}", judged.id, wanted.title)))
        .collect();
    if !unlisted.is_empty() {
        out.push('\n');
        line(out, 0, &paint.with(YELLOW, &say!(Words::English, "report-evidence-unlisted")));
        unlisted.iter().for_each(|text| line(out, 1, text));
    }
}

/// What is found of the files.
pub fn files(out: &mut String, report: &Report, sources: &Sources, paint: Paint) {
    let Some(exhibits) = &report.exhibits else {
        out.push('\n');
        line(out, 0, &say!(Words::English, "report-not-looked-at"));
        return;
    };
    if exhibits.is_empty() {
        return;
    }
    out.push('\n');
    let refused = |exhibit: &Exhibit| {
        report.on_evidence_of(exhibit).any(|(_, bound)| bound.ruling() == Some(Ruling::Refused))
    };
    let is_sound = |exhibit: &&Exhibit| exhibit.state() == State::InOrder && !refused(exhibit);
    let sound = exhibits.iter().filter(is_sound).count();
    let words = Words::English;
    let head = match sound == exhibits.len() {
        true => say!(words, "report-evidence-in-order", files = sound),
        false => {
            paint.with(RED, &say!(words, "report-evidence-faulty", sound = sound, files = exhibits.len()))
        }
    };
    line(out, 0, &head);
    for exhibit in exhibits {
        self::exhibit(out, report, exhibit, sources, paint);
    }
}

/// A file with what is found of it and what reviewers decided on it; one that is in order only with what it
/// says of itself.
fn exhibit(out: &mut String, report: &Report, exhibit: &Exhibit, sources: &Sources, paint: Paint) {
    let decided: Vec<String> = report
        .on_evidence_of(exhibit)
        .map(|(id, bound)| clean(&format!("{id}: {}", bound.say(Words::English))))
        .collect();
    if exhibit.findings.is_empty() && exhibit.figures.is_empty() && decided.is_empty() {
        return;
    }
    let file = paint.with(BOLD, &clean(&exhibit.file));
    let state = match exhibit.state() {
        State::InOrder => String::new(),
        state => format!(" ({})", state.word()),
    };
    line(out, 1, &format!("{file}{state}  {}", clean(&exhibit.title)));
    for finding in &exhibit.findings {
        let at = paint.with(DIM, &place(finding.span, sources));
        line(out, 2, &format!("{at}  {}", clean(&finding.say(Words::English))));
    }
    if !exhibit.figures.is_empty() {
        let figures = exhibit.figures.iter();
        let figures = figures
            .map(|figure| format!("{}: {}", figure.name(Words::English), figure.value(Words::English)));
        line(out, 2, &clean(&figures.collect::<Vec<String>>().join("; ")));
    }
    decided.iter().for_each(|text| line(out, 2, text));
}
