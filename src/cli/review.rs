//! `review`: a human decides what a machine cannot say.
//!
//! Walks what is open, shows each case in full, asks, and writes each decision at once. The questions go
//! to standard error, what came of them to standard output.

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::input::ReviewArgs;
use super::submissions::SubmissionArgs;
use super::terminal::Line;
use super::{Exit, deliver, disk, input, terminal, wrong_usage};
use crate::desk::Reply;
use crate::desk::review::{Agenda, Decision, Item, Sitting, Unclear};
use crate::desk::submissions;
use crate::diag::codes;
use crate::diag::{Bag, Diagnostic};
use crate::judgement;
use crate::judgement::{Judgement, Piece, Ruling};
use crate::text::{Sources, Unreadable};
use crate::words::Words;

/// Decide what a machine cannot: answers to review, and deviations
///
/// Walks what is open, one after the other, and writes each decision into the file of judgements at
/// once, bound to what was judged: when an answer changes, its judgement is stale, and the case is open
/// again. A later decision on the same thing counts in place of an earlier one, which stays in the file.
/// Exit code 0 when nothing is open, 1 while something is.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  tenderc review bids/*.json --pack pack --review review.yaml --by 'A. Reviewer'
  tenderc review bids/*.json --pack pack --review review.yaml --list
  tenderc review acme.json --pack pack --review review.yaml --by Me --accept DEV-04 --why Seen
  tenderc review acme.json --pack pack --review review.yaml --by Me --refuse SBM-01 --evidence sbom \\
      --why 'Of another device'
  tenderc review a.json b.json --pack pack --review review.yaml --by Me --all --by-requirement
  tenderc check bids/*.json --pack pack --review review.yaml")]
pub struct Args {
    #[command(flatten)]
    submissions: SubmissionArgs,
    /// The file of judgements, such as review.yaml; it is made where there is none
    #[arg(long, value_name = "FILE", required_unless_present = "list")]
    review: Option<PathBuf>,
    /// Who decides
    #[arg(long, value_name = "NAME", required_unless_present = "list", value_parser = words)]
    by: Option<String>,
    /// The day of the decisions; the clock's if not given
    #[arg(long, value_name = "DATE", value_parser = input::date)]
    today: Option<Date>,
    /// Ask nothing; list what is open and what is decided
    #[arg(long, conflicts_with_all = ["by", "accept", "refuse"])]
    list: bool,
    /// Walk everything that applies, met and decided or not
    #[arg(long, conflicts_with_all = ["list", "accept", "refuse"])]
    all: bool,
    /// Walk requirement by requirement over all bids, not bid by bid
    #[arg(long, conflicts_with_all = ["list", "accept", "refuse"])]
    by_requirement: bool,
    /// Ask nothing; accept what one declaration says to this requirement
    #[arg(long, value_name = "ID", requires = "why", conflicts_with = "refuse")]
    accept: Option<String>,
    /// Ask nothing; refuse what one declaration says to this requirement
    #[arg(long, value_name = "ID", requires = "why")]
    refuse: Option<String>,
    /// Judge the file of this kind or name that is enclosed for the requirement, not the requirement
    #[arg(long, value_name = "KIND|FILE")]
    evidence: Option<String>,
    /// On what condition it is accepted
    #[arg(long, value_name = "TEXT", value_parser = words)]
    condition: Option<String>,
    /// Why it is accepted or refused
    #[arg(long, value_name = "TEXT", value_parser = words)]
    why: Option<String>,
}

/// A text of the command line that says something.
fn words(text: &str) -> Result<String, String> {
    let text = text.trim();
    if text.is_empty() { Err("it is blank".to_owned()) } else { Ok(text.to_owned()) }
}

/// Runs the command.
pub fn run(args: &Args) -> Exit {
    let single = match (&args.accept, &args.refuse) {
        (Some(id), _) => Some((id, Ruling::Accepted)),
        (_, Some(id)) => Some((id, Ruling::Refused)),
        _ => None,
    };
    if args.why.is_some() && single.is_none() {
        return wrong_usage("review", "`--why` goes with `--accept` or `--refuse`");
    }
    if args.condition.is_some() && args.accept.is_none() {
        return wrong_usage("review", "`--condition` goes with `--accept`");
    }
    if args.evidence.is_some() && single.is_none() {
        return wrong_usage("review", "`--evidence` goes with `--accept` or `--refuse`");
    }
    if !args.list && single.is_none() && args.submissions.files.iter().any(|file| file.as_os_str() == "-") {
        return wrong_usage(
            "review",
            "standard input cannot be both a declaration and the answers: name its file",
        );
    }
    let mut sources = Sources::default();
    // What is not there yet is made with the first decision.
    let there = args.review.clone().filter(|path| path.exists());
    let decisions = ReviewArgs { review: there, today: args.today };
    let gathered = args.submissions.open().and_then(|packs| {
        let files = args.submissions.submitted(decisions.review.as_deref());
        let decided = decisions.open();
        let decided = decided.as_ref().map(|decided| decided.decisions());
        submissions::gather(&files.entries(true), packs.packs(), None, decided.as_ref(), &mut sources)
    });
    let gathered = match gathered {
        Ok(gathered) => gathered,
        Err(bag) => return deliver(Ok(Reply::refused(bag, sources))),
    };
    let (sitting, bag) = Sitting::open(gathered, sources, Words::English);
    terminal::show(&bag, sitting.sources());
    for report in sitting.reports().into_iter().filter(|report| !report.outcome.sound()) {
        terminal::show(&report.outcome.diagnostics, sitting.sources());
    }
    let today = args.today.unwrap_or_else(input::today);
    let mut session = match (&args.review, &args.by) {
        (Some(path), Some(by)) => Session { sitting, path, by, today },
        _ => {
            if let Some(path) = args.review.as_ref().filter(|_| decisions.review.is_none()) {
                terminal::say(&format!("{} is not there yet: nothing is decided", disk::called(path)));
            }
            terminal::product(sitting.list(true).as_bytes());
            return sitting.exit();
        }
    };
    let done = match single {
        Some((id, ruling)) => session.single(id, args.evidence.as_deref(), |piece| Decision {
            piece,
            ruling,
            condition: args.condition.clone(),
            why: args.why.clone().unwrap_or_default(),
        }),
        None => session.walk(Agenda { all: args.all, by_requirement: args.by_requirement }),
    };
    if done.is_err() { Exit::Unjudged } else { session.sitting.exit() }
}

/// Decisions, as they are made.
struct Session<'a> {
    sitting: Sitting,
    path: &'a Path,
    by: &'a str,
    today: Date,
}

/// Something was said on standard error, and nothing more can be done.
struct Stopped;

/// What came of one question.
enum Said {
    Decided(Decision),
    Skipped,
    Back,
    Ended,
}

impl Session<'_> {
    fn walk(&mut self, agenda: Agenda) -> Result<(), Stopped> {
        let items = self.sitting.items(agenda);
        let name = disk::called(self.path);
        if !items.is_empty() {
            let (judgements, are) =
                if items.len() == 1 { ("judgement", "is") } else { ("judgements", "are") };
            let open = if agenda.all { "to be made or changed" } else { "open" };
            terminal::say(&format!(
                "{} {judgements} {are} {open}; each decision is written to {name} at once",
                items.len()
            ));
        }
        let (mut recorded, mut at) = (0, 0);
        loop {
            let Some(item) = items.get(at).copied() else {
                // The last decision can be taken back, too.
                if items.is_empty() || !back() {
                    break;
                }
                at = items.len() - 1;
                continue;
            };
            let Some(text) = self.sitting.shown(item, true) else {
                at += 1;
                continue;
            };
            terminal::say(&format!("\n[{} of {}]\n{text}", at + 1, items.len()));
            match ask(&self.sitting.pieces(item)) {
                Said::Decided(decision) => {
                    // After a file comes the requirement that it is for.
                    at += usize::from(decision.piece.is_none());
                    self.record(item, decision)?;
                    recorded += 1;
                }
                Said::Skipped => at += 1,
                Said::Back => at = at.saturating_sub(1),
                Said::Ended => break,
            }
        }
        if items.is_empty() {
            terminal::product(self.sitting.list(true).as_bytes());
        } else {
            let totals = self.sitting.totals();
            terminal::product(format!("{recorded} recorded in {name}: {totals}\n").as_bytes());
        }
        Ok(())
    }

    /// Records one decision without asking. It may be another one than before.
    fn single(
        &mut self,
        id: &str,
        evidence: Option<&str>,
        decision: impl FnOnce(Option<Piece>) -> Decision,
    ) -> Result<(), Stopped> {
        let item = self.sitting.find(id).map_err(|unclear| {
            terminal::say(&match unclear {
                Unclear::Nothing(None) => {
                    format!("error: nothing is to be decided on `{id}`: no declaration is asked for it")
                }
                Unclear::Nothing(Some(file)) => {
                    format!("error: nothing is to be decided on `{id}`: it is `not-applicable` in {file}")
                }
                Unclear::Several(count) => {
                    format!("error: `{id}` is to be decided in {count} declarations: name one of them")
                }
            });
            Stopped
        })?;
        let piece = evidence.map(|wanted| self.piece(item, id, wanted)).transpose()?;
        self.record(item, decision(piece))?;
        let totals = self.sitting.totals();
        terminal::product(format!("1 recorded in {}: {totals}\n", disk::called(self.path)).as_bytes());
        Ok(())
    }

    /// The only file of that kind or name that is enclosed for an item.
    fn piece(&self, item: Item, id: &str, wanted: &str) -> Result<Piece, Stopped> {
        let mut pieces = self.sitting.pieces(item);
        pieces.retain(|(piece, file)| piece.kind == wanted || file == wanted);
        match pieces.as_slice() {
            [(piece, _)] => return Ok(piece.clone()),
            [] => terminal::say(&format!(
                "error: no file of the kind or the name `{wanted}` is enclosed for `{id}`, with its digest"
            )),
            [..] => {
                let files: Vec<String> = pieces.iter().map(|(_, file)| format!("`{file}`")).collect();
                terminal::say(&format!("error: name one of the files: {}", files.join(", ")));
            }
        }
        Err(Stopped)
    }

    fn record(&mut self, item: Item, decision: Decision) -> Result<(), Stopped> {
        let Some(judgement) = self.sitting.judgement(item, decision, self.by, self.today) else {
            return Ok(());
        };
        self.append(&judgement)?;
        let of = judgement.piece.as_ref().map(|piece| format!(", evidence `{}`", piece.kind));
        let decision = judgement.decision(Words::English);
        terminal::say(&format!("{}{} {decision}", judgement.requirement, of.unwrap_or_default()));
        self.sitting.count(item, judgement);
        Ok(())
    }

    /// Adds a judgement to the file as it stands now: somebody else may have added others meanwhile.
    fn append(&self, judgement: &Judgement) -> Result<(), Stopped> {
        let name = disk::called(self.path);
        let fail = |fault: Diagnostic| {
            let mut bag = Bag::default();
            bag.push(fault);
            terminal::show(&bag, &Sources::default());
            Stopped
        };
        let longer = |text: Result<String, Unreadable>| {
            let text = match text {
                Ok(text) => text,
                Err(Unreadable::Missing) => String::new(),
                Err(why) => return Err(fail(Diagnostic::unreadable(&name, &why))),
            };
            judgement::append(&name, &text, judgement).map_err(|not| {
                terminal::show(&not.bag, &not.sources);
                Stopped
            })
        };
        disk::update(self.path, longer, |error| {
            let message = format!("the judgement cannot be written: {error}");
            fail(Diagnostic::new(&codes::UNWRITABLE, message).in_file(&name))
        })
    }
}

/// Asks for one decision, until there is one.
fn ask(pieces: &[(Piece, String)]) -> Said {
    let mut piece = None;
    loop {
        terminal::ask(match &piece {
            None => "[a]ccept, accept on a [c]ondition, [r]efuse, [e]vidence, [b]ack, [s]kip, [q]uit? ",
            Some(_) => "this file: [a]ccept, [r]efuse, [b]ack? ",
        });
        let answer = match terminal::answer() {
            Line::Text(text) => text.to_lowercase(),
            Line::Unclear => String::new(),
            Line::End => return Said::Ended,
        };
        let (ruling, conditional) = match (answer.as_str(), &piece) {
            ("a" | "accept", _) => (Ruling::Accepted, false),
            ("c" | "condition", None) => (Ruling::Accepted, true),
            ("r" | "refuse", _) => (Ruling::Refused, false),
            ("e" | "evidence", None) => {
                match which(pieces) {
                    Ok(chosen) => piece = chosen,
                    Err(Ended) => return Said::Ended,
                }
                continue;
            }
            ("b" | "back", Some(_)) => {
                piece = None;
                continue;
            }
            ("b" | "back", None) => return Said::Back,
            ("s" | "skip", None) => return Said::Skipped,
            ("q" | "quit", _) => return Said::Ended,
            (_, None) => {
                terminal::say("answer a, c, r, e, b, s or q");
                continue;
            }
            (_, Some(_)) => {
                terminal::say("answer a, r, b or q");
                continue;
            }
        };
        let condition = match conditional.then(|| text("on what condition? ", "a condition")) {
            None => None,
            Some(Ok(Some(text))) => Some(text),
            Some(Ok(None)) => continue,
            Some(Err(Ended)) => return Said::Ended,
        };
        match text("why? ", "a reason") {
            Ok(Some(why)) => return Said::Decided(Decision { piece, ruling, condition, why }),
            Ok(None) => {}
            Err(Ended) => return Said::Ended,
        }
    }
}

/// Asks whether to go back from the end.
fn back() -> bool {
    terminal::ask("that was the last: [b]ack or [q]uit? ");
    matches!(terminal::answer(), Line::Text(text) if ["b", "back"].contains(&text.to_lowercase().as_str()))
}

/// There is nothing more to read.
struct Ended;

/// Asks for a text. Nothing where none was given, which is said.
fn text(question: &str, what: &str) -> Result<Option<String>, Ended> {
    terminal::ask(question);
    match terminal::answer() {
        Line::Text(text) if !text.is_empty() => return Ok(Some(text)),
        Line::Text(_) => terminal::say(&format!("nothing is recorded without {what}")),
        Line::Unclear => {
            terminal::say(&format!("nothing is recorded: {what} is too long, or no text in UTF-8"));
        }
        Line::End => return Err(Ended),
    }
    Ok(None)
}

/// Asks for one of the files enclosed.
fn which(pieces: &[(Piece, String)]) -> Result<Option<Piece>, Ended> {
    if pieces.is_empty() {
        terminal::say("no file is enclosed for it, with its digest");
        return Ok(None);
    }
    for (at, (piece, file)) in pieces.iter().enumerate() {
        let file = crate::diag::render::screen::clean(file);
        terminal::say(&format!("{}  {}  {file}", at + 1, piece.kind));
    }
    terminal::ask("which of them, by its number? ");
    match terminal::answer() {
        Line::End => Err(Ended),
        Line::Unclear => Ok(None),
        Line::Text(text) => {
            let chosen = text.parse::<usize>().ok().and_then(|number| pieces.get(number.checked_sub(1)?));
            if chosen.is_none() {
                terminal::say("there is no file of that number");
            }
            Ok(chosen.map(|(piece, _)| piece.clone()))
        }
    }
}
