//! `compare`: the bids for one lot side by side.

use super::input::ReviewArgs;
use super::submissions::SubmissionArgs;
use super::templates::TemplateArgs;
use super::{Exit, deliver, input};
use crate::desk::compare;
use crate::emit::Format;

/// Compare the bids for a lot: requirements × vendors, totals, award points, what to look at again
///
/// The columns are in the order of the files. The page (`--format html`) is one file that holds
/// everything; it can be sorted and filtered, and works printed and without script as well. In CSV,
/// no cell is one that a spreadsheet would calculate.
///
/// Exits with 3 if a bid cannot be compared: it has errors, or is for another lot. Such a bid is
/// listed with the reason. Where a lot has several kinds of device, all declarations of one vendor are one bid: it
/// stands as the worst of them, is incomplete while a kind has none, and earns its points by all of them together.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  tenderc compare bids/*.json --pack out/my-tender-2027 --format html > sensors.html
  tenderc compare bids/*.json --pack my-tender-2027.zip --lot sensors --review review.yaml
  tenderc compare bids/*.json --pack pack --format csv > sensors.csv")]
pub struct Args {
    #[command(flatten)]
    submissions: SubmissionArgs,
    /// The id of the lot; needed where the bids are for several
    #[arg(long, value_name = "ID")]
    lot: Option<String>,
    /// In a lot of several kinds of device, the category of those that are compared, each by itself
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
        let packs = args.submissions.open()?;
        let templates = args.templates.open()?;
        let files = args.submissions.submitted(args.decisions.review.as_deref());
        let decisions = args.decisions.open();
        let form = templates.form(args.format, true);
        Ok(compare::compare(
            &files.entries(true),
            packs.packs(),
            args.lot.as_deref(),
            args.category.as_deref(),
            decisions.as_ref().map(|decisions| decisions.decisions()).as_ref(),
            &form,
        ))
    };
    deliver(asked())
}
