//! What reviewers have to decide: a list of it over all bids, and each of it in full.
//!
//! Whatever a vendor wrote stands behind a bar on every line, without control characters: it cannot
//! be taken for words of this program, and cannot steer the terminal.

use super::text::{of_lot, place};
use crate::check::{Answer, Judged, Verdict};
use crate::condition::Type;
use crate::condition::Value;
use crate::condition::word::{self, Naming};
use crate::declaration::Declaration;
use crate::diag::render::screen::{BOLD, DIM, GREEN, Paint, RED, YELLOW, clean, line};
use crate::judgement::{Bound, Judgement, Ruling};
use crate::report::Report;
use crate::resolve::spec::{Requirement, Spec};
use crate::say;
use crate::standing::Standing;
use crate::text::Sources;
use crate::words::Words;

/// One requirement of a bid, with all that a reviewer needs to decide on it.
#[derive(Clone, Copy)]
pub struct Case<'a> {
    /// The tender.
    pub spec: &'a Spec,
    /// The bid.
    pub report: &'a Report,
    /// The declaration of the bid.
    pub declaration: &'a Declaration,
    /// What is found of the requirement.
    pub judged: &'a Judged,
    /// The requirement.
    pub requirement: &'a Requirement,
}

/// Characters of a line of a vendor's text, before it goes on in the next.
const WIDTH: usize = 96;

/// A case in full: what is asked, what would be accepted, what the vendor says, what is enclosed, what was
/// decided before, and what deserves a second look.
pub fn case(case: &Case<'_>, marks: &[String], sources: &Sources, color: bool) -> String {
    let mut out = String::new();
    let paint = Paint { color };
    let Case { report, judged, requirement, .. } = case;
    line(&mut out, 0, &heading(judged, paint));
    line(&mut out, 0, &paint.with(DIM, &bid(report)));
    if let Some(Bound::Stale(before)) = report.judgements.get(&judged.id) {
        out.push('\n');
        line(
            &mut out,
            1,
            &paint.with(YELLOW, &say!(Words::English, "review-before", decision = said(before))),
        );
        before.why.lines().for_each(|text| line(&mut out, 2, &clean(text)));
    } else if let Some(bound) = report.judgements.get(&judged.id) {
        out.push('\n');
        line(&mut out, 1, &paint.with(YELLOW, &clean(&bound.say(Words::English))));
    }
    if !marks.is_empty() {
        out.push('\n');
        line(&mut out, 1, &paint.with(BOLD, &say!(Words::English, "review-marks")));
        marks.iter().for_each(|mark| line(&mut out, 2, &paint.with(YELLOW, &clean(mark))));
    }
    out.push('\n');
    requirement.statement.trim().lines().for_each(|text| line(&mut out, 1, &clean(text)));
    if !requirement.verification.trim().is_empty() {
        let method = requirement.verify.word();
        out.push('\n');
        line(&mut out, 1, &paint.with(BOLD, &say!(Words::English, "review-look-for", method = method)));
        requirement.verification.trim().lines().for_each(|text| line(&mut out, 1, &clean(text)));
    }
    out.push('\n');
    line(&mut out, 1, &paint.with(BOLD, &say!(Words::English, "review-answers")));
    for answer in &judged.answers {
        answered(&mut out, case, answer, sources, paint);
    }
    if let Some(deviation) = &judged.deviation {
        out.push('\n');
        line(&mut out, 1, &paint.with(BOLD, &say!(Words::English, "review-not-met")));
        for reason in &judged.reasons {
            let place = paint.with(DIM, &place(reason.span, sources));
            line(&mut out, 2, &format!("{place}  {}", clean(&reason.say(Words::English))));
        }
        judged.trace.iter().for_each(|step| line(&mut out, 3, &clean(&step.say(Words::English))));
        for (title, text) in
            [("review-why-not", &deviation.reason), ("review-in-its-place", &deviation.measure)]
        {
            out.push('\n');
            line(&mut out, 1, &paint.with(BOLD, &say!(Words::English, title)));
            quote(&mut out, text);
        }
    }
    evidence(&mut out, case, paint);
    out
}

fn heading(judged: &Judged, paint: Paint) -> String {
    let head = format!("{} ({})", judged.id, judged.obligation.word());
    format!("{}  {}", paint.with(BOLD, &clean(&head)), clean(&judged.title))
}

/// "Acme Infusor 4.1, for lot 1, Infusion pumps: bids/acme.json".
fn bid(report: &Report) -> String {
    let words = Words::English;
    let device = &report.outcome.device;
    let bid = match &report.outcome.lot {
        Some(lot) => of_lot(device, lot.number, &lot.title, words),
        None if device.is_empty() => say!(words, "report-a-device"),
        None => device.clone(),
    };
    clean(&say!(words, "review-of", bid = bid, file = report.file.as_str()))
}

