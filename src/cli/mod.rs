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
pub mod disk;
mod explain;
mod input;
mod lint;
mod new;
mod schemas;
mod submissions;
mod terminal;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// What the program exits with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// It conforms, or nothing is wrong.
    Fine,
    /// It does not conform.
    Short,
    /// The input could not be judged.
    Unjudged,
}

const LONG: &str = "\
Compiles a hospital's library of security requirements and one tender into a tender pack: the \
annex that people read, and the JSON Schemas that vendors' security declarations are checked \
against.

Exit codes: 0 conforms or clean, 1 does not conform, 2 wrong usage, 3 the input could not be judged.";

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
    Compare(compare::Args),
    Coverage(coverage::Args),
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
        Command::Compare(args) => compare::run(&args),
        Command::Coverage(args) => coverage::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::New(args) => new::run(&args),
        Command::Schemas(args) => schemas::run(&args),
        Command::Completions(args) => completions::run(&args),
    };
    match exit {
        Exit::Fine => ExitCode::SUCCESS,
        Exit::Short => ExitCode::from(1),
        Exit::Unjudged => ExitCode::from(3),
    }
}
