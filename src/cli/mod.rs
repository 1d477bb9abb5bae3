//! The command line: arguments, disk, clock and terminal. One file a command, each
//! `run(&Args) -> Exit`.
//!
//! Standard output is the product, standard error the conversation. Colour only where a
//! terminal shows it, and never where `NO_COLOR` is set.

mod build;
pub mod built_in;
mod check;
mod compare;
mod completions;
mod coverage;
mod diff;
pub mod disk;
mod evidence;
mod explain;
mod import;
mod input;
mod letters;
mod lint;
mod new;
mod review;
mod schemas;
mod submissions;
mod templates;
mod terminal;
mod wanted;
mod watch;

use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{CommandFactory, Parser, Subcommand};

use crate::desk::{Exit, Reply};
use crate::diag::render::screen::harmless;
use crate::diag::{Bag, Diagnostic};
use crate::text::Sources;
use crate::text::limit;

const LONG: &str = "\
Compiles a buyer's library of security requirements and one tender into a tender pack: the \
annex that people read, and the JSON Schemas that vendors' security declarations are checked \
against.

Exit codes: 0 clean, or a bid that conforms or is open; 1 a bid that is incomplete or fails, or a change \
that reaches --fail-on; 2 wrong usage; 3 the input could not be judged.";

const EXAMPLES: &str = "\
Examples:
  tenderc new tender my-tender              start a tender
  tenderc build my-tender                   compile it into out/<tender id>/
  tenderc check answer.json --pack out/my-tender-2027
  tenderc explain UPD-03 --tender my-tender why a requirement applies, or does not";

/// The examples, and how much of an input is read.
fn with_limits() -> String {
    let limits = limit::LIMITS.iter().map(|limit| format!("  {:<44} {}\n", limit.of, limit.amount()));
    format!("{EXAMPLES}\n\nLimits on inputs:\n{}", limits.collect::<String>().trim_end())
}

#[derive(Debug, Parser)]
#[command(name = "tenderc", version, about = "The compiler for procurement security requirements", long_about = LONG, after_help = EXAMPLES, after_long_help = with_limits())]
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
    Evidence(evidence::Args),
    Explain(explain::Args),
    Import(import::Args),
    Letters(letters::Args),
    New(new::Args),
    Schemas(schemas::Args),
    Completions(completions::Args),
}

/// Runs the program with the arguments it was started with.
pub fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => return ExitCode::from(misread(&error).code()),
    };
    let exit = match arguments.command {
        Command::Build(args) => build::run(&args),
        Command::Lint(args) => lint::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Review(args) => review::run(&args),
        Command::Compare(args) => compare::run(&args),
        Command::Coverage(args) => coverage::run(&args),
        Command::Diff(args) => diff::run(&args),
        Command::Evidence(args) => evidence::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Import(args) => import::run(&args),
        Command::Letters(args) => letters::run(&args),
        Command::New(args) => new::run(&args),
        Command::Schemas(args) => schemas::run(&args),
        Command::Completions(args) => completions::run(&args),
    };
    ExitCode::from(exit.code())
}

/// Shows what the desk answers: what is wrong on standard error, the product on standard output.
fn deliver(answer: Result<Reply, Bag>) -> Exit {
    let reply = match answer {
        Ok(reply) => reply,
        Err(bag) => Reply { bag, exit: Exit::Unjudged, ..Reply::default() },
    };
    terminal::show(&reply.bag, &reply.sources);
    for output in &reply.outputs {
        if let Err(words) = terminal::output(output) {
            terminal::say(&words);
            return Exit::Usage;
        }
    }
    terminal::long(reply.long.into_parts());
    for note in &reply.notes {
        terminal::say(note);
    }
    reply.exit
}

/// Says why nothing came of a command.
fn refuse(fault: Diagnostic) -> Exit {
    let mut bag = Bag::default();
    bag.push(fault);
    terminal::show(&bag, &Sources::default());
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
    misread(&error)
}

/// Says why the arguments are not understood, or the help that was asked for. What the words quote of the
/// arguments does not act on the terminal.
fn misread(error: &clap::Error) -> Exit {
    if !error.use_stderr() {
        let _ = error.print();
        return Exit::Fine;
    }
    terminal::say(harmless(&error.to_string()).trim_end_matches('\n'));
    Exit::Usage
}
