//! Worksheets, lists of values and texts as people send them.

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

use super::super::{Sheet, mds2, read, text_of};
use super::told;

fn found(bytes: Vec<u8>) -> String {
    let texts: Vec<String> = text_of(&bytes).into_iter().collect();
    let sheets: Vec<Sheet> = match read(bytes) {
        Ok(sheets) => sheets,
        Err(why) => return why.to_string(),
    };
    mds2::find(&sheets, &texts)
        .map_or("no form".to_owned(), |form| format!("{}: {}", form.edition.called, told(&form.filled)))
}

/// Compares what is read of a workbook whose sheets have rows of texts with what is expected.
#[track_caller]
fn check_workbook(sheets: &[(&str, &[&[&str]])], expected: &str) {
    let mut workbook = Workbook::new();
    for (name, rows) in sheets {
        let sheet = workbook.add_worksheet().set_name(*name).unwrap();
        for (row, cells) in (0..).zip(*rows) {
            for (column, cell) in (0..).zip(*cells) {
                sheet.write(row, column, *cell).unwrap();
            }
        }
    }
    assert_eq!(found(workbook.save_to_buffer().unwrap()), expected);
}

#[track_caller]
fn check_text(text: &str, expected: &str) {
    assert_eq!(found(text.as_bytes().to_vec()), expected, "{text}");
}

const EXPECTED: &str =
    "HN 1-2019: AUDT-1 Yes [4] “Only at the server.”; AUDT-1.1 Neither; AUTH-1 No; DOC-3 Else; SAHD-15 Yes";

#[test]
fn worksheets_differ() {
    check_workbook(
        &[(
            "mds2-form",
            &[
                &["Manufacturer Disclosure Statement", "", "", ""],
                &["Question ID", "Question", "", "See note"],
                &["DOC-3", "Device Model", "I-3000", "__"],
                &["", "", "Yes, No, \nN/A, or \nSee Note", "Note #"],
                &[
                    "AUDT-1",
                    "Can it record? If Yes, where?",
                    "Yes",
                    "See Note 4",
                    "Section 5.2, AUDT",
                    "AU-1",
                ],
                &["AUDT-1.1", "A user?", "N/A", "__"],
                &["AUTH-1", "No other question", "No", "__"],
                &["SHAD-15", "BIOS?", "Yes"],
                &["Note 4", "Only at the server."],
            ],
        )],
        EXPECTED,
    );
    // Another sheet before it, a column more, the answer further right, the note in one cell.
    check_workbook(
        &[
            ("Cover", &[&["AUDT-1 and more", "Yes"], &["Infusor"]]),
            (
                "Tabelle 1",
                &[
                    &["1", "DOC-3", "", "Device Model", "I-3000", ""],
                    &["2", "AUDT-1", "", "Can it record?", "yes", "4"],
                    &["3", "AUDT-1.1", "", "A user?", "n/a", "-"],
                    &["4", "AUTH-1", "", "Login?", "NO", ""],
                    &["5", "SAHD-15", "", "BIOS?", "Y", ""],
                    &["", "Note 4: Only at the server."],
                ],
            ),
        ],
        EXPECTED,
    );
    check_workbook(
        &[
            ("a", &[&["AUDT-1", "Log?", "Yes"], &["AUTH-1", "Login?", "No"]]),
            ("b", &[&["AUDT-1", "Log?", "No"], &["CSUP-1", "Updates?", "Yes"]]),
        ],
        "HN 1-2019: AUDT-1 Yes; AUTH-1 No; CSUP-1 Yes",
    );
    check_workbook(
        &[("a", &[&["AUDT-1", "Log?", "Yes"], &["AUDT-1", "Log?", "No"], &["AUTH-1", "", "No"]])],
        "HN 1-2019: AUTH-1 No; AUDT-1 torn 2",
    );
    check_workbook(&[("a", &[&["Question", "Answer"], &["Log?", "Yes"]])], "no form");
}

