//! A declaration in a workbook: from its cells to what it says.
//!
//! A workbook says itself what its cells are, in a row and a column that are hidden: `#key` heads the keys, `#value`
//! the answers, and so on. So rows may be sorted and columns added, and sheets be called anything. The answers become
//! a text in JSON of which each part stands for a cell; from there on it is a declaration as any other.

mod tree;
mod value;

use std::collections::BTreeMap;

use serde_json::Value as Json;

use super::{Declaration, Written};
use crate::diag::{Bag, Diagnostic, codes};
use crate::syntax::workbook::{self, Cells, Filled};
use crate::syntax::{Faults, parse_json};
use crate::text::{Cell, Sources, Unreadable};

use tree::Tree;
use value::Kind;

/// Stands in the first cell of the sheet that says what may be answered.
pub const KINDS: &str = "#kinds";
/// Heads the column of keys, such as `answers/UPD-03/channel`.
pub const KEY: &str = "#key";
/// Heads a column of answers; several are one list.
pub const VALUE: &str = "#value";
/// Heads a column of values in JSON, which the workbook only keeps.
pub const KEPT: &str = "#json";
/// Heads a column of what stands at a name below the key: `#of:reason`; and a column of the cells of a list of rows.
pub const PART: &str = "#of:";
/// Heads the first column of a sheet whose rows are the list at a key: `#rows:evidence`.
pub const ROWS: &str = "#rows:";
/// Stands before a row that is no row of a list.
pub const ASIDE: &str = "#";
/// The id of the option that says that a list is empty.
pub const EMPTY: &str = "[]";

/// Whether a file is a workbook, or another archive.
pub fn is_workbook(name: &str, bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK")
        || name.rsplit_once('.').is_some_and(|(_, ending)| ending.eq_ignore_ascii_case("xlsx"))
}

/// Whether a file is a workbook that holds a declaration: any other is evidence, or nobody's.
pub fn declares(bytes: Vec<u8>) -> bool {
    workbook::read(bytes).is_ok_and(|sheets| tree_of(&sheets).is_some())
}

/// Reads a declaration from a workbook of a pack.
///
/// Nothing where it cannot be read without doubt, with the faults in the bag.
pub fn load(name: &str, bytes: Vec<u8>, sources: &mut Sources, bag: &mut Bag) -> Option<Declaration> {
    match workbook::read(bytes) {
        Ok(sheets) => of(name, &sheets, sources, bag),
        Err(why) => {
            let fault = Diagnostic::unreadable(name, &why);
            bag.push(match why {
                // The limit says how to go on.
                Unreadable::Beyond(_) => fault,
                _ => fault.hint("save it as .xlsx, without a password"),
            });
            None
        }
    }
}

/// The declaration that sheets hold.
///
/// Nothing where they hold none, or none without doubt, with the faults in the bag.
pub fn of(name: &str, sheets: &[Cells], sources: &mut Sources, bag: &mut Bag) -> Option<Declaration> {
    let Some(tree) = tree_of(sheets) else {
        let message = format!("`{name}` is a workbook that holds no declaration");
        let fault = Diagnostic::new(&codes::UNREADABLE, message).in_file(name);
        bag.push(fault.hint(
            "fill in the `declaration.xlsx` of the pack, and leave its hidden column, row and sheets in place",
        ));
        return None;
    };
    let (text, cells) = tree.written();
    let source = sources.add_cells(name, text.as_str(), cells);
    match parse_json(&text, source) {
        Err(fault) => bag.push(Faults::DECLARATION.of_syntax(fault)),
        Ok(tree) if !tree.repeated_keys().is_empty() => {
            Faults::DECLARATION.report_repeated_keys(&tree, bag);
        }
        Ok(tree) => return Some(Declaration::of(source, tree, Written::Workbook)),
    }
    None
}

/// What the sheets say; nothing where none says what it holds.
fn tree_of(sheets: &[Cells]) -> Option<Tree> {
    let kinds = sheets.iter().find_map(kinds)?;
    let mut tree = Tree::Map(Vec::new());
    let mut known = false;
    for sheet in sheets {
        if let Some((top, heads)) = heads(sheet) {
            known |= keyed(sheet, top, &heads, &kinds, &mut tree);
        }
    }
    for sheet in sheets {
        if let Some((top, heads)) = heads(sheet) {
            listed(sheet, top, &heads, &kinds, &mut tree);
        }
    }
    known.then_some(tree)
}

/// What may be answered, by key: a row with the kind and the labels, and below it the ids.
fn kinds(sheet: &Cells) -> Option<BTreeMap<String, Kind>> {
    let first = sheet.rows.values().next()?.get(&0)?.to_string();
    if first.trim() != KINDS {
        return None;
    }
    let text = |row: Option<&BTreeMap<usize, Filled>>, column: usize| {
        row.and_then(|row| row.get(&column)).map(ToString::to_string)
    };
    let kinds = sheet.rows.iter().filter_map(|(number, row)| {
        let (key, name) = (text(Some(row), 0)?, text(Some(row), 1)?);
        let below = sheet.rows.get(&(number + 1));
        let options = row.keys().filter(|column| **column > 1);
        let options =
            options.filter_map(|column| Some((text(below, *column)?, text(Some(row), *column)?))).collect();
        Some((key, Kind { name, options }))
    });
    Some(kinds.collect())
}

/// The row that says what the columns are, and what it says.
fn heads(sheet: &Cells) -> Option<(usize, BTreeMap<usize, String>)> {
    let is_head = |cell: &Filled| {
        let text = cell.to_string();
        text.trim() == KEY || text.starts_with(ROWS)
    };
    let (number, row) = sheet.rows.iter().find(|(_, row)| row.values().any(is_head))?;
    let heads = row.iter().map(|(column, cell)| (*column, cell.to_string().trim().to_owned()));
    Some((*number, heads.filter(|(_, head)| head.starts_with(ASIDE)).collect()))
}

