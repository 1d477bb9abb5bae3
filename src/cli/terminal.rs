//! The two streams: the product, and the conversation; and what is answered to it.

use std::io::{BufRead, IsTerminal, Read, Write};
use std::sync::atomic::{AtomicU64, Ordering};

use crate::diag::render;
use crate::diag::{Bag, Severity};
use crate::emit::Output;
use crate::say;
use crate::text::Sources;
use crate::words::Words;

/// Writes the product to standard output. A reader that went away is no fault.
pub fn product(bytes: &[u8]) {
    long([bytes]);
}

/// Writes a long product, in its parts.
pub fn long(parts: impl IntoIterator<Item = impl AsRef<[u8]>>) {
    let mut out = anstream::stdout().lock();
    let written = parts.into_iter().try_for_each(|part| out.write_all(part.as_ref()));
    let _ = written.and_then(|()| out.flush());
}

/// Writes a product that may be no text: such bytes go as they are.
///
/// # Errors
/// Where they would go to a terminal, which would act on them: what to do instead.
pub fn output(output: &Output) -> Result<(), String> {
    if output.is_text() {
        product(&output.bytes);
        return Ok(());
    }
    let mut out = std::io::stdout().lock();
    if out.is_terminal() {
        return Err("error: this format is no text: send it to a file, with `> FILE`".to_owned());
    }
    let _ = out.write_all(&output.bytes).and_then(|()| out.flush());
    Ok(())
}

/// Says something on standard error.
pub fn say(text: &str) {
    let _ = writeln!(anstream::stderr().lock(), "{text}");
}

/// Tells on one line of a terminal how far a long piece of work is.
pub struct Progress {
    /// The message of the table, with `count` or `path`.
    message: &'static str,
    shown: bool,
    /// How many were told last.
    told: AtomicU64,
}

/// Pieces after which it is told again.
const STEP: u64 = 500;

impl Progress {
    /// Work of which nothing is told yet. Nothing ever is where there is no terminal.
    pub fn new(message: &'static str) -> Self {
        Self { message, shown: std::io::stderr().is_terminal(), told: AtomicU64::new(0) }
    }

    /// Tells how many pieces are done, if that is many more than was told last.
    pub fn tell(&self, done: u64) {
        if self.shown && done >= self.told.load(Ordering::Relaxed) + STEP {
            self.told.store(done, Ordering::Relaxed);
            ask(&format!("\r{}", say!(Words::English, self.message, count = done)));
        }
    }

    /// Tells which piece is being done. The message takes its `path`.
    pub fn name(&self, piece: &str) {
        if self.shown {
            self.told.store(1, Ordering::Relaxed);
            ask(&format!("\r\x1b[K{}", say!(Words::English, self.message, path = piece)));
        }
    }

    /// Clears the line.
    pub fn end(&self) {
        if self.told.load(Ordering::Relaxed) > 0 {
            ask("\r\x1b[K");
        }
    }
}

/// Asks something on standard error; the answer stands on the same line.
pub fn ask(text: &str) {
    let mut out = anstream::stderr().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

/// A line of standard input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// Its text, without blanks around it.
    Text(String),
    /// It is longer than a line may be, or no text in UTF-8.
    Unclear,
    /// There is none any more.
    End,
}

/// Bytes of a line that is answered.
const MOST_BYTES: u64 = 16 * 1024;

/// Reads an answer from standard input.
pub fn answer() -> Line {
    let mut input = std::io::stdin().lock();
    let line = line(&mut input);
    if !input.is_terminal() {
        // A terminal has shown the end of the line already.
        say("");
    }
    line
}

fn line(input: &mut impl BufRead) -> Line {
    let mut bytes = Vec::new();
    let mut long = false;
    loop {
        let read = input.by_ref().take(MOST_BYTES).read_until(b'\n', &mut bytes).unwrap_or(0);
        match (read, bytes.ends_with(b"\n")) {
            (0, _) if bytes.is_empty() && !long => return Line::End,
            (0, _) | (_, true) => break,
            // The rest of a line that is too long is no answer to the next question.
            (_, false) if bytes.len() as u64 >= MOST_BYTES => {
                bytes.clear();
                long = true;
            }
            (_, false) => {}
        }
    }
    match String::from_utf8(bytes) {
        Ok(text) if !long => Line::Text(text.trim().to_owned()),
        _ => Line::Unclear,
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_bounded() {
        let check = |text: &[u8], expected: &[Line]| {
            let mut input = std::io::Cursor::new(text);
            let found: Vec<Line> = expected.iter().map(|_| line(&mut input)).collect();
            assert_eq!(found, expected);
        };
        let text = |text: &str| Line::Text(text.to_owned());
        check(b"a\r\n\n  r", &[text("a"), text(""), text("r"), Line::End, Line::End]);
        check(b"\xff\na\n", &[Line::Unclear, text("a"), Line::End]);
        let long = "x".repeat(100_000);
        check(format!("{long}\na\n").as_bytes(), &[Line::Unclear, text("a"), Line::End]);
        check(long.as_bytes(), &[Line::Unclear, Line::End]);
    }
}