#[test]
fn cells_are_of_many_types() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let date = Format::new().set_num_format("yyyy-mm-dd");
    let day = ExcelDateTime::from_ymd(2019, 10, 9).unwrap();
    sheet.write(0, 0, "DOC-7").unwrap();
    sheet.write_with_format(0, 2, &day, &date).unwrap();
    sheet.write(1, 0, "AUTH-1").unwrap();
    sheet.write(1, 2, true).unwrap();
    sheet.write(1, 3, 4).unwrap();
    sheet.write(2, 0, "AUDT-1").unwrap();
    sheet
        .write(2, 2, rust_xlsxwriter::Formula::new("=IF(A1=\"\",\"No\",\"Yes\")").set_result("Yes"))
        .unwrap();
    sheet.write(400_000, 3, "far below").unwrap();
    sheet.write(2, 16_000, "far right").unwrap();
    let found = found(workbook.save_to_buffer().unwrap());
    assert_eq!(found, "HN 1-2019: AUDT-1 Yes; AUTH-1 Yes [4]; DOC-7 Else");
}

#[test]
fn lists_of_values_differ() {
    let rows = "Question ID,Question,,See note\r\nDOC-3,Model,I-3000,__\r\n\
                AUDT-1,\"Can it record, and where?\",Yes,See Note 4\r\nAUDT-1.1,A user?,N/A,__\r\n\
                AUTH-1,Login?,No,__\r\nSHAD-15,BIOS?,Yes,\r\nNote 4,Only at the server.\r\n";
    check_text(rows, EXPECTED);
    check_text(&format!("\u{feff}{rows}"), EXPECTED);
    let semicolons = rows.replace("\"Can it record, and where?\"", "Can it record?").replace(',', ";");
    check_text(&semicolons, EXPECTED);
    let tabs = semicolons.replace(';', "\t");
    check_text(&tabs, EXPECTED);
    let wide: Vec<u8> =
        [0xff, 0xfe].into_iter().chain(tabs.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    assert_eq!(found(wide), EXPECTED);
    // Latin-1, as old programs write it.
    let mut latin = semicolons.replace("I-3000", "Größe 3").into_bytes();
    latin = String::from_utf8(latin).unwrap().chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    assert_eq!(found(latin), EXPECTED);
}

#[test]
fn texts_differ() {
    // As `pdftotext -layout` writes it, with questions over several lines.
    check_text(
        "MDS2 I-3000\n\
         DOC-3     Device Model                                   N/A\n\
         AUDT-1    Can the device create additional audit logs    Yes     See Note 4   Section 5.2, AUDT   AU-1\n\
         \u{20}         or reports beyond standard logs?\n\
         AUDT-1.1  Does the audit log record a USER ID?           N/A      __\n\
         AUDIT CONTROLS (AUTH)\n\
         AUTH-1    Does the device prevent access to unauthorized\n\
         \u{20}         users through user login requirements?         No       __\n\
         SAHD-15   Can the system prevent access to BIOS?         Yes\n\
         Note 4    Only at the server.\n",
        &EXPECTED.replace("DOC-3 Else", "DOC-3 Neither"),
    );
    // Without columns.
    check_text(
        "AUDT-1 Can it record? If yes, where? Yes See Note 4 Section 5.2, AUDT AU-1\n\
         AUDT-1.1 Does the log have a user? N/A __\n\
         AUTH-1 Does the device have a login,\nwhoever uses it? No __\n\
         SHAD-15 BIOS? Yes\n\
         Note 4: Only at the server.\n",
        &EXPECTED.replace("DOC-3 Else; ", ""),
    );
    check_text("AUDT-1 is a question? of a form that nobody has filled in", "no form");
    check_text("", "no form");
    check_text(
        "%PDF-1.7",
        "it is a PDF: save the worksheet that it was made from, or its text, for instance with `pdftotext -layout`",
    );
}

#[test]
fn the_edition_of_2013_is_known() {
    let rows: String = (1..=19).map(|at| format!("{at}-1;Question {at}?;Yes;__\n")).collect();
    check_text(&rows, "HN 1-2013: ");
}
