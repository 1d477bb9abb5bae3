//! What several commands take: a library, a tender, a pack, declarations, decisions, a date, a format.

mod many;

use std::io::{BufRead, BufReader, Cursor, Read};
use std::path::{Path, PathBuf};

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use jiff::civil::Date;

use super::{built_in, disk};
use crate::desk::submissions::{Decisions, Entry};
use crate::diag::{Bag, Diagnostic};
use crate::emit::Format;
use crate::emit::format;
use crate::pack::archive;
use crate::say;
use crate::tender;
use crate::text::limit;
use crate::text::{Memory, Unreadable, World, unpack};
use crate::words::Words;

/// Where the library comes from.
#[derive(Debug, clap::Args)]
pub struct LibraryArgs {
    /// The folder of another library than the built-in one
    #[arg(long, value_name = "DIR")]
    pub library: Option<PathBuf>,
}

impl LibraryArgs {
    /// The library that is wanted.
    pub fn open(&self) -> Box<dyn World> {
        match &self.library {
            Some(folder) => Box::new(disk::Folder::new(folder)),
            None => Box::new(built_in::library()),
        }
    }
}

/// The folder of a tender, named by itself or by its file.
pub fn tender(path: &Path) -> disk::Folder {
    disk::Folder::new(tender_folder(path))
}

/// The path of that folder.
pub fn tender_folder(path: &Path) -> &Path {
    let file = path.file_name().is_some_and(|name| name == tender::FILE);
    let folder = if file { path.parent().unwrap_or(Path::new("")) } else { path };
    if folder.as_os_str().is_empty() { Path::new(".") } else { folder }
}

/// The pack that is answered.
#[derive(Debug, clap::Args)]
pub struct PackArgs {
    /// The pack: a folder, or a zip of it
    #[arg(long, value_name = "PACK")]
    pub pack: PathBuf,
}

impl PackArgs {
    /// The pack as a folder.
    ///
    /// # Errors
    /// Where an archive cannot be opened.
    pub fn open(&self) -> Result<Box<dyn World>, Bag> {
        pack(&self.pack)
    }
}

/// A pack as a folder: a folder, or a zip of it.
///
/// # Errors
/// Where an archive cannot be opened.
pub fn pack(path: &Path) -> Result<Box<dyn World>, Bag> {
    if path.is_dir() {
        return Ok(Box::new(disk::Folder::new(path)));
    }
    let name = disk::called(path);
    let memory = disk::read_bytes(path, &limit::ARCHIVE).and_then(archive::pack);
    let memory = memory.map_err(|why| one(Diagnostic::unreadable(&name, &why)))?;
    Ok(Box::new(memory.called(format!("{name}/"))))
}

/// The decisions of reviewers, as the command line names them.
#[derive(Clone, Debug, Default, clap::Args)]
pub struct ReviewArgs {
    /// What reviewers decided: a file that `tenderc review` writes. None is read unless it is named
    #[arg(long, value_name = "FILE")]
    pub review: Option<PathBuf>,
    /// The day after which a decision lies in the future; the clock's if not given
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub today: Option<Date>,
}

/// A file of decisions, where it lies.
#[derive(Debug)]
pub struct Decided {
    folder: disk::Folder,
    path: String,
    today: Date,
}

impl ReviewArgs {
    /// The file of decisions, where one is named.
    pub fn open(&self) -> Option<Decided> {
        let (folder, path) = disk::beside(self.review.as_ref()?);
        Some(Decided { folder, path, today: self.today.unwrap_or_else(today) })
    }
}

impl Decided {
    /// The decisions for the desk.
    pub fn decisions(&self) -> Decisions<'_> {
        Decisions { folder: &self.folder, path: self.path.clone(), today: self.today }
    }
}

/// Declarations, where they lie.
pub struct Submitted(Vec<Opened>);

struct Opened {
    folder: Box<dyn World>,
    path: String,
    /// Whether the files that it names lie beside it.
    beside: bool,
}

impl Submitted {
    /// The declarations for the desk. `evidence`: whether the files that they name are looked at; one from
    /// standard input has none.
    pub fn entries(&self, evidence: bool) -> Vec<Entry<'_>> {
        let files = self.0.iter();
        let entries = files.map(|file| Entry {
            folder: file.folder.as_ref(),
            path: file.path.clone(),
            evidence: evidence && file.beside,
        });
        entries.collect()
    }
}

/// Declarations that the command line names: files, folders and archives of one bid or of many, standard input. The
/// file of decisions itself is no declaration, where it stands among them. What cannot be opened is a bid
/// that cannot be judged, and stops none of the others.
pub fn submitted(files: &[PathBuf], review: Option<&Path>) -> Submitted {
    let own = |file: &&PathBuf| review.is_some_and(|path| disk::same(file, path));
    let others: Vec<&PathBuf> = files.iter().filter(|file| !own(file)).collect();
    let files = if others.is_empty() { files.iter().collect() } else { others };
    Submitted(files.into_iter().flat_map(|file| many::each(file)).collect())
}

