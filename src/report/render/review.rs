//! What reviewers have to decide: a list of it over all bids, and each of it in full.
//!
//! Whatever a vendor wrote stands behind a bar on every line, without control characters: it cannot
//! be taken for words of this program, and cannot steer the terminal.

use super::text::place;
use crate::check::{Answer, Judged, Verdict};
use crate::condition::Type;
use crate::condition::Value;
use crate::condition::word::{self, Naming};
use crate::declaration::Declaration;
use crate::diag::render::screen::{BOLD, DIM, GREEN, Paint, RED, YELLOW, clean, line};
use crate::judgement::{Bound, Judgement, Ruling};
use crate::report::Report;
use crate::resolve::spec::{Requirement, Spec};
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

/// A case in full: what is asked, what would be accepted, what the vendor says, and what is enclosed.
pub fn case(case: &Case<'_>, sources: &Sources, color: bool) -> String {
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
            &paint.with(YELLOW, &format!("{}; what it judged has changed since", said(before))),
        );
        before.why.lines().for_each(|text| line(&mut out, 2, &clean(text)));
    }
    out.push('\n');
    requirement.statement.trim().lines().for_each(|text| line(&mut out, 1, &clean(text)));
    if !requirement.verification.trim().is_empty() {
        let method = requirement.verify.word();
        out.push('\n');
        line(&mut out, 1, &paint.with(BOLD, &format!("what to look for, by {method}")));
        requirement.verification.trim().lines().for_each(|text| line(&mut out, 1, &clean(text)));
    }
    out.push('\n');
    line(&mut out, 1, &paint.with(BOLD, "what the vendor answers"));
    for answer in &judged.answers {
        answered(&mut out, case, answer, sources, paint);
    }
    if let Some(deviation) = &judged.deviation {
        out.push('\n');
        line(&mut out, 1, &paint.with(BOLD, "what is not met"));
        for reason in &judged.reasons {
            let place = paint.with(DIM, &place(reason.span, sources));
            line(&mut out, 2, &format!("{place}  {}", clean(&reason.say(Words::English))));
        }
        judged.trace.iter().for_each(|step| line(&mut out, 3, &clean(&step.say(Words::English))));
        for (title, text) in
            [("why not", &deviation.reason), ("what the vendor does in its place", &deviation.measure)]
        {
            out.push('\n');
            line(&mut out, 1, &paint.with(BOLD, title));
            quote(&mut out, text);
        }
    }
    evidence(&mut out, case, paint);
    out
}

fn heading(judged: &Judged, paint: Paint) -> String {
    let head = format!("{} {} ({})", judged.number, judged.id, judged.obligation.word());
    format!("{}  {}", paint.with(BOLD, &clean(&head)), clean(&judged.title))
}

/// "Acme Infusor 4.1, for lot 1, Infusion pumps: bids/acme.json".
fn bid(report: &Report) -> String {
    let device = if report.outcome.device.is_empty() { "a device" } else { &report.outcome.device };
    let lot = report.outcome.lot.as_ref().map(|lot| format!(", for lot {}, {}", lot.number, lot.title));
    clean(&format!("{device}{}: {}", lot.unwrap_or_default(), report.file))
}

/// "accepted by A. Reviewer on 2027-04-12".
fn said(judgement: &Judgement) -> String {
    clean(&format!("{} by {} on {}", judgement.ruling.word(), judgement.by, judgement.on))
}

