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
    /// Schemas within a schema.
    Subschemas,
    /// Schemas inside one another.
    Levels,
    /// Cells of a sheet.
    Cells,
}

const MIB: u64 = 1024 * 1024;

/// A text: a file of a library, a tender, a template, a declaration, a file of decisions.
pub static TEXT: Limit = Limit {
    of: "a text file",
    most: 8 * MIB,
    unit: Unit::Bytes,
    way_out: "name the right file, or split it",
};

/// A workbook, unpacked.
pub static WORKBOOK: Limit = Limit {
    of: "a workbook once unpacked",
    most: 64 * MIB,
    unit: Unit::Bytes,
    way_out: "copy its sheets into a new workbook, as values",
};

/// The cells of a workbook, or of a list of values.
pub static CELLS: Limit = Limit {
    of: "a workbook or a list of values",
    most: 200_000,
    unit: Unit::Cells,
    way_out: "copy its sheets into a new workbook, as values",
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

/// An archive, unpacked, however large it is.
pub static UNPACKED: Limit = Limit {
    of: "an archive once unpacked",
    most: 1024 * MIB,
    unit: Unit::Bytes,
    way_out: "unpack it and name the folder",
};

/// A small archive, unpacked.
pub static UNPACKED_SMALL: Limit = Limit {
    of: "a small archive once unpacked",
    most: 192 * MIB,
    unit: Unit::Bytes,
    way_out: "unpack it and name the folder",
};

/// How many times as large as an archive its files may be together, beyond [`UNPACKED_SMALL`]: packs are ten
/// to twenty times as large.
pub const UNPACKED_RATIO: u64 = 32;

/// How many times as large as in the archive one file may be, beyond its first MiB.
pub const RATIO: u64 = 100;

/// Entries that the bytes of an archive may hold, those of archives within it included.
pub const ARCHIVED_ENTRIES: usize = 100_000;

/// Bytes that an archive of a size may have once unpacked: what a sender spends bounds what a reader does.
pub fn unpacked(packed: u64) -> u64 {
    packed.saturating_mul(UNPACKED_RATIO).clamp(UNPACKED_SMALL.most, UNPACKED.most)
}

/// Bytes that a file of an archive may have, which has so many there.
pub const fn swollen(packed: u64) -> u64 {
    packed.saturating_mul(RATIO).saturating_add(MIB)
}

/// The files of an archive.
pub static ARCHIVED: Limit =
    Limit { of: "an archive", most: 2_000, unit: Unit::Files, way_out: "unpack it and name the folder" };

/// A schema of a pack, its references followed. One that is larger as it is written may be
/// [`SUBSCHEMAS_SHARED`] times as large as that.
pub static SUBSCHEMAS: Limit = Limit {
    of: "a schema of a pack",
    most: 1_000_000,
    unit: Unit::Subschemas,
    way_out: "fetch the pack again from where the tender was published",
};

/// How many times as large as it is written a schema may be: those of `build` are not twice as large.
pub const SUBSCHEMAS_SHARED: u64 = 16;

/// The depth of a schema of a pack, its references followed: those of `build` have some twenty.
pub static LEVELS: Limit = Limit {
    of: "a schema of a pack",
    most: 256,
    unit: Unit::Levels,
    way_out: "fetch the pack again from where the tender was published",
};

/// Declarations one a line.
pub static LINES: Limit = Limit {
    of: "declarations one a line",
    most: 1_000,
    unit: Unit::Lines,
    way_out: "hand the lines over on standard input, with `--format json` or `--verdicts`",
};

/// A file of declarations one a line.
pub static LINES_FILE: Limit = Limit {
    of: "a file of declarations one a line",
    most: 64 * MIB,
    unit: Unit::Bytes,
    way_out: "hand the lines over on standard input, with `--format json` or `--verdicts`",
};

/// The files that the declarations of one file enclose, read together.
pub static ENCLOSED: Limit = Limit {
    of: "what the declarations of one file enclose",
    most: 2_048 * MIB,
    unit: Unit::Bytes,
    way_out: "check fewer declarations at a time, or with `--answers-only`",
};

/// Every limit.
pub static LIMITS: &[&Limit] = &[
    &TEXT,
    &WORKBOOK,
    &CELLS,
    &PACK_FILE,
    &FILES,
    &ARCHIVE,
    &UNPACKED,
    &ARCHIVED,
    &SUBSCHEMAS,
    &LEVELS,
    &LINES,
    &LINES_FILE,
    &ENCLOSED,
];

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
            Unit::Subschemas => format!("{} subschemas", self.most),
            Unit::Levels => format!("{} levels", self.most),
            Unit::Cells => format!("{} cells", self.most),
        }
    }
}

impl std::fmt::Display for Limit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}, the limit of {}", self.amount(), self.of)
    }
}
