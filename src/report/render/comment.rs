//! What is found of declarations as a comment on a merge request: a headline each, what keeps it from
//! conforming in a table, what waits for a reviewer, the evidence that is not in order; the rest
//! folded away.
//!
//! What it may hold, and how long it may be, is for `Comment` to say. The headline of every
//! declaration stands before the details of any are left out.

use crate::check::{Judged, Verdict};
use crate::diag::{Diagnostic, Severity};
use crate::emit::comment;
use crate::emit::comment::Comment;
use crate::emit::comment::escape;
use crate::emit::comment::start;
use crate::evidence::State;
use crate::judgement::{Bound, Ruling};
use crate::report::Report;
use crate::report::render::Roll;
use crate::resolve::spec::{Obligation, Spec};
use crate::say;
use crate::standing::{BidStanding, Standing};
use crate::text::{Packed, Sources, Span, file_name};
use crate::words::Words;

use super::text::{headline, of_lot};

/// Characters of a text that are shown.
const MOST_TEXT: usize = 300;

/// Lines about one thing that are shown; the rest is counted.
const MOST_LINES: usize = 6;

/// The comment on declarations for the tender of a pack.
pub fn render(reports: &[Report], spec: &Spec, sources: &Sources) -> String {
    super::whole(OnBids::of(spec), reports, sources)
}

/// Such a comment in the making: what may have room in it, until all heads are there.
#[derive(Debug)]
pub struct OnBids<'p> {
    spec: &'p Spec,
    /// How the bids stand; of one that could not be judged, nothing.
    standings: Vec<Option<BidStanding>>,
    /// For each bid its head, and what stands below.
    bids: Vec<(String, Vec<Part>)>,
    /// Characters of what stands below the heads.
    characters: usize,
}

/// What stands below a head.
#[derive(Debug)]
enum Part {
    Entry(String),
    List(String, Vec<String>),
    Fold(String, Vec<String>),
    /// So many entries, for which there is no room in any case.
    Left(usize),
}

impl<'p> OnBids<'p> {
    /// A comment without bids.
    pub fn of(spec: &'p Spec) -> Self {
        Self { spec, standings: Vec::new(), bids: Vec::new(), characters: 0 }
    }
}

impl Roll for OnBids<'_> {
    fn put(&mut self, report: &Report, sources: &Sources) {
        let mut parts = Vec::new();
        details(&mut parts, report, sources);
        for part in &mut parts {
            // With more before it than a comment holds, something before it has no room.
            if self.characters > comment::MOST {
                *part = Part::Left(part.entries().len());
            }
            self.characters += part.entries().iter().map(|entry| entry.chars().count()).sum::<usize>();
        }
        self.standings.push(report.bid());
        self.bids.push((head(report), parts));
    }

    fn end(self) -> Packed {
        let mut out = Comment::default();
        let title = start(&self.spec.tender.title, MOST_TEXT);
        out.put(&format!("**{title}**: {}\n", totals(&self.standings)));
        self.bids.iter().for_each(|(head, _)| out.keep(head));
        for (head, parts) in &self.bids {
            out.kept(head);
            parts.iter().for_each(|part| part.put(&mut out));
        }
        let mut packed = Packed::default();
        packed.push(&out.end("tenderc check", Words::English));
        packed
    }
}

impl Part {
    fn entries(&self) -> &[String] {
        match self {
            Self::Entry(entry) => std::slice::from_ref(entry),
            Self::List(_, entries) | Self::Fold(_, entries) => entries,
            Self::Left(_) => &[],
        }
    }

    fn put(&self, out: &mut Comment) {
        match self {
            Self::Entry(entry) => out.entry(entry),
            Self::List(head, entries) => out.list(head, entries),
            Self::Fold(summary, entries) => out.fold(summary, entries),
            Self::Left(count) => out.left_out(*count),
        }
    }
}

/// "2 declarations conform, 1 does not".
fn totals(standings: &[Option<BidStanding>]) -> String {
    let count =
        |done: Option<bool>| standings.iter().filter(|bid| bid.map(BidStanding::done) == done).count();
    let words = Words::English;
    let mut parts = vec![say!(words, "report-bids-in-order", count = count(Some(true)))];
    parts.extend(
        Some(count(Some(false))).filter(|n| *n > 0).map(|n| say!(words, "report-bids-not", count = n)),
    );
    parts
        .extend(Some(count(None)).filter(|n| *n > 0).map(|n| say!(words, "report-bids-unjudged", count = n)));
    parts.join(&say!(words, "list-comma"))
}

