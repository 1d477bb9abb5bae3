//! `compare`: the bids for one lot side by side.

use std::path::PathBuf;

use super::input::{FormerArgs, PackArgs, ReviewArgs};
use super::templates::TemplateArgs;
use super::{Exit, deliver, input};
use crate::desk::compare;
use crate::desk::judge::Form;
use crate::desk::submissions::Packs;
use crate::emit::Format;
use crate::text::World;

/// Compare the bids for a lot: requirements × vendors, totals, award points, what to look at again
///
/// The columns are in the order of the files. The page (`--format html`) is one file that holds
/// everything; it can be sorted and filtered, and works printed and without script as well. In CSV,
/// no cell is one that a spreadsheet would calculate.
///
/// Exits with 3 if a bid cannot be compared: it has errors, or is for another lot. Such a bid is
/// listed with the reason. Where a lot has several kinds of device, bids of one kind are compared.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  tenderc compare bids/*.json --pack out/my-tender-2027 --format html > sensors.html
  tenderc compare bids/*.json --pack my-tender-2027.zip --lot sensors --review review.yaml
  tenderc compare bids/*.json --pack pack --format csv > sensors.csv")]
pub struct Args {
    /// Declarations in JSON, YAML or NDJSON, or whole bids, as folders or zips; `-` for standard input
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    pack: PackArgs,
    #[command(flatten)]
    former: FormerArgs,
    /// The id of the lot; needed where the bids are for several
    #[arg(long, value_name = "ID")]
    lot: Option<String>,
    /// The category of the devices, in a lot of several kinds; needed where the bids are of several
    #[arg(long, value_name = "ID")]
    category: Option<String>,
    #[command(flatten)]
    decisions: ReviewArgs,
    /// The form of the comparison
    #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = input::formats(compare::formats()))]
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
        let form = Form { format: args.format, templates: templates.as_ref(), colour: true };
        Ok(compare::compare(
            &files.entries(true),
            Packs { pack: pack.as_ref(), former: &former },
            args.lot.as_deref(),
            args.category.as_deref(),
            decisions.as_ref().map(|decisions| decisions.decisions()).as_ref(),
            &form,
        ))
    };
    deliver(asked())
}
