//! `check`: declarations against a pack.

use std::path::PathBuf;

use super::input::{FormerArgs, PackArgs, ReviewArgs};
use super::templates::TemplateArgs;
use super::{Exit, deliver, input};
use crate::desk::judge;
use crate::desk::submissions::Packs;
use crate::emit::Format;
use crate::text::World;

/// Check declarations against a pack, and give a verdict on every requirement
///
/// Needs the pack alone, not the library: a folder, or a zip of it. The verdicts are those of the
/// pack's own JSON Schemas; the sentences explain them. The files that a declaration names are
/// looked at in its own folder, and nowhere else. A bid may be named by its folder, or by a zip of it,
/// that holds the declaration and all that it encloses.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  tenderc check answer.json --pack out/my-tender-2027
  tenderc check bids/*.yaml --pack my-tender-2027.zip --format json
  tenderc check bids/acme.zip --pack pack   a whole bid
  tenderc check answer.json --pack pack --format html > report.html
  tenderc check answer.json --pack pack --format comment    for a merge request
  tenderc check - --pack pack < answer.json
  tenderc check bids/*.json --pack pack --review review.yaml
  tenderc check all.ndjson --pack pack      one declaration a line")]
pub struct Args {
    /// Declarations in JSON, YAML or NDJSON, or whole bids, as folders or zips; `-` for standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    pack: PackArgs,
    #[command(flatten)]
    former: FormerArgs,
    /// Look at the answers alone, not at the files that are enclosed
    #[arg(long)]
    answers_only: bool,
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
    let asked = || {
        let pack = args.pack.open()?;
        let former = args.former.open()?;
        let former: Vec<&dyn World> = former.iter().map(AsRef::as_ref).collect();
        let templates = args.templates.open()?;
        let files = input::submitted(&args.files, args.decisions.review.as_deref());
        let decisions = args.decisions.open();
        let form = judge::Form { format: args.format, templates: templates.as_ref(), colour: true };
        Ok(judge::judge(
            &files.entries(!args.answers_only),
            Packs { pack: pack.as_ref(), former: &former },
            decisions.as_ref().map(|decisions| decisions.decisions()).as_ref(),
            &form,
        ))
    };
    deliver(asked())
}
