//! The program `tenderc`: all of it is in [`tenderc::cli`].

use std::process::ExitCode;

fn main() -> ExitCode {
    tenderc::cli::main()
}