/// "accepted by A. Reviewer on 2027-04-12".
fn said(judgement: &Judgement) -> String {
    let (by, on) = (judgement.by.as_str(), judgement.on.to_string());
    let decision = judgement.decision(Words::English);
    clean(&say!(Words::English, "review-signed", decision = decision, by = by, on = on))
}

fn answered(out: &mut String, case: &Case<'_>, answer: &Answer, sources: &Sources, paint: Paint) {
    let Some(question) = case.requirement.question(&answer.question) else { return };
    line(out, 2, &clean(&question.ask));
    let words = Words::English;
    let remark = match (&question.accept, answer.accepted) {
        _ if question.review => paint.with(YELLOW, &format!("  {}", say!(words, "review-to-be-judged"))),
        (Some(accept), accepted) => {
            let accepts = word::accepted(words, accept, &question.of, Naming::Label);
            let told = match accepted {
                Some(false) => say!(words, "review-not-accepted", accepted = accepts),
                _ => say!(words, "review-accepts", accepted = accepts),
            };
            clean(&format!("  {told}"))
        }
        (None, _) => String::new(),
    };
    let place = paint.with(DIM, &place(answer.span, sources));
    line(out, 2, &format!("{place}{remark}"));
    match &answer.value {
        Some(Value::Rows(rows)) if rows.is_empty() => quote(out, &say!(words, "report-no-rows")),
        Some(Value::Rows(rows)) => rows.iter().for_each(|row| quote(out, &cells(row, &question.of))),
        Some(Value::Word(text)) if question.of.options().is_empty() => quote(out, text),
        Some(value) => quote(out, &word::value(Words::English, value, &question.of, Naming::Label)),
        None => line(out, 3, &say!(words, "review-no-answer")),
    }
}

/// A row of a table: "Port: 443; Encrypted: yes".
fn cells(row: &std::collections::BTreeMap<String, Value>, of: &Type) -> String {
    let Type::Table { columns, .. } = of else { return String::new() };
    let cells = columns.iter().filter_map(|column| {
        let text = match row.get(&column.id)? {
            Value::Word(text) if column.of.options().is_empty() => text.clone(),
            value => word::value(Words::English, value, &column.of, Naming::Label),
        };
        Some(format!("{}: {text}", column.title))
    });
    cells.collect::<Vec<String>>().join("; ")
}

/// A vendor's text in full, behind a bar.
fn quote(out: &mut String, text: &str) {
    for text in text.trim_end().lines() {
        let mut rest: Vec<char> = clean(text).chars().collect();
        while rest.len() > WIDTH {
            let blank = rest.iter().take(WIDTH).rposition(|c| *c == ' ').filter(|at| *at > WIDTH / 2);
            let after = rest.split_off(blank.map_or(WIDTH, |at| at + 1));
            line(out, 3, &format!("| {}", rest.iter().collect::<String>().trim_end()));
            rest = after;
        }
        line(out, 3, format!("| {}", rest.iter().collect::<String>()).trim_end());
    }
}

fn evidence(out: &mut String, case: &Case<'_>, paint: Paint) {
    let words = Words::English;
    let Case { spec, report, declaration, judged, .. } = case;
    let mut lines = Vec::new();
    for piece in declaration.enclosed() {
        if !piece.serves().any(|id| id == judged.id) {
            continue;
        }
        let word = |key: &str| piece.text(key).unwrap_or_default();
        let (kind, file) = (spec.evidence_title(word("kind")), word("file"));
        lines.push(clean(&match word("valid-until") {
            "" => say!(words, "review-file", kind = kind, file = file),
            day => say!(words, "review-file-until", kind = kind, file = file, day = day),
        }));
        let exhibits = report.exhibits.iter().flatten().filter(|exhibit| exhibit.number == piece.at + 1);
        let findings = exhibits.flat_map(|exhibit| &exhibit.findings);
        lines.extend(findings.map(|finding| format!("  {}", clean(&finding.say(Words::English)))));
        let exhibits = report.exhibits.iter().flatten().filter(|exhibit| exhibit.number == piece.at + 1);
        let decided = exhibits.flat_map(|exhibit| report.on_evidence_of(exhibit));
        let decided = decided.filter(|(id, _)| *id == judged.id);
        lines.extend(decided.map(|(_, bound)| format!("  {}", clean(&bound.say(Words::English)))));
    }
    let wanted = judged.evidence.iter();
    lines.extend(wanted.map(|wanted| {
        let (kind, obligation) = (wanted.title.as_str(), wanted.obligation.word());
        clean(&say!(words, "review-wanted", kind = kind, obligation = obligation))
    }));
    if !lines.is_empty() {
        out.push('\n');
        line(out, 1, &paint.with(BOLD, &say!(words, "review-evidence")));
        lines.iter().for_each(|text| line(out, 2, text));
    }
}