/// What people call standard input.
pub const STANDARD: &str = "standard input";

/// What stands on standard input.
pub enum Standard {
    /// Declarations one a line.
    Lines(Box<dyn BufRead + Send>),
    /// One declaration, or why it cannot be read.
    One(Result<String, Unreadable>),
}

/// Looks at standard input: it is lines where one of its first two lines that are not blank is an object.
pub fn standard() -> Standard {
    let mut input = BufReader::with_capacity(256 * 1024, std::io::stdin());
    let mut seen = Vec::new();
    for _ in 0..2 {
        let start = seen.len();
        let line = disk::read_line(&mut input, &limit::TEXT, &mut seen);
        if let Err(why) = line {
            return Standard::One(Err(why));
        }
        let line = seen.get(start..).unwrap_or_default().trim_ascii();
        if line.starts_with(b"{") && line.ends_with(b"}") {
            return Standard::Lines(Box::new(Cursor::new(seen).chain(input)));
        }
    }
    Standard::One(disk::read_all(&mut Cursor::new(seen).chain(input), &limit::LINES_FILE))
}

/// A declaration from standard input.
pub fn of_text(text: Result<String, Unreadable>) -> Submitted {
    Submitted(vec![from_standard(text)])
}

fn from_standard(text: Result<String, Unreadable>) -> Opened {
    match text {
        Ok(text) => {
            let memory: Memory = [(STANDARD, text)].into_iter().collect();
            Opened { folder: Box::new(memory), path: STANDARD.to_owned(), beside: false }
        }
        Err(why) => closed(STANDARD, why),
    }
}

fn opened(file: &Path) -> Opened {
    if file.as_os_str() == "-" {
        return from_standard(disk::read_all(&mut std::io::stdin().lock(), &limit::LINES_FILE));
    }
    if file.is_dir() {
        return whole(disk::Folder::new(file));
    }
    if is_archive(file) {
        return unpacked(file).map_or_else(|why| closed(&disk::called(file), why), whole);
    }
    let (folder, path) = disk::beside(file);
    Opened { folder: Box::new(folder), path, beside: true }
}

fn is_archive(file: &Path) -> bool {
    file.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("zip"))
}

/// What an archive holds.
fn unpacked(file: &Path) -> Result<Memory, Unreadable> {
    let memory = disk::read_bytes(file, &limit::ARCHIVE).and_then(unpack)?;
    Ok(memory.called(format!("{}/", disk::called(file))))
}

/// What cannot be opened, and why: read again, it says so.
fn closed(name: &str, why: Unreadable) -> Opened {
    Opened { folder: Box::new(Closed { name: name.to_owned(), why }), path: name.to_owned(), beside: false }
}

/// A file that cannot be read, as a folder of that file alone.
struct Closed {
    name: String,
    why: Unreadable,
}

impl World for Closed {
    fn read(&self, _: &str) -> Result<String, Unreadable> {
        Err(self.why.clone())
    }

    fn bytes(&self, _: &str, _: u64) -> Result<Vec<u8>, Unreadable> {
        Err(self.why.clone())
    }

    fn list(&self) -> Result<Vec<String>, Unreadable> {
        Err(self.why.clone())
    }

    fn name(&self, _: &str) -> String {
        self.name.clone()
    }
}

/// A whole bid, in which the declaration is to be found.
fn whole(folder: impl World + 'static) -> Opened {
    Opened { folder: Box::new(folder), path: String::new(), beside: true }
}

/// A fault, as a bag.
pub fn one(fault: Diagnostic) -> Bag {
    let mut bag = Bag::default();
    bag.push(fault);
    bag
}

/// The formats of a command line option.
pub fn formats(formats: Vec<&'static Format>) -> impl TypedValueParser<Value = &'static Format> {
    let values = formats.iter().map(|format| {
        PossibleValue::new(format.name).help(say!(Words::English, &format!("format-{}", format.name)))
    });
    let values: Vec<PossibleValue> = values.collect();
    PossibleValuesParser::new(values)
        .map(move |name| formats.iter().find(|format| format.name == name).copied().unwrap_or(&format::TEXT))
}

/// Today, in UTC.
#[allow(clippy::disallowed_methods)] // the clock is read here and nowhere else
pub fn today() -> Date {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    let seconds = since.map_or(0, |since| i64::try_from(since.as_secs()).unwrap_or(0));
    let now = jiff::Timestamp::from_second(seconds).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    jiff::tz::Offset::UTC.to_datetime(now).date()
}

/// A date of the command line.
///
/// # Errors
/// When the text is no date.
pub fn date(text: &str) -> Result<Date, String> {
    crate::condition::value::read_date(text).ok_or_else(|| "write a date such as 2027-03-31".to_owned())
}

/// Why a file could not be read, as a bag.
pub fn unread(name: &str, why: &Unreadable) -> Bag {
    one(Diagnostic::unreadable(name, why))
}
