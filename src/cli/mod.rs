//! The command line: arguments, disk, clock and terminal. One file a command, each
//! `run(&Args) -> Exit`.
//!
//! Standard output is the product, standard error the conversation. Colour only where a
//! terminal shows it, and never where `NO_COLOR` is set.

mod archive;
mod build;
mod built_in;
mod check;
mod compare;
mod completions;
mod coverage;
mod diff;
pub mod disk;
mod explain;
mod input;
mod lint;
mod new;
mod ration;
mod review;
mod schemas;
mod submissions;
mod templates;
mod terminal;

use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{CommandFactory, Parser, Subcommand};

use crate::diag::Bag;
use crate::text::Sources;

/// What the program exits with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// It conforms, or nothing is wrong.
    Fine,
    /// It does not conform.
    Short,
    /// The arguments do not make sense together.
    Usage,
    /// The input could not be judged.
    Unjudged,
}

const LONG: &str = "\
Compiles a hospital's library of security requirements and one tender into a tender pack: the \
annex that people read, and the JSON Schemas that vendors' security declarations are checked \
against.

Exit codes: 0 conforms or clean; 1 does not conform, evidence is not in order, something waits for a \
reviewer, or a change reaches --fail-on; 2 wrong usage; 3 the input could not be judged.";

const EXAMPLES: &str = "\
Examples:
  tenderc new tender my-tender              start a tender
  tenderc build my-tender                   compile it into out/<tender id>/
  tenderc check answer.json --pack out/my-tender-2027
  tenderc explain UPD-03 --tender my-tender why a requirement applies, or does not";

#[derive(Debug, Parser)]
#[command(name = "tenderc", version, about = "The compiler for procurement security requirements", long_about = LONG, after_help = EXAMPLES)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Build(build::Args),
    Lint(lint::Args),
    Check(check::Args),
    Review(review::Args),
    Compare(compare::Args),
    Coverage(coverage::Args),
    Diff(diff::Args),
    Explain(explain::Args),
    New(new::Args),
    Schemas(schemas::Args),
    Completions(completions::Args),
}

/// Runs the program with the arguments it was started with.
pub fn main() -> ExitCode {
    let exit = match Arguments::parse().command {
        Command::Build(args) => build::run(&args),
        Command::Lint(args) => lint::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Review(args) => review::run(&args),
        Command::Compare(args) => compare::run(&args),
        Command::Coverage(args) => coverage::run(&args),
        Command::Diff(args) => diff::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::New(args) => new::run(&args),
        Command::Schemas(args) => schemas::run(&args),
        Command::Completions(args) => completions::run(&args),
    };
    match exit {
        Exit::Fine => ExitCode::SUCCESS,
        Exit::Short => ExitCode::from(1),
        Exit::Usage => ExitCode::from(2),
        Exit::Unjudged => ExitCode::from(3),
    }
}

/// Says why nothing can be judged.
fn refuse(bag: &Bag, sources: &Sources) -> Exit {
    terminal::show(bag, sources);
    Exit::Unjudged
}

/// Says that the arguments of a command do not make sense together, as the parser of arguments would.
fn wrong_usage(command: &str, words: &str) -> Exit {
    let mut program = Arguments::command();
    program.build();
    let error = match program.find_subcommand_mut(command) {
        Some(command) => command.error(ErrorKind::ArgumentConflict, words),
        None => program.error(ErrorKind::ArgumentConflict, words),
    };
    let _ = error.print();
    Exit::Usage
}
