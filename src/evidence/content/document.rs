//! Documents that people read: is a file one, and the one that its name promises?
//!
//! Told by the first bytes, never by taking a document apart: what it says is for a human to read.

use super::{Context, Figure, Reading, State};

/// A form that a document may have.
struct Form {
    /// What people call it, with its article.
    name: &'static str,
    /// What the names of such files end in.
    extensions: &'static [&'static str],
    /// Forms of one family open in the same programs: a name may promise another of the family.
    family: Family,
    /// Whether bytes are of this form.
    is: fn(&[u8]) -> bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Family {
    Pdf,
    Office,
    OldOffice,
    Picture,
    Signed,
    Text,
}

/// Every form, those told most surely first: what is none of the others may still be text.
const FORMS: &[Form] = &[
    Form { name: "a PDF", extensions: &["pdf"], family: Family::Pdf, is: is_pdf },
    Form {
        name: "an Office document",
        extensions: &["docx", "docm", "xlsx", "xlsm", "pptx", "vsdx", "odt", "ods", "odp", "odg"],
        family: Family::Office,
        is: |bytes| {
            bytes.starts_with(ZIP) && (holds(bytes, b"[Content_Types].xml") || holds(bytes, OPEN_DOCUMENT))
        },
    },
    Form {
        name: "a document of Office 97 to 2003",
        extensions: &["doc", "xls", "ppt", "vsd"],
        family: Family::OldOffice,
        is: |bytes| bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    },
    Form {
        name: "a PNG picture",
        extensions: &["png"],
        family: Family::Picture,
        is: |bytes| bytes.starts_with(b"\x89PNG\r\n"),
    },
    Form {
        name: "a JPEG picture",
        extensions: &["jpg", "jpeg"],
        family: Family::Picture,
        is: |bytes| bytes.starts_with(b"\xff\xd8\xff"),
    },
    Form {
        name: "a GIF picture",
        extensions: &["gif"],
        family: Family::Picture,
        is: |bytes| bytes.starts_with(b"GIF8"),
    },
    Form {
        name: "a TIFF picture",
        extensions: &["tif", "tiff"],
        family: Family::Picture,
        is: |bytes| bytes.starts_with(b"II*\0") || bytes.starts_with(b"MM\0*"),
    },
    Form {
        name: "a WebP picture",
        extensions: &["webp"],
        family: Family::Picture,
        is: |bytes| bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP"),
    },
    // Signed envelopes of ETSI EN 319 122 (CAdES) and EN 319 162 (ASiC): what is in them is not looked at.
    Form {
        name: "a signed container",
        extensions: &["asice", "asics", "sce", "scs"],
        family: Family::Signed,
        is: |bytes| bytes.starts_with(ZIP) && holds(bytes, b"application/vnd.etsi.asic"),
    },
    Form {
        name: "a signed envelope",
        extensions: &["p7m"],
        family: Family::Signed,
        is: |bytes| {
            bytes.starts_with(b"\x30\x82") || bytes.starts_with(b"\x30\x83") || bytes.starts_with(b"\x30\x80")
        },
    },
    Form {
        name: "a text",
        extensions: &[
            "txt", "md", "markdown", "html", "htm", "xhtml", "svg", "csv", "log", "json", "xml", "yaml",
            "yml", "rst", "drawio",
        ],
        family: Family::Text,
        is: is_text,
    },
];

const ZIP: &[u8] = b"PK\x03\x04";
const OPEN_DOCUMENT: &[u8] = b"mimetypeapplication/vnd.oasis.opendocument.";

/// Reads a document.
pub fn read(path: &str, bytes: &[u8], _: &Context<'_>) -> Reading {
    let extension = path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map(|(_, end)| end);
    let extension = extension.unwrap_or_default().to_ascii_lowercase();
    let promised = FORMS.iter().find(|form| form.extensions.contains(&extension.as_str()));
    let found = FORMS.iter().find(|form| (form.is)(bytes));
    let mut reading = Reading::default();
    let mut find = |state, message: String| reading.findings.push((state, message));
    match (promised, found) {
        (Some(promised), Some(found)) if promised.family == found.family => {}
        // A document with a password is wrapped as the old ones were.
        (Some(promised), Some(found))
            if (promised.family, found.family) == (Family::Office, Family::OldOffice) =>
        {
            find(State::Unreadable, "it is encrypted with a password".to_owned());
        }
        (Some(_), Some(found)) => {
            find(State::WrongKind, format!("its name ends in `.{extension}`, and it is {}", found.name));
        }
        (Some(promised), None) => find(
            State::WrongKind,
            format!("its name ends in `.{extension}`, and it is {}, not {}", unknown(bytes), promised.name),
        ),
        (None, None) => {
            find(State::WrongKind, format!("it is {}; a document that people read is wanted", unknown(bytes)))
        }
        (None, Some(_)) => {}
    }
    match found.map(|found| found.family) {
        Some(Family::Pdf) if !is_whole_pdf(bytes) => {
            find(State::Unreadable, "the PDF is cut off: its end is missing".to_owned());
        }
        Some(Family::Pdf) if !holds(bytes, b"/Page") && !holds(bytes, b"/ObjStm") => {
            find(State::WrongKind, "the PDF has no page".to_owned());
        }
        Some(Family::Text) if bytes.iter().all(|byte| byte.is_ascii_whitespace()) => {
            find(State::WrongKind, "there is no text in it".to_owned());
        }
        _ => {}
    }
    if found.is_some_and(|found| found.family == Family::Pdf) && holds(bytes, b"/Encrypt") {
        // Most such files only forbid printing or copying, and open all the same.
        let value = "the PDF is encrypted, and may ask for a password".to_owned();
        reading.figures.push(Figure { name: "Encryption".to_owned(), value });
    }
    reading
}

