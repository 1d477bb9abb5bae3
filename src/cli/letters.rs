//! `letters`: what a committee writes after comparing.

use std::path::PathBuf;

use clap::ValueEnum;
use clap::builder::PossibleValue;
use jiff::civil::Date;

use super::input::ReviewArgs;
use super::submissions::SubmissionArgs;
use super::templates::TemplateArgs;
use super::{Exit, deliver, disk, input, refuse, terminal, wrong_usage};
use crate::desk::Reply;
use crate::desk::letters;
use crate::diag::{Diagnostic, codes};
use crate::emit::Format;
use crate::letters::{Given, Kind};
use crate::resolve::award::Points;
use crate::words::Words;

/// Write what a committee writes after comparing: requests, minutes, ranking, letters
///
/// Takes the bids for all lots, with what reviewers decided, and writes a document each: to every vendor a
/// request for clarification of its own open and lacking points; the minutes with the digests of all files;
/// the ranking of each lot, and the decisions on which it hangs; the result across lots; letters to the winner and
/// to the others, with the reasons; one page for the board. No clock is read: the same files and arguments
/// give the same documents. In a lot of several kinds of device, all declarations of one vendor are one bid, and get
/// one letter.
///
/// Letters about the award of a lot are written once nothing of its bids waits for a reviewer, and one is first. The
/// reasons that reviewers gave go into them, word for word.
/// Exits with 1 where they were asked for and a lot is not decided, with 3 if a bid could not be judged.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  tenderc letters bids/*.json --pack pack --review review.yaml --dated 2027-04-12 \\
      --kind clarification --answer-by 2027-04-19 --out requests
  tenderc letters bids/*.json --pack pack --review review.yaml --dated 2027-04-26 \\
      --kind minutes --kind award --standstill 2027-05-07 --out letters
  tenderc letters a.json b.json --pack pack --review review.yaml --dated 2027-04-26 \\
      --kind ranking --other-points a.json=61.5 --other-points b.json=70 --out ranking")]
pub struct Args {
    #[command(flatten)]
    submissions: SubmissionArgs,
    /// What reviewers decided, none of it after the day of `--dated`: a file that `tenderc review` writes
    #[arg(long, value_name = "FILE")]
    review: Option<PathBuf>,
    /// What is written; all of it if not given
    #[arg(long, value_name = "KIND")]
    kind: Vec<Kind>,
    /// The day that the documents bear
    #[arg(long, value_name = "DATE", value_parser = input::date)]
    dated: Date,
    /// The last day for answers to a request for clarification
    #[arg(long, value_name = "DATE", value_parser = input::date)]
    answer_by: Option<Date>,
    /// The last day on which no contract is concluded: where the letters go by electronic means, ten days after them or later
    #[arg(long, value_name = "DATE", value_parser = input::date)]
    standstill: Option<Date>,
    /// What a bid earns by other criteria, such as its price: the file of its declaration, of several that of any one, and points
    #[arg(long, value_name = "FILE=POINTS", value_parser = other_points)]
    other_points: Vec<(String, Points)>,
    /// The award goes by the points of the annex alone
    #[arg(long, conflicts_with = "other_points")]
    no_other_criteria: bool,
    /// Who was present; minutes have a line for each to sign
    #[arg(long, value_name = "NAME")]
    present: Vec<String>,
    /// The form of the documents
    #[arg(long, value_name = "FORMAT", default_value = "docx", value_parser = input::formats(letters::formats()))]
    format: &'static Format,
    /// The folder that they are written into; nothing in it is written over
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    #[command(flatten)]
    templates: TemplateArgs,
}

impl ValueEnum for Kind {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.word()))
    }
}

/// A file with its points: `bids/acme.json=61.5`.
fn other_points(text: &str) -> Result<(String, Points), String> {
    let wrong =
        || "write a file and points with at most two decimals, such as bids/acme.json=61.5".to_owned();
    let (file, number) = text.rsplit_once('=').ok_or_else(wrong)?;
    let (whole, part) = number.split_once('.').unwrap_or((number, "0"));
    let digits = |text: &str, most| {
        !text.is_empty() && text.len() <= most && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    if file.is_empty() || !digits(whole, 9) || !digits(part, 2) {
        return Err(wrong());
    }
    let whole: u64 = whole.parse().map_err(|_| wrong())?;
    let part: u64 = format!("{part:0<2}").parse().map_err(|_| wrong())?;
    Ok((file.to_owned(), Points(whole * 100 + part)))
}

/// Runs the command.
pub fn run(args: &Args) -> Exit {
    for (name, day) in [("--answer-by", args.answer_by), ("--standstill", args.standstill)] {
        if day.is_some_and(|day| day <= args.dated) {
            return wrong_usage("letters", &format!("`{name}` is a day after that of `--dated`"));
        }
    }
    let reply = match answer(args) {
        Ok(reply) => reply,
        Err(bag) => return deliver(Err(bag)),
    };
    terminal::show(&reply.bag, &reply.sources);
    if reply.outputs.is_empty() {
        reply.notes.iter().for_each(|note| terminal::say(note));
        return reply.exit;
    }
    let place = disk::called(&args.out);
    let written = disk::replace_folder(&args.out, &reply.outputs, |found| {
        let own = |path: &String, bytes: &Option<Vec<u8>>| {
            reply.outputs.iter().any(|output| output.path == *path && Some(&output.bytes) == bytes.as_ref())
        };
        match found.iter().find(|(path, bytes)| !own(path, bytes)) {
            None => Ok(()),
            Some((path, _)) => {
                let message = format!("`{place}` holds what would be lost: `{path}`");
                let fault = Diagnostic::new(&codes::IN_THE_WAY, message).in_file(place.clone());
                Err(fault.hint("name a folder that is empty, or not there yet, with `--out`").into())
            }
        }
    });
    match written {
        Ok(()) => {
            terminal::product(letters::summary(&reply.outputs, &place, Words::English).as_bytes());
            reply.notes.iter().for_each(|note| terminal::say(note));
            reply.exit
        }
        Err(disk::NotReplaced::InTheWay(fault)) => refuse(*fault),
        Err(disk::NotReplaced::System(error)) => {
            let fault =
                Diagnostic::new(&codes::UNWRITABLE, format!("the documents cannot be written: {error}"));
            refuse(fault.in_file(place).hint("choose another folder with `--out`"))
        }
    }
}

fn answer(args: &Args) -> Result<Reply, crate::diag::Bag> {
    let packs = args.submissions.open()?;
    let templates = args.templates.open()?;
    let files = args.submissions.submitted(args.review.as_deref());
    let decisions = ReviewArgs { review: args.review.clone(), today: Some(args.dated) }.open();
    let form = templates.form(args.format, false);
    let mut kinds = if args.kind.is_empty() { Kind::ALL.to_vec() } else { args.kind.clone() };
    kinds.sort_unstable();
    kinds.dedup();
    let given = Given {
        dated: args.dated,
        answer_by: args.answer_by,
        standstill: args.standstill,
        present: args.present.clone(),
        other: args.other_points.iter().cloned().collect(),
        alone: args.no_other_criteria,
    };
    Ok(letters::letters(
        &files.entries(true),
        packs.packs(),
        decisions.as_ref().map(|decisions| decisions.decisions()).as_ref(),
        &kinds,
        &given,
        &form,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_read_to_the_hundredth() {
        let check = |text: &str, expected: Option<(&str, u64)>| {
            let found = other_points(text).ok();
            assert_eq!(found, expected.map(|(file, points)| (file.to_owned(), Points(points))), "{text}");
        };
        check("a.json=61.5", Some(("a.json", 6150)));
        check("a=b.json=0", Some(("a=b.json", 0)));
        check("a.json=70.05", Some(("a.json", 7005)));
        for wrong in
            ["a.json", "=1", "a=", "a=1.", "a=.5", "a=1.005", "a=-1", "a=1,5", "a=1e3", "a=9999999999"]
        {
            check(wrong, None);
        }
    }
}
