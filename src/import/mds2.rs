//! The Manufacturer Disclosure Statement for Medical Device Security (ANSI/NEMA HN 1), as worksheets, lists of
//! values and texts hold it.
//!
//! The form has an id, a question, an answer and a note a row, and the notes below. What people make of it
//! varies: other sheets, moved columns, ids with letters changed places, answers with a word more.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use regex::Regex;

use super::written::{answer, is_blank, note_number, plain};
use super::{Answer, Edition, Filled, Said, Sheet};
use crate::say;
use crate::syntax::workbook::letters;
use crate::words::Words;

/// ANSI/NEMA HN 1-2019.
pub static OF_2019: Edition = Edition { standard: "mds2-2019", form: "MDS2", called: "HN 1-2019" };

/// HIMSS/NEMA HN 1-2013.
pub static OF_2013: Edition = Edition { standard: "mds2-2013", form: "MDS2", called: "HN 1-2013" };

/// Every edition that is known.
pub static EDITIONS: [&Edition; 2] = [&OF_2019, &OF_2013];

/// The sections of the edition of 2019, by which its ids begin.
const SECTIONS: [&str; 24] = [
    "DOC", "MPII", "ALOF", "AUDT", "AUTH", "CSUP", "DIDT", "DTBK", "EMRG", "IGAU", "MLDP", "NAUT", "CONN",
    "PAUT", "PLOK", "RDMP", "SBOM", "SAHD", "SGUD", "STCF", "TXCF", "TXIG", "RMOT", "OTHR",
];

/// The entries that say what stands at the head of a declaration, in the order of [`crate::draft::ABOUT`].
const ABOUT: [Option<&str>; 5] = [Some("DOC-1"), Some("DOC-5"), None, Some("DOC-3"), None];

/// So many lines of a text belong to an entry at most: a question, its answer and its note.
const LINES: usize = 12;

static ID: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^([A-Za-z]{3,4}) ?[-–—.:] ?([0-9]{1,2}(?:\.[0-9]{1,2}){0,3})\.?$").ok());
static ID_IN_TEXT: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"^\s*([A-Za-z]{3,4} ?[-–—] ?[0-9]{1,2}(?:\.[0-9]{1,2}){0,3})\.?(?:\s+|$)(.*)$").ok()
});
static OLD_ID: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"^[0-9]{1,2} ?[-–] ?[0-9]{1,2}(?:\.[0-9]{1,2})*$").ok());
static WORD: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"(?:^|[\s?|])((?:Yes|No|YES|NO|N/A|See [Nn]otes?(?: #?[0-9]+)?)(?:, [A-Za-z0-9/ ]{1,40})?)(?:[\s|]|$)").ok()
});
static GAPS: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\t+| {2,}|\s*\|\s*").ok());

/// A form that was read, with its edition.
#[derive(Clone, Debug)]
pub struct Form {
    /// The edition.
    pub edition: &'static Edition,
    /// What is answered.
    pub filled: Filled,
}

impl Form {
    /// What it says of vendor and device, in the order of [`crate::draft::ABOUT`].
    pub fn about(&self) -> [Option<String>; 5] {
        ABOUT.map(|entry| {
            let answer = self.filled.answers.get(entry?)?;
            Some(answer.written.clone()).filter(|text| !text.is_empty())
        })
    }
}

/// The form that some sheets hold; nothing where none holds one. The sheet with the most answers counts; what
/// it leaves open may stand in others.
pub fn find(sheets: &[Sheet], texts: &[String]) -> Option<Form> {
    let mut found: Vec<Filled> = sheets.iter().map(of_sheet).collect();
    found.extend(texts.iter().map(|text| of_text(text)));
    let decided = |filled: &Filled| {
        filled
            .answers
            .values()
            .filter(|answer| matches!(answer.said, Said::Yes | Said::No | Said::Neither))
            .count()
    };
    // The first of those that are alike.
    found.sort_by_key(|filled| std::cmp::Reverse(decided(filled)));
    let mut forms = found.into_iter();
    let mut best = forms.next().filter(|filled| decided(filled) > 0);
    if let Some(best) = &mut best {
        for other in forms.filter(|_| texts.is_empty()) {
            for (id, answer) in other.answers {
                if !best.torn.contains_key(&id) {
                    best.answers.entry(id).or_insert(answer);
                }
            }
        }
    }
    match best {
        Some(filled) => Some(Form { edition: &OF_2019, filled }),
        None => {
            let old = sheets
                .iter()
                .flat_map(|sheet| &sheet.rows)
                .filter(|(_, cells)| cells.iter().take(3).any(|cell| is_old(cell.trim())));
            let lines = texts.iter().flat_map(|text| text.lines());
            let old_lines = lines.filter(|line| line.split_whitespace().next().is_some_and(is_old));
            (old.count() + old_lines.count() > 10)
                .then(|| Form { edition: &OF_2013, filled: Filled::default() })
        }
    }
}

