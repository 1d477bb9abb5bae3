//! A comparison as CSV, RFC 4180: one row a requirement and bid, for spreadsheets.
//!
//! A spreadsheet takes a cell that begins with `=` and the like for a formula, and vendors write
//! these cells: such a cell gets a `'` in front, which spreadsheets do not show.

use csv::{Terminator, WriterBuilder};

use super::{answers, judgement};
use crate::compare::Comparison;
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
pub fn render(comparison: &Comparison) -> String {
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
                row.number.as_str(),
                &row.id,
                &row.title,
                &row.theme.title,
                row.obligation.word(),
                &weight,
                &bid.letter,
                &bid.vendor,
                &bid.device,
                &bid.file,
                &cell.verdict.label(Words::English),
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

/// A cell that no spreadsheet takes for a formula.
fn defused(cell: &str) -> String {
    match cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        true => format!("'{cell}"),
        false => cell.to_owned(),
    }
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
        check("", "");
    }

    #[test]
    fn there_is_a_row_a_requirement_and_bid() {
        let comparison = example::of_vendors(&["=cmd|' /C calc'!A0", "Acme, \"Ltd\"\nInc"]);
        let text = render(&comparison);
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        assert_eq!(rows.len(), 2 * comparison.rows.len());
        let vendors: Vec<&str> = rows.iter().take(2).map(|row| &row[7]).collect();
        assert_eq!(vendors, ["'=cmd|' /C calc'!A0", "Acme, \"Ltd\"\nInc"]);
        assert!(rows.iter().all(|row| row.len() == HEAD.len()));
    }
}
