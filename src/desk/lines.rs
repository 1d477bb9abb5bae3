//! Declarations one a line, in any amount: each is judged and answered by a line of its own, in the order in
//! which they come, on as many threads as are given. Only a few batches of lines are held at any time.

use std::collections::BTreeMap;
use std::io::{self, BufRead, Read, Write};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use super::Exit;
use super::submissions::of_line;
use crate::check::Outcome;
use crate::diag::Diagnostic;
use crate::pack::Pack;
use crate::report::Report;
use crate::report::render::line::Form;
use crate::text::limit;
use crate::text::{Sources, Unreadable};

/// Lines that are judged together by one thread.
const BATCH: usize = 32;

/// Bytes after which no further line is put to a batch.
const BATCH_BYTES: usize = 512 * 1024;

/// Batches that may wait for an earlier one, for each thread.
const AHEAD: usize = 4;

/// What declarations one a line are judged by, and where the answers go.
pub struct Desk<'a> {
    /// The pack, with all its lots.
    pub pack: &'a Pack,
    /// What people call the text that the lines are of.
    pub name: &'a str,
    /// What a line of the answer says.
    pub form: Form,
    /// Threads that judge.
    pub threads: usize,
    /// Where the answers go.
    pub out: &'a mut (dyn Write + Send),
    /// Told from time to time how many are answered.
    pub progress: &'a (dyn Fn(u64) + Sync),
}

/// Judges and answers every line. What it returns is what came of the worst of them. That nobody reads the answers
/// any more is an end like any other.
pub fn judge(input: &mut (dyn BufRead + Send), desk: Desk<'_>) -> Exit {
    let Desk { pack, name, form, threads, out, progress } = desk;
    let feed = Mutex::new(Feed { input, line: 0, batch: 0, ended: false });
    let roll =
        Mutex::new(Roll { out, next: 0, waiting: BTreeMap::new(), answered: 0, worst: None, gone: false });
    let turn = Condvar::new();
    let work = || {
        let _leaving = Leaving { roll: &roll, turn: &turn };
        loop {
            let Some(batch) = open(&feed).take() else { return };
            let number = batch.number;
            let answers = answers(batch, pack, name, form);
            let mut roll = open(&roll);
            roll.waiting.insert(number, answers);
            roll.write(progress);
            turn.notify_all();
            while roll.waiting.len() > AHEAD * threads && !roll.gone {
                roll = turn.wait(roll).unwrap_or_else(PoisonError::into_inner);
            }
            if roll.gone {
                return;
            }
        }
    };
    std::thread::scope(|scope| {
        (1..threads).for_each(|_| drop(scope.spawn(work)));
        work();
    });
    let worst = open(&roll).worst;
    worst.unwrap_or(Exit::Unjudged)
}

fn open<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Tells the others when a thread leaves before its time, so that they do not wait for what it had.
struct Leaving<'a, 'b> {
    roll: &'a Mutex<Roll<'b>>,
    turn: &'a Condvar,
}

impl Drop for Leaving<'_, '_> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            open(self.roll).gone = true;
            self.turn.notify_all();
        }
    }
}

/// Where lines come from.
struct Feed<'a> {
    input: &'a mut (dyn BufRead + Send),
    /// The number of the last line, from 1.
    line: usize,
    /// The number of the next batch, from 0.
    batch: usize,
    ended: bool,
}

/// Lines that come one after the other, each with its number.
struct Batch {
    number: usize,
    lines: Vec<(usize, Result<String, Unreadable>)>,
}

impl Feed<'_> {
    /// The next lines that are not blank; nothing behind the last one.
    fn take(&mut self) -> Option<Batch> {
        let (mut lines, mut bytes) = (Vec::new(), 0);
        while lines.len() < BATCH && bytes < BATCH_BYTES && !self.ended {
            let Some(line) = self.line() else { break };
            self.line += 1;
            match &line {
                Ok(text) if text.trim().is_empty() => continue,
                Ok(text) => bytes += text.len(),
                Err(_) => {}
            }
            lines.push((self.line, line));
        }
        let number = self.batch;
        self.batch += 1;
        (!lines.is_empty()).then_some(Batch { number, lines })
    }

    fn line(&mut self) -> Option<Result<String, Unreadable>> {
        let mut bytes = Vec::new();
        let most = limit::TEXT.bytes();
        let read = Read::take(&mut *self.input, most + 1).read_until(b'\n', &mut bytes);
        let line = match read {
            Ok(0) => None,
            Ok(_) if bytes.last() != Some(&b'\n') && bytes.len() as u64 > most => {
                let skipped = self.skip();
                self.ended |= skipped.is_err();
                Some(Err(Unreadable::Beyond(&limit::TEXT)))
            }
            Ok(_) => Some(Unreadable::text(bytes)),
            Err(error) => Some(Err(Unreadable::System(error.to_string()))),
        };
        self.ended |= matches!(line, None | Some(Err(Unreadable::System(_))));
        line
    }

    /// Passes over the rest of a line.
    fn skip(&mut self) -> io::Result<()> {
        loop {
            let part = self.input.fill_buf()?;
            let end = part.iter().position(|byte| *byte == b'\n');
            let (length, done) = (end.map_or(part.len(), |end| end + 1), end.is_some() || part.is_empty());
            self.input.consume(length);
            if done {
                return Ok(());
            }
        }
    }
}

/// The answers to a batch.
struct Answers {
    text: String,
    count: u64,
    worst: Option<Exit>,
}

