//! `check`: declarations against a pack.

use std::io::BufRead;

use super::input::{ReviewArgs, Standard, Submitted};
use super::submissions::SubmissionArgs;
use super::templates::TemplateArgs;
use super::{Exit, deliver, input, terminal};
use crate::desk::submissions::Bench;
use crate::desk::{Reply, judge, lines};
use crate::emit::Format;
use crate::pack::{self, Lots};
use crate::report::render::line::Form;
use crate::text::Sources;

/// Check declarations against a pack, and give a verdict on every requirement
///
/// Needs the pack alone, not the library: a folder, or a zip of it. The verdicts are those of the
/// pack's own JSON Schemas; the sentences explain them. The files that a declaration names are
/// looked at in its own folder, and nowhere else. A bid may be named by its folder, or by a zip of it,
/// that holds the declaration and all that it encloses; and many bids by a folder or a zip that holds
/// a folder for each.
///
/// Standard input with a declaration a line is answered a line each, in any amount, with `--format json` or
/// `--verdicts`. A line that cannot be read is answered like the others.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  tenderc check answer.json --pack out/my-tender-2027
  tenderc check bids/*.yaml --pack my-tender-2027.zip --format json
  tenderc check bids/acme.zip --pack pack   a whole bid
  tenderc check bids --pack pack --verdicts    a folder or a zip for each bid in it
  tenderc check answer.json --pack pack --format html > report.html
  tenderc check answer.json --pack pack --format comment    for a merge request
  tenderc check - --pack pack < answer.json
  tenderc check bids/*.json --pack pack --review review.yaml
  tenderc check all.ndjson --pack pack      one declaration a line
  tenderc check - --pack pack --verdicts < all.ndjson > verdicts.ndjson")]
pub struct Args {
    #[command(flatten)]
    submissions: SubmissionArgs,
    /// Look at the answers alone, not at the files that are enclosed
    #[arg(long)]
    answers_only: bool,
    /// Answer each declaration by a line of JSON with its verdicts alone
    #[arg(long, conflicts_with = "format")]
    verdicts: bool,
    /// Threads that judge declarations one a line; one for each core if not given
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    threads: Option<u16>,
    #[command(flatten)]
    decisions: ReviewArgs,
    /// The form of the report
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = input::formats(judge::formats()))]
    format: &'static Format,
    #[command(flatten)]
    templates: TemplateArgs,
}

/// Runs the command.
pub fn run(args: &Args) -> Exit {
    if let Some(form) = args.lines() {
        return match input::standard() {
            Standard::Lines(input) => lines(args, form, input),
            Standard::One(text) => report(args, input::of_text(text)),
        };
    }
    report(args, args.submissions.submitted(args.decisions.review.as_deref()))
}

impl Args {
    /// What a line of the answer says, where standard input may be declarations one a line that are answered one
    /// by one.
    fn lines(&self) -> Option<Form> {
        let input = self.submissions.files.iter().all(|file| file.as_os_str() == "-");
        let alone = input && self.decisions.review.is_none() && self.submissions.former.is_empty();
        match self.format.name {
            _ if !alone => None,
            _ if self.verdicts => Some(Form::Verdicts),
            "json" => Some(Form::Full),
            _ => None,
        }
    }
}

fn report(args: &Args, files: Submitted) -> Exit {
    let mut sources = Sources::default();
    let decisions = args.decisions.open();
    let decisions = decisions.as_ref().map(|decisions| decisions.decisions());
    let entries = files.entries(!args.answers_only);
    let opened = args.submissions.open().and_then(|packs| {
        let templates = args.templates.open()?;
        let bench = Bench::open(&entries, packs.packs(), None, decisions.as_ref(), &mut sources)?;
        Ok((bench, templates))
    });
    let (bench, templates) = match opened {
        Ok(opened) => opened,
        Err(bag) => return deliver(Ok(Reply { bag, sources, exit: Exit::Unjudged, ..Reply::default() })),
    };
    let reply = match args.verdicts {
        true => judge::verdicts(&entries, &bench, sources),
        false => {
            let form = templates.form(args.format, true);
            judge::report(&entries, &bench, sources, &form)
        }
    };
    // The program ends here: giving a bench back piece by piece would take a fifth of its time.
    std::mem::forget(bench);
    deliver(Ok(reply))
}

/// Answers declarations one a line.
fn lines(args: &Args, form: Form, mut input: impl BufRead + Send) -> Exit {
    let opened = args.submissions.pack.open().and_then(|folder| pack::open(folder.as_ref(), Lots::All));
    let mut pack = match opened {
        Ok(pack) => pack,
        Err(bag) => return deliver(Err(bag)),
    };
    let bag = std::mem::take(&mut pack.warnings);
    let (progress, mut out) = (terminal::Progress::new("check-progress"), std::io::stdout());
    let desk = lines::Desk {
        pack: &pack,
        name: input::STANDARD,
        form,
        threads: args.threads.map_or_else(cores, usize::from),
        out: &mut out,
        progress: &|answered| progress.tell(answered),
    };
    let exit = lines::judge(&mut input, desk);
    progress.end();
    deliver(Ok(Reply { bag, exit, ..Reply::default() }))
}

/// The cores that the program may use.
fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}
