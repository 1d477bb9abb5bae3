//! What a committee writes after comparing: the bids of a tender into documents, a file each.

use super::Rendering;
use super::submissions::{self, Decisions, Entry, Gathered, Packs};
use super::{Exit, Reply, templates};
use crate::diag::{Diagnostic, codes, suggest};
use crate::emit::{Format, Output};
use crate::letters::{self, Files, Given, Kind, Letter, Read, Unfit};
use crate::report::Report;
use crate::say;
use crate::text::{Sources, World, limit, sha256};
use crate::words::Words;

/// The formats of the documents.
pub fn formats() -> Vec<&'static Format> {
    super::formats(&[], true)
}

/// Writes the documents of some kinds about the bids of a tender. Exits with 1 where letters about the award were asked
/// for and a lot is not decided, with 3 where a bid could not be judged.
pub fn letters(
    entries: &[Entry<'_>],
    packs: Packs<'_>,
    decisions: Option<&Decisions<'_>>,
    kinds: &[Kind],
    given: &Given,
    form: &Rendering<'_>,
) -> Reply {
    let words = Words::English;
    let mut sources = Sources::default();
    let gathered = submissions::gather(entries, packs, None, decisions, &mut sources);
    let Gathered { pack, submissions, mut bag } = match gathered {
        Ok(gathered) => gathered,
        Err(bag) => return Reply::refused(bag, sources),
    };
    let reports: Vec<Report> = submissions.into_iter().map(|submission| submission.report).collect();
    reports.iter().for_each(|report| bag.extend(report.outcome.diagnostics.clone()));
    let files = files(entries, decisions);
    let told = sources.clone();
    let tendering = letters::open(&reports, &pack.spec, &told, given, &files);
    if let Err(fault) = sayable(&tendering, given, kinds) {
        bag.push(*fault);
        return Reply::refused(bag, sources);
    }
    let mut outputs = Vec::new();
    for kind in kinds {
        let letters = match tendering.write(*kind, form.templates) {
            Ok(letters) => letters,
            Err(faults) => {
                bag.extend(templates::report(&faults, form.templates, &mut sources));
                return Reply::refused(bag, sources);
            }
        };
        for Letter { path, document } in letters {
            let make = |_: &Sources| Ok(document);
            let Some(made) = templates::product(form, &mut sources, &mut bag, make) else {
                return Reply::refused(bag, sources);
            };
            outputs.push(Output { path: format!("{path}.{}", form.format.extension), ..made });
        }
    }
    let mut notes = Vec::new();
    if kinds.contains(&Kind::Clarification) && !tendering.asks() {
        notes.push(say!(words, "letters-nothing-asked"));
    }
    let open = tendering.contests.iter().filter(|contest| !contest.fate.is_decided());
    let open: Vec<String> = open
        .map(|contest| {
            let (number, lot) = (contest.lot.number, contest.lot.title.as_str());
            say!(words, "letters-undecided", number = number, lot = lot, fate = contest.outcome())
        })
        .collect();
    let unjudged = reports.iter().any(|report| !report.outcome.sound());
    let exit = match (unjudged, kinds.contains(&Kind::Award) && !open.is_empty()) {
        (true, _) => Exit::Unjudged,
        (false, true) => Exit::Short,
        (false, false) => Exit::Fine,
    };
    if kinds.contains(&Kind::Award) {
        notes.extend(open);
    }
    Reply { outputs, bag, sources, notes, exit, ..Reply::default() }
}

/// The files that were read, with their digests; those that cannot be read are told elsewhere.
fn files(entries: &[Entry<'_>], decisions: Option<&Decisions<'_>>) -> Files {
    let declarations = entries.iter().filter_map(|entry| match entry.path.as_str() {
        "" => read(entry.folder, &submissions::find(entry.folder).ok()?),
        path => read(entry.folder, path),
    });
    Files {
        declarations: declarations.collect(),
        review: decisions.and_then(|decisions| read(decisions.folder, &decisions.path)),
    }
}

fn read(folder: &dyn World, path: &str) -> Option<Read> {
    let bytes = folder.bytes(path, limit::LINES_FILE.bytes()).ok()?;
    Some(Read { name: folder.name(path), sha256: sha256(&bytes) })
}

/// Whether what the committee says besides goes with the bids.
fn sayable(of: &letters::Tendering<'_>, given: &Given, kinds: &[Kind]) -> Result<(), Box<Diagnostic>> {
    if kinds.contains(&Kind::Clarification) && given.answer_by.is_none() && of.asks() {
        let message = "a request for clarification needs a day by which it is to be answered";
        let fault = Diagnostic::new(&codes::UNFIT_ARGUMENT, message);
        return Err(fault.hint("name one with `--answer-by`, or leave requests out with `--kind`").into());
    }
    if kinds.contains(&Kind::Award) && of.goes_by_annex_alone() {
        let message = "letters about the award would go by the points of the annex alone";
        let fault = Diagnostic::new(&codes::UNFIT_ARGUMENT, message);
        let hint = "name the points by other criteria, such as the price, with `--other-points`, or say `--no-other-criteria`";
        return Err(fault.hint(hint).into());
    }
    let Err(unfit) = of.other_points() else { return Ok(()) };
    Err(match unfit {
        Unfit::Missing(name) => {
            let message =
                format!("`{name}` has no points by other criteria, and other bids for its lot have");
            Diagnostic::new(&codes::UNFIT_ARGUMENT, message)
                .hint("name the points of every bid of a lot with `--other-points`, or of none")
        }
        Unfit::Twice(one, other) => {
            let message = format!("`{one}` and `{other}`, of one bid, both have points by other criteria");
            Diagnostic::new(&codes::UNFIT_ARGUMENT, message)
                .hint("name the points of a bid once, by one of its declarations")
        }
        Unfit::Unknown(name) => {
            let files: Vec<&str> = of.files().collect();
            let message = format!("`{name}` has points by other criteria, and is no bid that was compared");
            let fault = Diagnostic::new(&codes::UNFIT_ARGUMENT, message);
            match suggest::nearest(&name, files.iter().copied()) {
                Some(near) => fault.hint(format!("did you mean `{near}`?")),
                None => fault.hint(format!("name one of the files: {}", suggest::listed(files))),
            }
        }
    }
    .into())
}

/// What was written, in a line. `place` is the folder.
pub fn summary(outputs: &[Output], place: &str, words: Words) -> String {
    let mut text = say!(words, "letters-written", count = outputs.len(), place = place) + "\n";
    let mut paths: Vec<&str> = outputs.iter().map(|output| output.path.as_str()).collect();
    paths.sort_unstable();
    for path in paths {
        text += &format!("  {path}\n");
    }
    text
}