fn is_old(text: &str) -> bool {
    OLD_ID.as_ref().is_some_and(|id| id.is_match(text))
}

/// An id as the standard writes it; nothing where a text is none.
pub fn id(text: &str) -> Option<String> {
    let parts = ID.as_ref()?.captures(text.trim())?;
    let written = parts.get(1)?.as_str().to_ascii_uppercase();
    let number = parts.get(2)?.as_str();
    let letters = |text: &str| {
        let mut letters: Vec<char> = text.chars().collect();
        letters.sort_unstable();
        letters
    };
    // NEMA's own worksheet has SHAD for SAHD.
    let section = SECTIONS
        .iter()
        .find(|section| **section == written)
        .or_else(|| SECTIONS.iter().find(|section| letters(section) == letters(&written)))?;
    Some(format!("{section}-{number}"))
}

/// What is answered, with every answer to one entry.
#[derive(Default)]
struct Found {
    answers: BTreeMap<String, Vec<Answer>>,
    notes: BTreeMap<String, String>,
}

/// The number of a row, its id with its column where it has one, and its cells.
type Row<'s> = (usize, Option<(String, usize)>, &'s Vec<String>);

fn of_sheet(sheet: &Sheet) -> Filled {
    let rows: Vec<Row<'_>> = sheet
        .rows
        .iter()
        .map(|(number, cells)| {
            let named = cells.iter().enumerate().take(4).find_map(|(at, cell)| Some((id(cell)?, at)));
            (*number, named, cells)
        })
        .collect();
    let column = answers_in(rows.iter().filter_map(|(_, named, cells)| Some((named.as_ref()?.1, *cells))));
    let mut found = Found::default();
    for (number, named, cells) in &rows {
        let Some((id, at)) = named else {
            note(cells, &mut found);
            continue;
        };
        let cell = |at: usize| cells.get(at).map_or("", String::as_str);
        let Some(column) = column.filter(|column| column > at) else { continue };
        let place = match sheet.name.as_str() {
            "" => line(*number),
            name => format!("{name}!{}{number}", letters(column)),
        };
        found.put(id, cell(column), cell(column + 1), place);
    }
    found.filled()
}

/// The column of the answers: the one in which most cells are such, right of the ids.
fn answers_in<'r>(rows: impl Iterator<Item = (usize, &'r Vec<String>)>) -> Option<usize> {
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    for (at, cells) in rows {
        for (column, cell) in cells.iter().enumerate().skip(at + 1) {
            if answer(cell).is_some_and(|(said, _)| said != Said::Else) && note_number(cell).is_none() {
                *counts.entry(column).or_default() += 1;
            }
        }
    }
    // The leftmost of those that are alike.
    counts
        .into_iter()
        .max_by_key(|(column, count)| (*count, std::cmp::Reverse(*column)))
        .map(|(column, _)| column)
}

fn line(number: usize) -> String {
    say!(Words::English, "import-line", number = number)
}

/// Keeps the text of a note; whether a row is one.
fn note(cells: &[String], found: &mut Found) -> bool {
    let mut filled = cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
    let Some(first) = filled.next() else { return false };
    if !first.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("note")) {
        return false;
    }
    let (number, text) = match note_number(first) {
        Some(number) => (Some(number), filled.next()),
        None => match first.split_once([':', '.', ')']) {
            Some((number, text)) => (note_number(number), Some(text)),
            None => (None, None),
        },
    };
    let (Some(number), Some(text)) = (number, text.filter(|text| !is_blank(text))) else { return false };
    found.notes.entry(number).or_insert_with(|| plain(text));
    true
}