fn place(sheet: &Cells, row: usize, column: usize) -> Cell {
    Cell { sheet: sheet.name.clone(), name: format!("{}{row}", workbook::letters(column)) }
}

/// The steps of a key. No key has more, so a long one cannot make a deep tree.
fn key(text: &str) -> Vec<&str> {
    text.trim().splitn(4, '/').collect()
}

/// Reads rows with a key each. Whether there are any.
fn keyed(
    sheet: &Cells,
    top: usize,
    heads: &BTreeMap<usize, String>,
    kinds: &BTreeMap<String, Kind>,
    tree: &mut Tree,
) -> bool {
    let Some(keys) = heads.iter().find_map(|(column, head)| (head == KEY).then_some(*column)) else {
        return false;
    };
    let mut any = false;
    for (number, row) in sheet.rows.iter().filter(|(number, _)| **number != top) {
        let Some(text) = row.get(&keys).map(ToString::to_string).filter(|text| !text.starts_with(ASIDE))
        else {
            continue;
        };
        any = true;
        let kind = kinds.get(text.trim());
        let mut given: Vec<(usize, &Filled)> = Vec::new();
        let mut first = None;
        for (column, head) in heads {
            let cell = row.get(column);
            let place = || place(sheet, *number, *column);
            if head == VALUE {
                first = first.or(Some(*column));
                given.extend(cell.map(|cell| (*column, cell)));
            } else if head == KEPT {
                let kept = cell.map(ToString::to_string);
                let kept = kept.and_then(|text| serde_json::from_str::<Json>(&text).ok());
                tree.put(&key(&text), Tree::Leaf(kept.unwrap_or(Json::Null), place()));
            } else if let (Some(part), Some(cell)) = (head.strip_prefix(PART), cell) {
                let mut steps = key(&text);
                steps.push(part);
                tree.put(&steps, Tree::Leaf(value::of_text(cell), place()));
            }
        }
        let Some(first) = first else { continue };
        let at = given.first().map_or(first, |(column, _)| *column);
        let said = match kind.filter(|kind| kind.is_list()) {
            Some(kind) => {
                let items: Vec<Tree> = given
                    .iter()
                    .flat_map(|(column, cell)| {
                        let items = kind.items(cell).into_iter();
                        items.map(|item| Tree::Leaf(item, place(sheet, *number, *column)))
                    })
                    .collect();
                let none = |item: &Tree| matches!(item, Tree::Leaf(Json::String(id), _) if id == EMPTY);
                let at = place(sheet, *number, at);
                match items.as_slice() {
                    [] => Tree::Leaf(Json::Null, at),
                    [one] if none(one) => Tree::Leaf(Json::Array(Vec::new()), at),
                    _ => Tree::List(items),
                }
            }
            None => {
                let said = given.first().map_or(Json::Null, |(_, cell)| {
                    kind.map_or_else(|| value::of_text(cell), |kind| kind.value(cell))
                });
                Tree::Leaf(said, place(sheet, *number, at))
            }
        };
        tree.put(&key(&text), said);
    }
    any
}

/// Reads the rows of a list.
fn listed(
    sheet: &Cells,
    top: usize,
    heads: &BTreeMap<usize, String>,
    kinds: &BTreeMap<String, Kind>,
    tree: &mut Tree,
) {
    let Some((marks, list)) =
        heads.iter().find_map(|(column, head)| Some((*column, head.strip_prefix(ROWS)?)))
    else {
        return;
    };
    for (number, row) in sheet.rows.iter().filter(|(number, _)| **number != top) {
        if row.get(&marks).is_some_and(|mark| mark.to_string().starts_with(ASIDE)) {
            continue;
        }
        let mut item = Tree::Map(Vec::new());
        for (column, part) in heads.iter().filter_map(|(at, head)| Some((at, head.strip_prefix(PART)?))) {
            let Some(cell) = row.get(column) else { continue };
            let kind = kinds.get(&format!("{list}/{part}"));
            let at = || place(sheet, *number, *column);
            let said = match kind {
                Some(kind) if kind.is_list() => {
                    Tree::List(kind.items(cell).into_iter().map(|item| Tree::Leaf(item, at())).collect())
                }
                Some(kind) => Tree::Leaf(kind.value(cell), at()),
                None => Tree::Leaf(value::of_text(cell), at()),
            };
            item.put(&[part], said);
        }
        // What is enclosed stands there ready to be filled in; without a file it is not.
        let ready = |name: &str| list == "evidence" && (name == "for" || name == "kind");
        if item.names().any(|name| !ready(name)) {
            tree.add(&key(list), item);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    /// Checks what is to be done with a file that cannot be read as a workbook.
    #[track_caller]
    fn check(bytes: Vec<u8>, expected: &str) {
        let mut bag = Bag::default();
        assert!(load("a.xlsx", bytes, &mut Sources::default(), &mut bag).is_none());
        let hints: Vec<&str> =
            bag.iter().flat_map(|fault| &fault.hints).map(|hint| hint.text.as_str()).collect();
        assert_eq!(hints, [expected]);
    }

    #[test]
    fn one_hint_says_how_to_go_on() {
        check(b"PK".to_vec(), "save it as .xlsx, without a password");
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        archive.start_file("xl/media/a.bin", SimpleFileOptions::default()).unwrap();
        archive.write_all(&vec![b' '; 65 * 1024 * 1024]).unwrap();
        let bytes = archive.finish().unwrap().into_inner();
        check(bytes, "copy its sheets into a new workbook, as values");
    }
}
