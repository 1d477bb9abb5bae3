//! The command line: arguments, disk, clock and terminal. One file a command.

pub mod disk;
