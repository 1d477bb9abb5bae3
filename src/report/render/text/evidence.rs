//! The evidence of a bid as people read it in a terminal: how many files are in order, what is found
//! of the others, and what is wanted and not listed.

use std::collections::BTreeMap;

use crate::check::Verdict;
use crate::diag::render::screen::{BOLD, DIM, Paint, RED, YELLOW, clean, line};
use crate::evidence::{Exhibit, State};
use crate::report::Report;
use crate::say;
use crate::standing::Standing;
use crate::text::Sources;
use crate::text::words::counted;
use crate::words::Words;

use super::place;

/// What keeps the evidence from being in order: "2 of 14 files, 1 not listed"; nothing where it is
/// in order, or its files were not looked at.
pub fn faults(report: &Report) -> Option<String> {
    let exhibits = report.exhibits.as_ref().filter(|_| !report.evidence_in_order())?;
    let faulty = exhibits.iter().filter(|exhibit| exhibit.state() != State::InOrder).count();
    let unlisted = report.unlisted().count();
    let files = (faulty > 0).then(|| format!("{faulty} of {}", counted(exhibits.len(), "file")));
    let unlisted = (unlisted > 0).then(|| format!("{unlisted} not listed"));
    Some([files, unlisted].into_iter().flatten().collect::<Vec<String>>().join(", "))
}

/// What is met by word, and not shown: for each kind of evidence that is not in order, the requirements that
/// hang on it.
pub fn not_shown(out: &mut String, report: &Report, paint: Paint) {
    let lacking = report
        .outcome
        .verdicts
        .iter()
        .filter(|judged| judged.verdict == Verdict::Met && report.standing(judged) == Standing::Lacking);
    let mut kinds: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for judged in lacking {
        for kind in report.not_shown(judged) {
            kinds.entry(kind).or_default().push(format!("{} {}", judged.number, judged.id));
        }
    }
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
        .map(|(judged, wanted)| clean(&format!("{} {}: {}", judged.number, judged.id, wanted.title)))
        .collect();
    if !unlisted.is_empty() {
        out.push('\n');
        line(out, 0, &paint.with(YELLOW, "evidence that shall be enclosed, and is not listed"));
        unlisted.iter().for_each(|text| line(out, 1, text));
    }
}

/// What is found of the files.
pub fn files(out: &mut String, report: &Report, sources: &Sources, paint: Paint) {
    let Some(exhibits) = &report.exhibits else {
        out.push('\n');
        line(out, 0, "the files enclosed as evidence were not looked at");
        return;
    };
    if exhibits.is_empty() {
        return;
    }
    out.push('\n');
    let sound = exhibits.iter().filter(|exhibit| exhibit.state() == State::InOrder).count();
    let head = match sound == exhibits.len() {
        true => format!("evidence: {} in order", counted(sound, "file")),
        false => {
            paint.with(RED, &format!("evidence: {sound} of {} in order", counted(exhibits.len(), "file")))
        }
    };
    line(out, 0, &head);
    for exhibit in exhibits {
        self::exhibit(out, exhibit, sources, paint);
    }
}

/// A file with what is found of it; one that is in order only with what it says of itself.
fn exhibit(out: &mut String, exhibit: &Exhibit, sources: &Sources, paint: Paint) {
    if exhibit.findings.is_empty() && exhibit.figures.is_empty() {
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
}
