//! `coverage`: requirements × standards and threats.

use super::input::{LibraryArgs, Session};
use super::{Exit, refuse, terminal};
use crate::coverage::{self, Coverage, State};
use crate::diag::suggest;
use crate::document;
use crate::emit;
use crate::text::Memory;

/// Show what the library covers of each standard, and which threats it counters
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  tenderc coverage                          a line for each standard
  tenderc coverage --standard mds2-2019     every entry of one
  tenderc coverage --format html > coverage.html")]
pub struct Args {
    /// One standard, by its id
    #[arg(long, value_name = "ID")]
    standard: Option<String>,
    #[command(flatten)]
    library: LibraryArgs,
    /// The form of the report
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Format {
    Text,
    Json,
    Markdown,
    Html,
}

/// Runs the command.
pub fn run(args: &Args) -> Exit {
    let mut session = Session::default();
    let library = session.library(&args.library, None);
    if session.bag.has_errors() {
        return refuse(&session.bag, &session.sources);
    }
    if let Some(id) = args.standard.as_ref().filter(|id| !library.standards.contains_key(*id)) {
        let known = suggest::listed(library.standards.keys().map(String::as_str));
        terminal::say(&format!("error: there is no standard `{id}`; there are {known}"));
        return Exit::Unjudged;
    }
    let coverage = coverage::coverage(&library, args.standard.as_deref());
    let product = match args.format {
        Format::Text if args.standard.is_some() => entries(&coverage),
        Format::Text => lines(&coverage),
        Format::Json => serde_json::to_string_pretty(&coverage).unwrap_or_default() + "\n",
        Format::Markdown | Format::Html => {
            let Ok(document) = document::coverage(&coverage, &Memory::default()) else {
                return Exit::Unjudged; // the built-in template is tried by a test
            };
            match args.format {
                Format::Markdown => emit::markdown::write(&document),
                _ => emit::html::write(&document),
            }
        }
    };
    terminal::product(&product);
    Exit::Fine
}

fn lines(coverage: &Coverage) -> String {
    let mut text = String::new();
    for standard in &coverage.standards {
        let counts = standard.counts;
        text += &format!(
            "{:34} {:3} entries: {:3} covered, {:3} not asked, {:3} unchecked, {:3} open\n",
            standard.id,
            standard.entries.len(),
            counts.covered,
            counts.not_asked,
            counts.unchecked,
            counts.open,
        );
    }
    text += "\n";
    for threat in &coverage.threats {
        text += &format!("{:34} countered by {} requirements\n", threat.id, threat.requirements.len());
    }
    text
}

fn entries(coverage: &Coverage) -> String {
    let mut text = String::new();
    for entry in coverage.standards.iter().flat_map(|standard| &standard.entries) {
        let ids: Vec<&str> = entry.requirements.iter().map(|requirement| requirement.id.as_str()).collect();
        let words = match entry.state {
            State::Covered => ids.join(", "),
            State::NotAsked => format!("not asked: {}", entry.reason),
            State::Unchecked | State::Open => entry.state.word().to_owned(),
        };
        text += &format!("{:14} {}\n{:14}   {words}\n", entry.id, entry.title, "");
    }
    text
}