fn head(report: &Report) -> String {
    let outcome = &report.outcome;
    let about = outcome.lot.as_ref().map(|lot| {
        let (device, title) = (beginning(&outcome.device), beginning(&lot.title));
        format!("\n\n{}", escape(&of_lot(&device, lot.number, &title, Words::English)))
    });
    let mark = match report.bid().map(BidStanding::done) {
        Some(true) => "✅",
        Some(false) => "❌",
        None => "⚠️",
    };
    format!("\n---\n\n{mark} **{}**{}\n", escape(&headline(&report.file, report)), about.unwrap_or_default())
}

fn details(out: &mut Vec<Part>, report: &Report, sources: &Sources) {
    let places = &Places { sources, file: &report.file };
    let outcome = &report.outcome;
    errors(out, report, places);
    // What is missing from a declaration that has errors is mostly an echo of them.
    let shown =
        |judged: &&Judged| outcome.sound() || matches!(judged.verdict, Verdict::NotMet | Verdict::Deviation);
    let mut standing: Vec<(&Judged, Standing)> =
        outcome.verdicts.iter().filter(shown).map(|judged| (judged, report.standing(judged))).collect();
    // The strongest obligation first, within it the order of the lot.
    standing.sort_by_key(|(judged, _)| std::cmp::Reverse(judged.obligation));
    let rows = |of: Standing, binds: bool| -> Vec<String> {
        let those = standing.iter().filter(|(judged, is)| *is == of && self::binds(judged) == binds);
        those.map(|(judged, _)| row(judged, report, places)).collect()
    };
    let words = Words::English;
    let (requirement, why) = (say!(words, "report-requirement"), say!(words, "report-why"));
    let table = &format!("| {requirement} | | {why} |\n| --- | --- | --- |\n");
    out.push(Part::List(
        format!("\n{table}"),
        [rows(Standing::Failed, true), rows(Standing::Lacking, true)].concat(),
    ));
    let to_decide = format!("\n{}\n\n{table}", say!(words, "report-to-decide"));
    out.push(Part::List(to_decide, rows(Standing::Waiting, true)));
    evidence(out, report, places);
    let missed = [rows(Standing::Failed, false), rows(Standing::Lacking, false)].concat();
    folded(out, &say!(words, "report-missed", count = missed.len()), table, &missed);
    let waiting = rows(Standing::Waiting, false);
    folded(out, &say!(words, "report-more-to-decide", count = waiting.len()), table, &waiting);
    let told: Vec<String> =
        outcome.diagnostics.sorted().into_iter().filter_map(|fault| detail(fault, places)).collect();
    out.push(Part::Fold(say!(words, "report-in-detail"), told));
}

/// Whether it bears on how the bid stands.
fn binds(judged: &Judged) -> bool {
    judged.obligation == Obligation::Shall
}

fn folded(out: &mut Vec<Part>, summary: &str, table: &str, rows: &[String]) {
    let Some((first, rest)) = rows.split_first() else { return };
    let rows: Vec<String> = std::iter::once(format!("{table}{first}")).chain(rest.iter().cloned()).collect();
    out.push(Part::Fold(summary.to_owned(), rows));
}

/// The errors of a declaration, a line each.
fn errors(out: &mut Vec<Part>, report: &Report, places: &Places<'_>) {
    let faults = report.outcome.diagnostics.sorted().into_iter();
    let errors = faults.filter(|fault| fault.severity() == Severity::Error);
    let lines: Vec<String> = errors.map(|fault| format!("- {}\n", fault_line(fault, places))).collect();
    let any = !lines.is_empty();
    out.push(Part::List("\n".to_owned(), lines));
    if report.outcome.judged && any {
        out.push(Part::Entry(format!("\n{}\n", say!(Words::English, "report-mended-first"))));
    }
}

/// "**D012** pump.json:3: there is no such question".
fn fault_line(fault: &Diagnostic, places: &Places<'_>) -> String {
    format!("**{}** {}{}", fault.code.id, places.first(fault), start(&fault.message, MOST_TEXT))
}

/// What an error does not say in its line, and a warning as a whole.
fn detail(fault: &Diagnostic, places: &Places<'_>) -> Option<String> {
    let others = fault.labels.iter().skip(1);
    let others = others.map(|label| format!("{}: {}", places.of(label.span), start(&label.text, MOST_TEXT)));
    let hints = fault.hints.iter().map(|hint| start(&hint.text, MOST_TEXT));
    let lines: Vec<String> = others.chain(hints).collect();
    let head = match fault.severity() {
        Severity::Error if lines.is_empty() => return None,
        Severity::Error => format!("**{}** {}", fault.code.id, places.first(fault)),
        Severity::Warning => say!(Words::English, "report-warning", fault = fault_line(fault, places)),
    };
    let colon = if fault.severity() == Severity::Error { "" } else { "<br>" };
    Some(format!("- {head}{colon}{}\n", cell(lines)))
}