/// All that is to review or deviates, bid by bid, with what was decided; last, how much of it is open.
pub fn list(reports: &[&Report], color: bool) -> String {
    let (paint, words) = (Paint { color }, Words::English);
    let mut out = String::new();
    for report in reports {
        if !report.outcome.sound() {
            let said = say!(words, "review-unjudged", file = report.file.as_str());
            line(&mut out, 0, &paint.with(RED, &clean(&said)));
            out.push('\n');
            continue;
        }
        line(&mut out, 0, &bid(report));
        let listed =
            |judged: &&Judged| is_case(judged, report) || report.on_files_for(&judged.id).next().is_some();
        let mut cases = report.outcome.verdicts.iter().filter(listed).peekable();
        if cases.peek().is_none() {
            line(&mut out, 1, &say!(words, "review-nothing"));
        }
        for judged in cases {
            line(&mut out, 1, &heading(judged, paint));
            let kind = match judged.verdict {
                Verdict::Deviation => say!(words, "review-a-deviation"),
                Verdict::ToReview => say!(words, "review-to-review"),
                other => other.label(Words::English),
            };
            match report.judgements.get(&judged.id) {
                Some(Bound::Holds(judgement)) => {
                    let style = if judgement.ruling == Ruling::Accepted { GREEN } else { RED };
                    let said = paint.with(style, &said(judgement));
                    let why = clean(&judgement.why);
                    let told = say!(words, "review-case-decided", case = kind, decision = said, why = why);
                    line(&mut out, 2, &told);
                }
                Some(Bound::Stale(judgement)) => {
                    let open = paint.with(YELLOW, &say!(words, "review-open-again"));
                    let before = said(judgement);
                    let told = say!(words, "review-case-again", case = kind, open = open, before = before);
                    line(&mut out, 2, &told);
                }
                None if is_case(judged, report) => {
                    let open = paint.with(YELLOW, &say!(words, "review-open"));
                    line(&mut out, 2, &say!(words, "review-case-open", case = kind, open = open));
                }
                None => line(&mut out, 2, &kind),
            }
            for (piece, bound) in report.on_files_for(&judged.id) {
                let (kind, decision) = (piece.kind.as_str(), bound.say(words));
                line(
                    &mut out,
                    2,
                    &clean(&say!(words, "review-file-decided", kind = kind, decision = decision)),
                );
            }
        }
        out.push('\n');
    }
    line(&mut out, 0, &totals(reports));
    out
}

/// Whether it is for a reviewer to decide, or a reviewer decided on it all the same.
pub fn is_case(judged: &Judged, report: &Report) -> bool {
    matches!(judged.verdict, Verdict::ToReview | Verdict::Deviation)
        || report.judgements.contains_key(&judged.id) && judged.verdict != Verdict::NotApplicable
}

/// "3 open, 1 of them judged before; 2 accepted, 1 refused".
pub fn totals(reports: &[&Report]) -> String {
    let (mut open, mut stale, mut accepted, mut refused) = (0_usize, 0_usize, 0_usize, 0_usize);
    for report in reports.iter().filter(|report| report.outcome.sound()) {
        for judged in report.outcome.verdicts.iter().filter(|judged| is_case(judged, report)) {
            match (report.standing(judged), report.judgements.get(&judged.id)) {
                (Standing::Waiting, Some(_)) => (open, stale) = (open + 1, stale + 1),
                (Standing::Waiting, None) => open += 1,
                (Standing::Fulfilled, _) => accepted += 1,
                _ => refused += 1,
            }
        }
        for bound in report.on_evidence.values() {
            accepted += usize::from(bound.ruling() == Some(Ruling::Accepted));
            refused += usize::from(bound.ruling() == Some(Ruling::Refused));
        }
    }
    let words = Words::English;
    let totals = match stale {
        0 => say!(words, "review-totals", open = open, accepted = accepted, refused = refused),
        again => say!(
            words,
            "review-totals-again",
            open = open,
            again = again,
            accepted = accepted,
            refused = refused
        ),
    };
    match reports.iter().filter(|report| !report.outcome.sound()).count() {
        0 => totals,
        count => say!(words, "review-totals-unjudged", totals = totals, count = count),
    }
}
