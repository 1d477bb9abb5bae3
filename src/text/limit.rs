//! How much of an input is read: every limit in one table, so that a message, the help and the readers
//! name the same figure.
//!
//! A limit bounds what a hostile input can cost. Each is far beyond what honest work needs; the way out
//! says what to do all the same.

/// A bound on an input.
#[derive(Debug, PartialEq, Eq)]
pub struct Limit {
    /// What is bounded, as a phrase that stands after "the limit of".
    pub of: &'static str,
    /// The bound, in [`Self::unit`]s.
    pub most: u64,
    /// What is counted.
    pub unit: Unit,
    /// What to do about an input beyond it; starts with a verb.
    pub way_out: &'static str,
}

/// What a limit counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Bytes, shown as MiB.
    Bytes,
    /// Files.
    Files,
    /// Lines, one declaration each.
    Lines,
}

const MIB: u64 = 1024 * 1024;

/// A text: a file of a library, a tender, a template, a declaration, a file of decisions.
pub static TEXT: Limit = Limit {
    of: "a text file",
    most: 8 * MIB,
    unit: Unit::Bytes,
    way_out: "name the right file, or split it",
};

/// A file of a pack.
pub static PACK_FILE: Limit = Limit {
    of: "a file of a pack",
    most: 512 * MIB,
    unit: Unit::Bytes,
    way_out: "split the tender into several with fewer lots",
};

/// A folder.
pub static FILES: Limit = Limit {
    of: "a folder",
    most: 20_000,
    unit: Unit::Files,
    way_out: "name a folder that holds nothing else",
};

/// An archive, as it is.
pub static ARCHIVE: Limit =
    Limit { of: "an archive", most: 512 * MIB, unit: Unit::Bytes, way_out: "unpack it and name the folder" };

/// An archive, unpacked.
pub static UNPACKED: Limit = Limit {
    of: "an archive once unpacked",
    most: 1024 * MIB,
    unit: Unit::Bytes,
    way_out: "unpack it and name the folder",
};

/// The files of an archive.
pub static ARCHIVED: Limit =
    Limit { of: "an archive", most: 2_000, unit: Unit::Files, way_out: "unpack it and name the folder" };

/// Declarations one a line.
pub static LINES: Limit = Limit {
    of: "declarations one a line",
    most: 1_000,
    unit: Unit::Lines,
    way_out: "split the file, for instance with `split -l 1000`",
};

/// A file of declarations one a line.
pub static LINES_FILE: Limit = Limit {
    of: "a file of declarations one a line",
    most: 64 * MIB,
    unit: Unit::Bytes,
    way_out: "split the file, for instance with `split -l 1000`",
};

/// The files that the declarations of one file enclose, read together.
pub static ENCLOSED: Limit = Limit {
    of: "what the declarations of one file enclose",
    most: 2_048 * MIB,
    unit: Unit::Bytes,
    way_out: "check fewer declarations at a time, or with `--answers-only`",
};

/// Every limit.
pub static LIMITS: &[&Limit] =
    &[&TEXT, &PACK_FILE, &FILES, &ARCHIVE, &UNPACKED, &ARCHIVED, &LINES, &LINES_FILE, &ENCLOSED];

impl Limit {
    /// The bound for a reader of bytes.
    pub const fn bytes(&self) -> u64 {
        self.most
    }

    /// The bound for something that is counted.
    pub fn count(&self) -> usize {
        usize::try_from(self.most).unwrap_or(usize::MAX)
    }

    /// The bound with its unit: "8 MiB", "1000 lines".
    pub fn amount(&self) -> String {
        match self.unit {
            Unit::Bytes => format!("{} MiB", self.most / MIB),
            Unit::Files => format!("{} files", self.most),
            Unit::Lines => format!("{} lines", self.most),
        }
    }
}

impl std::fmt::Display for Limit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}, the limit of {}", self.amount(), self.of)
    }
}