fn answers(batch: Batch, pack: &Pack, name: &str, form: Form) -> Answers {
    let mut answers = Answers { text: String::new(), count: 0, worst: None };
    for (number, line) in batch.lines {
        let mut sources = Sources::default();
        let report = match line {
            Ok(text) => of_line(name, &text, number, pack, &mut sources),
            Err(why) => {
                let called = format!("{name}:{number}");
                let fault = Diagnostic::unreadable(&called, &why);
                Report::of(called, Outcome::unread(super::bag_of([fault])))
            }
        };
        form.put(&report, &sources, &mut answers.text);
        answers.count += 1;
        answers.worst = answers.worst.max(Some(Exit::of_bid(report.bid())));
    }
    answers
}

/// Where answers go, in the order of the batches.
struct Roll<'a> {
    out: &'a mut (dyn Write + Send),
    /// The batch whose answers come next.
    next: usize,
    /// Answers to batches behind that.
    waiting: BTreeMap<usize, Answers>,
    answered: u64,
    worst: Option<Exit>,
    /// Whether nobody reads any more.
    gone: bool,
}

impl Roll<'_> {
    /// Writes what has its turn.
    fn write(&mut self, progress: &dyn Fn(u64)) {
        while let Some(answers) = self.waiting.remove(&self.next) {
            self.next += 1;
            self.answered += answers.count;
            self.worst = self.worst.max(answers.worst);
            self.gone |= self.out.write_all(answers.text.as_bytes()).is_err();
            progress(self.answered);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::example::{ANSWERS, FACTS, HEAD, pack};
    use crate::syntax::parse_yaml;

    /// Feeds a text, and says which lines are given away, with why where one is none.
    fn fed(text: &[u8]) -> Vec<String> {
        let mut input = io::Cursor::new(text);
        let mut feed = Feed { input: &mut input, line: 0, batch: 0, ended: false };
        let mut found = Vec::new();
        while let Some(batch) = feed.take() {
            found.extend(batch.lines.into_iter().map(|(number, line)| match line {
                Ok(text) => format!("{number} {}", text.trim()),
                Err(why) => format!("{number} {why}"),
            }));
        }
        found
    }

    #[test]
    fn lines_are_given_away_one_by_one() {
        assert_eq!(fed(b"a\n\n  \nb\r\nc"), ["1 a", "4 b", "5 c"]);
        assert_eq!(fed(b""), [""; 0]);
        assert_eq!(fed(b"\xff\na\n"), ["1 it is not text in UTF-8", "2 a"]);
        let mut long = vec![b'x'; usize::try_from(limit::TEXT.bytes()).unwrap()];
        long.extend(b"\nb\n");
        assert_eq!(fed(&long).len(), 2);
        long.insert(0, b'x');
        assert_eq!(fed(&long), ["1 it is larger than 8 MiB, the limit of a text file", "2 b"]);
    }

    /// Answers lines on so many threads: each answer as its place, its standing and its faults, and the exit code.
    fn answered(lines: &str, threads: usize) -> (Vec<String>, u8) {
        let (pack, mut out) = (pack(), Vec::new());
        let told = std::sync::atomic::AtomicU64::new(0);
        let desk = Desk {
            pack: &pack,
            name: "all",
            form: Form::Verdicts,
            threads,
            out: &mut out,
            progress: &|count| told.store(count, std::sync::atomic::Ordering::Relaxed),
        };
        let exit = judge(&mut io::Cursor::new(lines), desk);
        let answers: Vec<String> = String::from_utf8(out)
            .unwrap()
            .lines()
            .map(|line| {
                let line: serde_json::Value = serde_json::from_str(line).unwrap();
                format!(
                    "{} {} {} {}",
                    line["file"], line["standing"], line["verdicts"]["POW-01"], line["faults"]
                )
            })
            .collect();
        assert_eq!(told.into_inner(), answers.len() as u64);
        (answers, exit.code())
    }

    #[test]
    fn every_line_is_answered_in_its_place() {
        let source = Sources::default().add("a.yaml", "");
        let good = parse_yaml(&format!("{HEAD}{FACTS}{ANSWERS}"), source).unwrap().json().to_string();
        let (first, code) = answered(&good, 1);
        assert_eq!((first.len(), code), (1, 0), "{first:?}");
        let (bad, code) = answered("{]", 1);
        assert_eq!((bad.len(), code), (1, 3), "{bad:?}");
        assert!(bad[0].starts_with("\"all:1\" null null [\"D001 "), "{bad:?}");
        // What fails lies between what does not, over many batches.
        let lines: Vec<&str> = (0..300).map(|at| if at % 7 == 3 { "{]" } else { &good }).collect();
        let (one, _) = answered(&lines.join("\n"), 1);
        let expected = (0..300).map(|at| {
            let like = if at % 7 == 3 { &bad[0] } else { &first[0] };
            like.replace("all:1\"", &format!("all:{}\"", at + 1))
        });
        assert_eq!(one, expected.collect::<Vec<_>>());
        assert_eq!(answered(&lines.join("\n"), 3), (one, 3));
        assert_eq!(answered("", 2), (Vec::new(), 3));
    }

    #[test]
    fn nobody_who_reads_is_an_end() {
        struct Closed;
        impl Write for Closed {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(io::ErrorKind::BrokenPipe.into())
            }

            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let (pack, form, mut out) = (pack(), Form::Verdicts, Closed);
        let desk = Desk { pack: &pack, name: "all", form, threads: 2, out: &mut out, progress: &|_| {} };
        let endless = "{}\n".repeat(100_000);
        assert_eq!(judge(&mut io::Cursor::new(endless), desk).code(), 3);
    }
}