/// What bytes are that are no document.
fn unknown(bytes: &[u8]) -> &'static str {
    match bytes {
        _ if bytes.starts_with(ZIP) => "a zip archive",
        _ if bytes.starts_with(b"MZ") || bytes.starts_with(b"\x7fELF") => "a program",
        _ => "of no form that is known here",
    }
}

/// ISO 32000-1, 7.5.2, and what readers accept: the header stands within the first 1024 bytes.
fn is_pdf(bytes: &[u8]) -> bool {
    holds(bytes.get(..1024).unwrap_or(bytes), b"%PDF-")
}

/// ISO 32000-1, 7.5.5: the last line is `%%EOF`. Some programs write blanks or a signature behind it.
fn is_whole_pdf(bytes: &[u8]) -> bool {
    holds(bytes.get(bytes.len().saturating_sub(4096)..).unwrap_or(bytes), b"%%EOF")
}

/// UTF-8, UTF-16 with its mark, or an older encoding: what has no other control characters than
/// those of layout.
fn is_text(bytes: &[u8]) -> bool {
    let marked = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    let layout = |byte: u8| matches!(byte, b'\t' | b'\n' | b'\r' | 0x0c | 0x1b);
    marked || bytes.iter().all(|byte| *byte >= b' ' || layout(*byte))
}

fn holds(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(path: &str, bytes: &[u8], expected: &[&str]) {
        let reading = read(path, bytes, &Context::default());
        let found: Vec<String> = reading
            .findings
            .iter()
            .map(|(state, message)| format!("{}: {message}", state.word()))
            .chain(reading.figures.iter().map(|figure| figure.value.clone()))
            .collect();
        assert_eq!(found, expected, "{path}");
    }

    const PDF: &[u8] = b"%PDF-1.7\n1 0 obj <</Type /Page>> endobj\ntrailer <<>>\n%%EOF\n";

    #[test]
    fn names_keep_what_they_promise() {
        check("policy.pdf", PDF, &[]);
        check("policy.PDF", PDF, &[]);
        check("folder.txt/policy", PDF, &[]);
        check("policy.md", b"# Policy\n", &[]);
        check("policy.html", b"<!doctype html><p>Policy", &[]);
        check("policy.txt", b"Pr\xfcfbericht\n", &[]);
        check("policy.docx", b"PK\x03\x04....[Content_Types].xml....", &[]);
        check("policy.odt", b"PK\x03\x04....mimetypeapplication/vnd.oasis.opendocument.text", &[]);
        check("flow.jpg", b"\x89PNG\r\n\x1a\n", &[]);
        check("report.xyz", PDF, &[]);
        check("policy.pdf", b"# Policy\n", &["wrong-kind: its name ends in `.pdf`, and it is a text"]);
        check("policy.md", PDF, &["wrong-kind: its name ends in `.md`, and it is a PDF"]);
        check(
            "policy.docx",
            b"PK\x03\x04\x01\x02",
            &["wrong-kind: its name ends in `.docx`, and it is a zip archive, not an Office document"],
        );
        check(
            "policy.pdf",
            b"MZ\x90\0",
            &["wrong-kind: its name ends in `.pdf`, and it is a program, not a PDF"],
        );
        check(
            "policy",
            b"\0\x01",
            &["wrong-kind: it is of no form that is known here; a document that people read is wanted"],
        );
    }

    #[test]
    fn empty_cut_and_locked_documents_are_told() {
        let old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
        check("policy.doc", old, &[]);
        check("policy.docx", old, &["unreadable: it is encrypted with a password"]);
        check("policy.md", b" \n\n", &["wrong-kind: there is no text in it"]);
        check("policy.pdf", &PDF[..40], &["unreadable: the PDF is cut off: its end is missing"]);
        check("policy.pdf", b"%PDF-1.7\ntrailer <<>>\n%%EOF", &["wrong-kind: the PDF has no page"]);
        let locked = b"%PDF-1.7\n<</Type /Page>> trailer <</Encrypt 9 0 R>>\n%%EOF";
        check("policy.pdf", locked, &["the PDF is encrypted, and may ask for a password"]);
    }
}
