//! `completions`: the script that completes commands in a shell.

use clap::CommandFactory;
use clap_complete::Shell;

use super::{Arguments, Exit, terminal};

/// Print the completion script of a shell
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  tenderc completions bash > ~/.local/share/bash-completion/completions/tenderc
  tenderc completions powershell >> $PROFILE")]
pub struct Args {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

/// Runs the command.
pub fn run(args: &Args) -> Exit {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Arguments::command(), "tenderc", &mut script);
    terminal::product(&script);
    Exit::Fine
}
