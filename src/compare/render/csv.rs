//! A comparison as CSV, RFC 4180: one row a requirement and bid, for spreadsheets.
//!
//! A spreadsheet takes a cell that begins with `=` and the like for a formula, and vendors write these
//! cells. Such a cell gets a `'` in front, and so does what would be a cell of its own for a reader that
//! splits at another separator. A number such as `1.10` is none: it gets a word in front, so that `1.1`,
//! `1.10` and `1.100` stay three.

use csv::{Terminator, WriterBuilder};

use super::{answers, judgement};
use crate::compare::Comparison;
use crate::say;
use crate::words::Words;

const HEAD: [&str; 20] = [
    "number",
    "requirement",
    "title",
    "theme",
    "obligation",
    "weight",
    "bid",
    "vendor",
    "device",
    "file",
    "verdict",
    "standing",
    "difference",
    "answers",
    "deviation reason",
    "deviation measure",
    "judgement",
    "evidence not listed",
    "evidence state",
    "marks",
];

/// Writes a comparison. Bids that cannot be compared are not in it.
pub fn render(comparison: &Comparison, words: Words) -> String {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    // Writing to memory fails only where there is none left.
    let _ = writer.write_record(HEAD);
    for row in &comparison.rows {
        for (bid, cell) in comparison.bids.iter().zip(&row.cells) {
            let given: Vec<String> =
                answers(row, cell).map(|(question, words)| format!("{question}: {words}")).collect();
            let wanted: Vec<&str> = cell.wanted.iter().map(|wanted| wanted.title.as_str()).collect();
            let marks: Vec<String> = cell
                .marks
                .iter()
                .filter_map(|number| comparison.marks.iter().find(|mark| mark.number == *number))
                .map(|mark| format!("{}: {}", mark.rule.word(), mark.message))
                .collect();
            let (reason, measure) = match &cell.deviation {
                Some(deviation) => (deviation.reason.as_str(), deviation.measure.as_str()),
                None => ("", ""),
            };
            let weight = if row.weight > 0 { row.weight.to_string() } else { String::new() };
            let judged = cell.judgement.as_ref().map(judgement).unwrap_or_default();
            let (given, wanted, marks) = (given.join("\n"), wanted.join("; "), marks.join("\n"));
            let state = if cell.enclosed.is_empty() { "" } else { cell.evidence().word() };
            let cells = [
                &say!(words, "compare-number", number = row.number.as_str()),
                &row.id,
                &row.title,
                &row.theme.title,
                row.obligation.word(),
                &weight,
                &bid.letter,
                &bid.vendor,
                &bid.device,
                &bid.file,
                cell.verdict.label(),
                cell.standing.word(),
                row.difference.word(),
                &given,
                reason,
                measure,
                &judged,
                &wanted,
                state,
                &marks,
            ];
            let _ = writer.write_record(cells.map(defused));
        }
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

/// A cell of which no spreadsheet takes any part for a formula, whatever it splits at.
fn defused(cell: &str) -> String {
    let mut defused = String::with_capacity(cell.len() + 1);
    let mut begins = true;
    for character in cell.chars() {
        if begins && matches!(character, '=' | '+' | '-' | '@' | '\t' | '\r') {
            defused.push('\'');
        }
        defused.push(character);
        let separates = matches!(character, ';' | ',' | '\t' | '|' | '\n' | '\r' | '"');
        begins = separates || begins && character == ' ';
    }
    defused
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::example;

    #[test]
    fn formulas_are_defused() {
        let check = |cell: &str, expected: &str| assert_eq!(defused(cell), expected);
        check("=HYPERLINK(\"http://a.example\")", "'=HYPERLINK(\"http://a.example\")");
        check("+49 30 1234", "'+49 30 1234");
        check("-1", "'-1");
        check("@SUM(A1)", "'@SUM(A1)");
        check("\tx", "'\tx");
        check("\rx", "'\rx");
        check("met", "met");
        check("a=b", "a=b");
        check("Acme;=1+1;x", "Acme;'=1+1;x");
        check("a, -b", "a, '-b");
        check("a\t@b|+c\n=d", "a\t'@b|'+c\n'=d");
        check("x\"=y", "x\"'=y");
        check("", "");
    }

    #[test]
    fn there_is_a_row_a_requirement_and_bid() {
        let comparison = example::of_vendors(&["=cmd|' /C calc'!A0", "Acme, \"Ltd\"\nInc"]);
        let text = render(&comparison, Words::English);
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        assert_eq!(rows.len(), 2 * comparison.rows.len());
        let vendors: Vec<&str> = rows.iter().take(2).map(|row| &row[7]).collect();
        assert_eq!(vendors, ["'=cmd|' /C calc'!A0", "Acme, \"Ltd\"\nInc"]);
        assert!(rows.iter().all(|row| row.len() == HEAD.len()));
    }
}