/// A requirement with its verdict, and why.
fn row(judged: &Judged, report: &Report, places: &Places<'_>) -> String {
    let mut lines: Vec<String> = judged
        .reasons
        .iter()
        .map(|reason| {
            format!("{}: {}", places.of(reason.span), start(&reason.say(Words::English), MOST_TEXT))
        })
        .collect();
    if lines.is_empty() {
        lines.push(places.of(judged.span));
    }
    lines.extend(judged.trace.iter().map(|step| start(&step.say(Words::English), MOST_TEXT)));
    let mut lines = vec![cell(lines)];
    if let Some(deviation) = &judged.deviation {
        let (reason, measure) = (start(&deviation.reason, MOST_TEXT), start(&deviation.measure, MOST_TEXT));
        lines.push(say!(Words::English, "report-reason", reason = reason));
        lines.push(say!(Words::English, "report-measure", measure = measure));
    }
    let kinds = report.not_shown(judged);
    if judged.verdict == Verdict::Met && !kinds.is_empty() {
        let kinds = kinds.into_iter().map(escape).collect::<Vec<_>>().join("`, `");
        lines.push(say!(Words::English, "standing-kinds-not-in-order", kinds = kinds));
    }
    let bound = report.judgements.get(&judged.id);
    lines.extend(bound.map(|bound| start(&bound.say(Words::English), MOST_TEXT)));
    let verdict = match bound.and_then(Bound::ruling) {
        Some(Ruling::Refused) => {
            say!(Words::English, "report-refused", verdict = judged.verdict.label(Words::English))
        }
        _ => judged.verdict.label(Words::English),
    };
    format!(
        "| **{}** ({}) {} | {verdict} | {} |\n",
        escape(&judged.id),
        judged.obligation.word(),
        start(&judged.title, MOST_TEXT),
        lines.join("<br>")
    )
}

/// The files that are not in order, and what shall be enclosed and is not listed.
fn evidence(out: &mut Vec<Part>, report: &Report, places: &Places<'_>) {
    let faulty = report.exhibits.iter().flatten().filter(|exhibit| exhibit.state() != State::InOrder);
    let mut lines: Vec<String> = faulty
        .map(|exhibit| {
            let findings = exhibit.findings.iter().map(|finding| {
                format!("{}: {}", places.of(finding.span), start(&finding.say(Words::English), MOST_TEXT))
            });
            let (title, file) = (start(&exhibit.title, MOST_TEXT), start(&exhibit.file, MOST_TEXT));
            let state = exhibit.state().word();
            format!("- **{file}** ({state}), {title}<br>{}\n", cell(findings.collect()))
        })
        .collect();
    if report.outcome.sound() {
        lines.extend(report.unlisted().map(|(judged, wanted)| {
            let id = escape(&judged.id);
            let kind = escape(&wanted.title);
            let words = Words::English;
            let told = say!(words, "report-shall-be-enclosed", kind = kind, id = id);
            format!("- {told}\n")
        }));
    }
    out.push(Part::List(format!("\n{}\n\n", say!(Words::English, "report-faulty-files")), lines));
}

/// The start of a text, as it was written.
fn beginning(text: &str) -> String {
    match text.char_indices().nth(MOST_TEXT) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// Lines in a cell of a table or an entry of a list.
fn cell(mut lines: Vec<String>) -> String {
    let rest = lines.len().saturating_sub(MOST_LINES);
    lines.truncate(MOST_LINES);
    if rest > 0 {
        lines.push(say!(Words::English, "report-and-more", count = rest));
    }
    lines.join("<br>")
}

/// How the places of a report are called.
struct Places<'a> {
    sources: &'a Sources,
    /// The declaration, whose folders the headline names.
    file: &'a str,
}

impl Places<'_> {
    /// "pump.json:3".
    fn of(&self, span: Span) -> String {
        let source = self.sources.get(span.source);
        let name = match source.name == self.file {
            true => file_name(&source.name),
            false => &source.name,
        };
        escape(&format!("{name}:{}", source.position(span.start).line))
    }

    /// Where a diagnostic points first, with what parts it from its words.
    fn first(&self, fault: &Diagnostic) -> String {
        match (fault.labels.first(), &fault.file) {
            (Some(label), _) => format!("{}: ", self.of(label.span)),
            (None, Some(file)) => format!("{}: ", escape(file)),
            (None, None) => String::new(),
        }
    }
}