/// A text, with an entry a line or several.
fn of_text(text: &str) -> Filled {
    let mut found = Found::default();
    let mut open: Option<(String, usize, String, usize)> = None;
    for (number, line) in text.lines().enumerate() {
        let named = ID_IN_TEXT.as_ref().and_then(|start| {
            let parts = start.captures(line)?;
            Some((id(parts.get(1)?.as_str())?, parts.get(2)?.as_str().to_owned()))
        });
        let cells: Vec<String> =
            GAPS.as_ref().map_or_else(Vec::new, |gaps| gaps.split(line.trim()).map(str::to_owned).collect());
        if note(&cells, &mut found) {
            close(open.take(), &mut found);
        } else if let Some((id, rest)) = named {
            close(open.replace((id, number + 1, rest, 1)), &mut found);
        } else if let Some((_, _, text, lines)) = &mut open
            && *lines < LINES
            && !line.trim().is_empty()
        {
            *lines += 1;
            text.push('\n');
            text.push_str(line);
        }
    }
    close(open, &mut found);
    found.filled()
}

fn close(entry: Option<(String, usize, String, usize)>, found: &mut Found) {
    let Some((id, number, text, _)) = entry else { return };
    let place = line(number);
    // Columns with gaps between them.
    if let Some(gaps) = GAPS.as_ref() {
        for line in text.lines() {
            let cells: Vec<&str> = gaps.split(line.trim()).collect();
            let is_answer = |cell: &&str| answer(cell).is_some_and(|(said, _)| said != Said::Else);
            if let Some(at) = cells.iter().position(is_answer) {
                let note = cells.get(at + 1).copied().unwrap_or_default();
                return found.put(&id, cells.get(at).copied().unwrap_or_default(), note, place);
            }
        }
    }
    // One after the other: after the question, which ends in a question mark.
    let line = plain(&text);
    let rest = line.split_once('?').map_or(line.as_str(), |(_, rest)| rest);
    if let Some(word) = WORD.as_ref().and_then(|word| word.captures(rest)).and_then(|parts| parts.get(1)) {
        let after = rest.get(word.end()..).unwrap_or_default();
        let note: String = after.split_whitespace().take(3).collect::<Vec<_>>().join(" ");
        let note = if note_number(&note).is_some() { note } else { note_at_start(after) };
        found.put(&id, word.as_str(), &note, place);
    }
}

/// "Note 4" at the start of a text, if it stands there.
fn note_at_start(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().take(3).collect();
    (1..=words.len())
        .rev()
        .map(|count| words.iter().take(count).copied().collect::<Vec<_>>().join(" "))
        .find(|start| note_number(start).is_some())
        .unwrap_or_default()
}

impl Found {
    fn put(&mut self, id: &str, text: &str, note: &str, place: String) {
        let Some((said, besides)) = answer(text) else {
            // A note in the place of an answer.
            return;
        };
        let note = (!is_blank(note)).then(|| note_number(note).unwrap_or_else(|| plain(note)));
        let note = note.or_else(|| besides.map(|besides| note_number(&besides).unwrap_or(besides)));
        let answer = Answer { said, written: plain(text), note, note_text: None, place };
        self.answers.entry(id.to_owned()).or_default().push(answer);
    }

    fn filled(self) -> Filled {
        let mut filled = Filled::default();
        for (id, mut answers) in self.answers {
            for answer in &mut answers {
                let note = answer.note.as_deref().unwrap_or_default();
                answer.note_text = self.notes.get(note).cloned();
            }
            let different: BTreeSet<(&str, Option<&str>)> =
                answers.iter().map(|answer| (answer.written.as_str(), answer.note.as_deref())).collect();
            if different.len() > 1 {
                filled.torn.insert(id, answers);
            } else if let Some(answer) = answers.into_iter().next() {
                filled.answers.insert(id, answer);
            }
        }
        filled
    }
}
