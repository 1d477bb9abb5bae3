//! A comparison as CSV, RFC 4180: one row a requirement and bid, for spreadsheets.
//!
//! Vendors write these cells, and a spreadsheet splits a row where its reader's language has it, whatever
//! this program meant: what begins with `=` and the like, be it after a `;` within a cell, gets a `'` in
//! front. So does a text that a spreadsheet would take for a number or a day: SEP-01 is no day in
//! September.

use csv::{Terminator, WriterBuilder};

use super::{answers, judgement};
use crate::compare::Comparison;
use crate::say;
use crate::words::Words;

/// The columns.
const HEAD: [&str; 20] = [
    "requirement",
    "title",
    "theme",
    "obligation",
    "weight",
    "bid",
    "vendor",
    "device",
    "file",
    "bid-standing",
    "verdict",
    "standing",
    "difference",
    "answers",
    "deviation-reason",
    "deviation-measure",
    "judgement",
    "evidence-not-listed",
    "evidence-state",
    "marks",
];

/// Writes a comparison. Bids that cannot be compared are not in it.
pub fn render(comparison: &Comparison, words: Words) -> String {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    // Writing to memory fails only where there is none left.
    let heads = HEAD.map(|head| say!(words, &format!("compare-column-{head}")));
    let _ = writer.write_record(heads);
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
                &row.id,
                &row.title,
                &row.theme.title,
                row.obligation.word(),
                &weight,
                &bid.letter,
                &bid.vendor,
                &bid.device,
                &bid.file,
                bid.standing.word(),
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
            // The weight alone is a number.
            let cells = cells.iter().zip(HEAD).map(|(cell, head)| match head {
                "weight" => (*cell).to_owned(),
                _ => text(cell),
            });
            let _ = writer.write_record(cells);
        }
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

/// What stands before a text that is to stay one.
const MARK: char = '\'';

/// Where some reader or other parts one cell from the next, or one row.
const PARTING: [char; 10] = [';', ',', '\t', '|', ':', '"', '\n', '\r', '\u{2028}', '\u{2029}'];

/// A cell that every spreadsheet takes for text, wherever it splits it.
fn text(cell: &str) -> String {
    let mut out = String::with_capacity(cell.len() + 1);
    if is_reckoned(cell) || cell.starts_with(['\t', '\r']) {
        out.push(MARK);
    }
    // A part may begin behind blanks and quotes, and a reader that splits takes both off.
    let mut begins = true;
    for c in cell.chars() {
        if begins && is_formula(c) && !out.ends_with(MARK) {
            out.push(MARK);
        }
        begins = PARTING.contains(&c) || begins && c.is_whitespace();
        out.push(c);
    }
    out
}

/// Whether a cell that begins so is calculated; the wide forms are, too, where they are typed.
fn is_formula(c: char) -> bool {
    matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠')
}

/// Whether a spreadsheet of some language takes a text for a number, a day, a time or a truth value.
fn is_reckoned(cell: &str) -> bool {
    const MONTHS: [&str; 18] = [
        "january",
        "janvier",
        "february",
        "février",
        "märz",
        "march",
        "april",
        "may",
        "mai",
        "june",
        "july",
        "august",
        "september",
        "october",
        "oktober",
        "november",
        "december",
        "dezember",
    ];
    const TRUTHS: [&str; 6] = ["true", "false", "wahr", "falsch", "vrai", "faux"];
    let cell = cell.trim().to_lowercase();
    let digits = cell.chars().any(|c| c.is_numeric());
    let is_number = cell.chars().all(|c| c.is_numeric() || " .,:/-'e%$€£()".contains(c));
    let words = || cell.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let is_day = words().count() == 1
        && words().all(|word| word.chars().count() > 2 && MONTHS.iter().any(|month| month.starts_with(word)))
        && cell.chars().all(|c| c.is_alphanumeric() || " .,/-".contains(c));
    digits && (is_number || is_day) || TRUTHS.contains(&cell.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::example;

    #[test]
    fn formulas_are_defused_whatever_parts_the_cells() {
        let check = |cell: &str, expected: &str| assert_eq!(text(cell), expected);
        check("=HYPERLINK(\"http://a.example\")", "'=HYPERLINK(\"http://a.example\")");
        check("+49 30 1234", "'+49 30 1234");
        check("-1", "'-1");
        check("@SUM(A1)", "'@SUM(A1)");
        check("＝1+1", "'＝1+1");
        check("\tx", "'\tx");
        check("\rx", "'\rx");
        check("met", "met");
        check("a=b", "a=b");
        check("Acme;=1+1;x", "Acme;'=1+1;x");
        check("a, -b", "a, '-b");
        check("a\t@b|+c\n=d", "a\t'@b|'+c\n'=d");
        check("x\"=y", "x\"'=y");
        check("", "");
        check("Acme, \" =1+1\"", "Acme, \" '=1+1\"");
        check("a\t@b\n-c", "a\t'@b\n'-c");
        check("signed-online; off-line", "signed-online; off-line");
        check("charge: -1", "charge: '-1");
    }

    #[test]
    fn texts_are_not_taken_for_numbers_or_days() {
        let check = |cell: &str, marked: bool| assert_eq!(text(cell) == format!("'{cell}"), marked, "{cell}");
        for cell in
            ["1.1", "1.10", "1.100", "007", "1E5", "12/2027", "SEP-01", "MAR-1", "DEZ-02", "TRUE", "5 %"]
        {
            check(cell, true);
        }
        for cell in ["UPD-03", "DEV-04", "3 hours", "SEPA-Mandat", "pump 4.10", "maybe 3", "not met", "A"] {
            check(cell, false);
        }
    }

    #[test]
    fn no_part_of_a_row_is_calculated_by_any_reader() {
        let bids = example::of_vendors(&["Acme;=1+1;x", "Beta\t\"=2+2\"", "x\n=3+3"]);
        let text = render(&bids, Words::English);
        for separator in [';', '\t', ','] {
            for part in text.lines().flat_map(|line| line.split(separator)) {
                let part = part.trim_start_matches([' ', '"']);
                assert!(!part.starts_with(is_formula), "{separator:?} {part}");
            }
        }
    }

    #[test]
    fn there_is_a_row_a_requirement_and_bid() {
        let comparison = example::of_vendors(&["=cmd|' /C calc'!A0", "Acme, \"Ltd\"\nInc"]);
        let text = render(&comparison, Words::English);
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        assert_eq!(rows.len(), 2 * comparison.rows.len());
        let vendors: Vec<&str> = rows.iter().take(2).map(|row| &row[6]).collect();
        assert_eq!(vendors, ["'=cmd|' /C calc'!A0", "Acme, \"Ltd\"\nInc"]);
        assert!(rows.iter().all(|row| row.len() == HEAD.len()));
    }
}
