//! The program `tenderc`: all of it is in [`tenderc::cli`].

use std::process::ExitCode;

// A declaration is thousands of short texts, each taken from memory and given back.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    tenderc::cli::main()
}
