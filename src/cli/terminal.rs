//! The two streams: the product, and the conversation.

use std::io::Write;

use crate::diag::render;
use crate::diag::{Bag, Severity};
use crate::text::Sources;

/// Writes the product to standard output. A reader that went away is no fault.
pub fn product(text: &str) {
    let mut out = anstream::stdout().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

/// Says something on standard error.
pub fn say(text: &str) {
    let _ = writeln!(anstream::stderr().lock(), "{text}");
}

/// Shows diagnostics on standard error, with a last line that counts them.
pub fn show(bag: &Bag, sources: &Sources) {
    let diagnostics = bag.sorted();
    if diagnostics.is_empty() {
        return;
    }
    say(&render::text::render(&diagnostics, sources, true));
    if let Some(summary) = render::text::summary(&diagnostics) {
        let codes = match bag.count(Severity::Error) + bag.count(Severity::Warning) {
            0 => "",
            _ => "; `tenderc explain CODE` says more",
        };
        say(&format!("{summary}{codes}"));
    }
}
