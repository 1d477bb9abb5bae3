//! Inputs that several commands take: a library, a tender, a date.

use std::path::{Path, PathBuf};

use jiff::civil::Date;

use super::{built_in, disk};
use crate::diag::Bag;
use crate::library;
use crate::model::{Library, Tender};
use crate::tender;
use crate::text::{Sources, World};

/// Where the library comes from.
#[derive(Debug, clap::Args)]
pub struct LibraryArgs {
    /// The folder of another library than the built-in one
    #[arg(long, value_name = "DIR")]
    pub library: Option<PathBuf>,
}

/// Everything read so far, and what is wrong with it.
#[derive(Default)]
pub struct Session {
    /// The texts.
    pub sources: Sources,
    /// The faults.
    pub bag: Bag,
}

impl Session {
    /// Reads the library; `today` makes overdue reviews show.
    pub fn library(&mut self, args: &LibraryArgs, today: Option<Date>) -> Library {
        let world: Box<dyn World> = match &args.library {
            Some(folder) => Box::new(disk::Folder::new(folder)),
            None => Box::new(built_in::library()),
        };
        library::load(world.as_ref(), today, &mut self.sources, &mut self.bag)
    }

    /// Reads a tender from its folder, or from its file.
    pub fn tender(&mut self, path: &Path, library: &Library) -> Option<Tender> {
        // Against a library of which nothing could be read, every word of a tender looks wrong.
        if self.bag.has_errors() && library.facts.is_empty() && library.categories.is_empty() {
            return None;
        }
        let file = path.file_name().is_some_and(|name| name == tender::FILE);
        let folder = if file { path.parent().unwrap_or(Path::new("")) } else { path };
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        tender::load(&disk::Folder::new(folder), library, &mut self.sources, &mut self.bag)
    }
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