fn answered(out: &mut String, case: &Case<'_>, answer: &Answer, sources: &Sources, paint: Paint) {
    let Some(question) = case.requirement.question(&answer.question) else { return };
    line(out, 2, &clean(&question.ask));
    let remark = match (&question.accept, answer.accepted) {
        _ if question.review => paint.with(YELLOW, "  to be judged"),
        (Some(accept), accepted) => {
            let not = if accepted == Some(false) { "not accepted; " } else { "" };
            clean(&format!(
                "  {not}accepts {}",
                word::accepted(Words::English, accept, &question.of, Naming::Label)
            ))
        }
        (None, _) => String::new(),
    };
    let place = paint.with(DIM, &place(answer.span, sources));
    line(out, 2, &format!("{place}{remark}"));
    match &answer.value {
        Some(Value::Rows(rows)) if rows.is_empty() => quote(out, "no rows"),
        Some(Value::Rows(rows)) => rows.iter().for_each(|row| quote(out, &cells(row, &question.of))),
        Some(Value::Word(text)) if question.of.options().is_empty() => quote(out, text),
        Some(value) => quote(out, &word::value(Words::English, value, &question.of, Naming::Label)),
        None => line(out, 3, "no answer"),
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
    let Case { spec, report, declaration, judged, .. } = case;
    let mut lines = Vec::new();
    for (at, piece) in declaration.enclosed().enumerate() {
        if !piece.serves().any(|id| id == judged.id) {
            continue;
        }
        let word = |key: &str| piece.text(key).unwrap_or_default();
        let valid = match word("valid-until") {
            "" => String::new(),
            day => format!(", valid until {day}"),
        };
        lines.push(clean(&format!("{}: {}{valid}", spec.evidence_title(word("kind")), word("file"))));
        let exhibits = report.exhibits.iter().flatten().filter(|exhibit| exhibit.number == at + 1);
        let findings = exhibits.flat_map(|exhibit| &exhibit.findings);
        lines.extend(findings.map(|finding| format!("  {}", clean(&finding.message))));
    }
    let wanted = judged.evidence.iter();
    lines.extend(wanted.map(|wanted| {
        clean(&format!("{}: wanted ({}), and not listed", wanted.title, wanted.obligation.word()))
    }));
    if !lines.is_empty() {
        out.push('\n');
        line(out, 1, &paint.with(BOLD, "evidence for it"));
        lines.iter().for_each(|text| line(out, 2, text));
    }
}

/// All that is to review or deviates, bid by bid, with what was decided; last, how much of it is open.
pub fn list(reports: &[&Report], color: bool) -> String {
    let paint = Paint { color };
    let mut out = String::new();
    for report in reports {
        if !report.outcome.sound() {
            line(&mut out, 0, &paint.with(RED, &clean(&format!("{} cannot be judged", report.file))));
            out.push('\n');
            continue;
        }
        line(&mut out, 0, &bid(report));
        let mut cases = report.outcome.verdicts.iter().filter(|judged| is_case(judged, report)).peekable();
        if cases.peek().is_none() {
            line(&mut out, 1, "nothing for a reviewer");
        }
        for judged in cases {
            line(&mut out, 1, &heading(judged, paint));
            let kind = match judged.verdict {
                Verdict::Deviation => "a deviation",
                Verdict::ToReview => "to review",
                other => &other.label(Words::English),
            };
            match report.judgements.get(&judged.id) {
                Some(Bound::Holds(judgement)) => {
                    let style = if judgement.ruling == Ruling::Accepted { GREEN } else { RED };
                    let said = paint.with(style, &said(judgement));
                    line(&mut out, 2, &format!("{kind}: {said}: {}", clean(&judgement.why)));
                }
                Some(Bound::Stale(judgement)) => {
                    let open = paint.with(YELLOW, "open again");
                    let before = said(judgement);
                    line(&mut out, 2, &format!("{kind}: {open}: {before}, of what has changed since"));
                }
                None => line(&mut out, 2, &format!("{kind}: {}", paint.with(YELLOW, "open"))),
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
    let (mut open, mut stale, mut accepted, mut refused) = (0, 0, 0, 0);
    for report in reports.iter().filter(|report| report.outcome.sound()) {
        for judged in report.outcome.verdicts.iter().filter(|judged| is_case(judged, report)) {
            match (report.standing(judged), report.judgements.get(&judged.id)) {
                (Standing::Waiting, Some(_)) => (open, stale) = (open + 1, stale + 1),
                (Standing::Waiting, None) => open += 1,
                (Standing::Fulfilled, _) => accepted += 1,
                _ => refused += 1,
            }
        }
    }
    let again = if stale > 0 { format!(", {stale} of them judged before") } else { String::new() };
    let unknown = match reports.iter().filter(|report| !report.outcome.sound()).count() {
        0 => String::new(),
        1 => "; 1 declaration cannot be judged".to_owned(),
        several => format!("; {several} declarations cannot be judged"),
    };
    format!("{open} open{again}; {accepted} accepted, {refused} refused{unknown}")
}
