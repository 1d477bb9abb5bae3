//! `review`: a human decides what a machine cannot say.
//!
//! Walks what is open, shows each case in full, asks, and writes each decision at once. The questions go
//! to standard error, what came of them to standard output.

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::submissions::{Evidence, Gathered, ReviewArgs, Submission};
use super::terminal::Line;
use super::{Exit, disk, input, submissions, terminal, wrong_usage};
use crate::check::{Judged, Verdict};
use crate::diag::codes;
use crate::diag::{Bag, Diagnostic};
use crate::judgement;
use crate::judgement::{Bound, Judgement, Ruling};
use crate::pack::Pack;
use crate::report::Report;
use crate::report::render::review::{self as render, Case};
use crate::standing::Standing;
use crate::text::{Sources, Unreadable};

/// Decide what a machine cannot: answers to review, and deviations
///
/// Walks what is open, one after the other, and writes each decision into the file of judgements at
/// once, bound to what was judged: when an answer changes, its judgement is stale, and the case is open
/// again. Exit code 0 when nothing is open, 1 while something is.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  tenderc review bids/*.json --pack pack --review review.yaml --by 'A. Reviewer'
  tenderc review bids/*.json --pack pack --review review.yaml --list
  tenderc review acme.json --pack pack --review review.yaml --by Me --accept DEV-04 --why Seen
  tenderc check bids/*.json --pack pack --review review.yaml")]
pub struct Args {
    /// Declarations in JSON, YAML or NDJSON
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The pack: a folder, or a zip of it
    #[arg(long, value_name = "PACK")]
    pack: PathBuf,
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
    /// Ask nothing; accept what one declaration says to this requirement
    #[arg(long, value_name = "ID", requires = "why", conflicts_with = "refuse")]
    accept: Option<String>,
    /// Ask nothing; refuse what one declaration says to this requirement
    #[arg(long, value_name = "ID", requires = "why")]
    refuse: Option<String>,
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
    if !args.list && single.is_none() && args.files.iter().any(|file| file.as_os_str() == "-") {
        return wrong_usage(
            "review",
            "standard input cannot be both a declaration and the answers: name its file",
        );
    }
    let mut sources = Sources::default();
    // What is not there yet is made with the first decision.
    let there = args.review.clone().filter(|path| path.exists());
    let decisions = ReviewArgs { review: there, today: args.today };
    let gathered =
        match submissions::gather(&args.files, &args.pack, Evidence::Examined, &decisions, &mut sources) {
            Ok(gathered) => gathered,
            Err(bag) => {
                return super::deliver(Ok(crate::desk::Reply {
                    bag,
                    sources,
                    exit: Exit::Unjudged,
                    ..Default::default()
                }));
            }
        };
    let Gathered { pack, submissions, mut bag } = gathered;
    report_alike(&submissions, &mut bag);
    terminal::show(&bag, &sources);
    for submission in submissions.iter().filter(|submission| !submission.report.outcome.sound()) {
        terminal::show(&submission.report.outcome.diagnostics, &sources);
    }
    let today = args.today.unwrap_or_else(input::today);
    let mut session = match (&args.review, &args.by) {
        (Some(path), Some(by)) => Session { pack, submissions, sources, path, by, today },
        _ => {
            if let Some(path) = args.review.as_ref().filter(|_| decisions.review.is_none()) {
                terminal::say(&format!("{} is not there yet: nothing is decided", disk::called(path)));
            }
            terminal::product(render::list(&reports(&submissions), true).as_bytes());
            return exit(&submissions);
        }
    };
    let done = match single {
        Some((id, ruling)) => session.single(id, ruling, args.why.as_deref().unwrap_or_default()),
        None => session.walk(),
    };
    if done.is_err() { Exit::Unjudged } else { exit(&session.submissions) }
}

fn reports(submissions: &[Submission]) -> Vec<&Report> {
    submissions.iter().map(|submission| &submission.report).collect()
}

fn exit(submissions: &[Submission]) -> Exit {
    let open = submissions.iter().any(|submission| submission.report.open().next().is_some());
    match submissions.iter().all(|submission| submission.report.outcome.sound()) {
        false => Exit::Unjudged,
        true if open => Exit::Short,
        true => Exit::Fine,
    }
}

/// Warns of declarations that a judgement cannot tell apart.
fn report_alike(submissions: &[Submission], bag: &mut Bag) {
    let name = |submission: &Submission| {
        let outcome = &submission.report.outcome;
        Some((outcome.vendor.clone(), outcome.model.clone(), outcome.lot.as_ref()?.id.clone()))
    };
    for (at, submission) in submissions.iter().enumerate() {
        let Some(bid) = name(submission) else { continue };
        let before = submissions.iter().take(at).find(|other| name(other).as_ref() == Some(&bid));
        if let Some(before) = before {
            let message = format!(
                "`{}` and `{}` are both of {} by {}, for the lot `{}`",
                before.report.file, submission.report.file, bid.1, bid.0, bid.2
            );
            let fault = Diagnostic::new(&codes::BIDS_ALIKE, message).in_file(&submission.report.file);
            bag.push(
                fault.hint("review one of them at a time: a judgement on one is taken as one on the other"),
            );
        }
    }
}

/// Decisions, as they are made.
struct Session<'a> {
    pack: Pack,
    submissions: Vec<Submission>,
    sources: Sources,
    path: &'a Path,
    by: &'a str,
    today: Date,
}

/// Something was said on standard error, and nothing more can be done.
struct Stopped;

/// What came of one question.
enum Said {
    Decided(Ruling, String),
    Skipped,
    Ended,
}

impl Session<'_> {
    fn walk(&mut self) -> Result<(), Stopped> {
        let open = self.open();
        let name = disk::called(self.path);
        if !open.is_empty() {
            let (judgements, are) = if open.len() == 1 { ("judgement", "is") } else { ("judgements", "are") };
            terminal::say(&format!(
                "{} {judgements} {are} open; each decision is written to {name} at once",
                open.len()
            ));
        }
        let mut recorded = 0;
        for (number, (of, at)) in open.iter().enumerate() {
            let Some(case) = self.case(*of, *at) else { continue };
            let text = render::case(&case, &self.sources, true);
            terminal::say(&format!("\n[{} of {}]\n{text}", number + 1, open.len()));
            match ask() {
                Said::Decided(ruling, why) => {
                    self.record(*of, *at, ruling, &why)?;
                    recorded += 1;
                }
                Said::Skipped => {}
                Said::Ended => break,
            }
        }
        if open.is_empty() {
            terminal::product(render::list(&reports(&self.submissions), true).as_bytes());
        } else {
            let totals = render::totals(&reports(&self.submissions));
            terminal::product(format!("{recorded} recorded in {name}: {totals}\n").as_bytes());
        }
        Ok(())
    }

    /// What is open, as places of submission and verdict: bid by bid, what was judged before first.
    fn open(&self) -> Vec<(usize, usize)> {
        let mut open = Vec::new();
        for (of, submission) in self.submissions.iter().enumerate() {
            let report = &submission.report;
            let verdicts = report.outcome.verdicts.iter().enumerate();
            let mut own: Vec<(usize, &Judged)> =
                verdicts.filter(|(_, judged)| report.standing(judged) == Standing::Waiting).collect();
            own.sort_by_key(|(_, judged)| !report.judgements.contains_key(&judged.id));
            if report.outcome.sound() {
                open.extend(own.into_iter().map(|(at, _)| (of, at)));
            }
        }
        open
    }

    fn case(&self, of: usize, at: usize) -> Option<Case<'_>> {
        let Submission { declaration, report } = self.submissions.get(of)?;
        let judged = report.outcome.verdicts.get(at)?;
        let id = &report.outcome.lot.as_ref()?.id;
        let lot = self.pack.spec.lot(id)?;
        let requirement = lot.requirement(&judged.id)?;
        Some(Case { spec: &self.pack.spec, report, declaration: declaration.as_ref()?, judged, requirement })
    }

    /// Records one decision without asking. It may be another one than before.
    fn single(&mut self, id: &str, ruling: Ruling, why: &str) -> Result<(), Stopped> {
        let mut cases = Vec::new();
        let mut others = Vec::new();
        for (of, submission) in self.submissions.iter().enumerate() {
            let report = &submission.report;
            for (at, judged) in report.outcome.verdicts.iter().enumerate() {
                match judged.id.eq_ignore_ascii_case(id) {
                    // Every requirement that applies can be judged, a met one too.
                    true if judged.verdict != Verdict::NotApplicable && report.outcome.sound() => {
                        cases.push((of, at));
                    }
                    true => others.push(format!("it is `{}` in {}", judged.verdict.word(), report.file)),
                    false => {}
                }
            }
        }
        match cases.as_slice() {
            [(of, at)] => {
                self.record(*of, *at, ruling, why)?;
                let totals = render::totals(&reports(&self.submissions));
                terminal::product(
                    format!("1 recorded in {}: {totals}\n", disk::called(self.path)).as_bytes(),
                );
                Ok(())
            }
            [] => {
                let why = others.first().map_or("no declaration is asked for it", String::as_str);
                terminal::say(&format!("error: nothing is to be decided on `{id}`: {why}"));
                Err(Stopped)
            }
            several => {
                let count = several.len();
                terminal::say(&format!(
                    "error: `{id}` is to be decided in {count} declarations: name one of them"
                ));
                Err(Stopped)
            }
        }
    }

    fn record(&mut self, of: usize, at: usize, ruling: Ruling, why: &str) -> Result<(), Stopped> {
        let Some(case) = self.case(of, at) else { return Ok(()) };
        let Case { report, judged, .. } = case;
        let lot = report.outcome.lot.as_ref().map(|lot| lot.id.clone()).unwrap_or_default();
        let evidence = judgement::enclosed(case.declaration, &judged.id);
        let judgement = Judgement {
            vendor: report.outcome.vendor.clone(),
            device: report.outcome.model.clone(),
            requirement: judged.id.clone(),
            ruling,
            by: self.by.to_owned(),
            on: self.today,
            why: why.to_owned(),
            fingerprint: judgement::fingerprint(case.requirement, &lot, judged, &evidence),
            lot,
        };
        self.append(&judgement)?;
        terminal::say(&format!("{} {}", judgement.requirement, ruling.word()));
        if let Some(submission) = self.submissions.get_mut(of) {
            let id = judgement.requirement.clone();
            submission.report.judgements.insert(id, Bound::Holds(judgement));
        }
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
fn ask() -> Said {
    loop {
        terminal::ask("[a]ccept, [r]efuse, [s]kip, [q]uit? ");
        let answer = match terminal::answer() {
            Line::Text(text) => text.to_lowercase(),
            Line::Unclear => String::new(),
            Line::End => return Said::Ended,
        };
        let ruling = match answer.as_str() {
            "a" | "accept" => Ruling::Accepted,
            "r" | "refuse" => Ruling::Refused,
            "s" | "skip" => return Said::Skipped,
            "q" | "quit" => return Said::Ended,
            _ => {
                terminal::say("answer a, r, s or q");
                continue;
            }
        };
        terminal::ask("why? ");
        match terminal::answer() {
            Line::Text(why) if !why.is_empty() => return Said::Decided(ruling, why),
            Line::Text(_) => terminal::say("nothing is recorded without a reason"),
            Line::Unclear => {
                terminal::say("nothing is recorded: the reason is too long, or no text in UTF-8")
            }
            Line::End => return Said::Ended,
        }
    }
}
