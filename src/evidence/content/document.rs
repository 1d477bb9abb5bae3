//! Documents that people read: is a file one, and the one that its name promises?
//!
//! Told by the first bytes, never by taking a document apart: what it says is for a human to read.

use crate::evidence::{Amount, Figure, Measure, State};
use crate::say;
use crate::words::Words;

use super::{Context, Reading};

/// A form that a document may have.
struct Form {
    /// Its word in the table of messages.
    word: &'static str,
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
    Form { word: "pdf", extensions: &["pdf"], family: Family::Pdf, is: is_pdf },
    Form {
        word: "office",
        extensions: &["docx", "docm", "xlsx", "xlsm", "pptx", "vsdx", "odt", "ods", "odp", "odg"],
        family: Family::Office,
        is: |bytes| {
            bytes.starts_with(ZIP) && (holds(bytes, b"[Content_Types].xml") || holds(bytes, OPEN_DOCUMENT))
        },
    },
    Form {
        word: "old-office",
        extensions: &["doc", "xls", "ppt", "vsd"],
        family: Family::OldOffice,
        is: |bytes| bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
    },
    Form {
        word: "png",
        extensions: &["png"],
        family: Family::Picture,
        is: |bytes| bytes.starts_with(b"\x89PNG\r\n"),
    },
    Form {
        word: "jpeg",
        extensions: &["jpg", "jpeg"],
        family: Family::Picture,
        is: |bytes| bytes.starts_with(b"\xff\xd8\xff"),
    },
    Form {
        word: "gif",
        extensions: &["gif"],
        family: Family::Picture,
        is: |bytes| bytes.starts_with(b"GIF8"),
    },
    Form {
        word: "tiff",
        extensions: &["tif", "tiff"],
        family: Family::Picture,
        is: |bytes| bytes.starts_with(b"II*\0") || bytes.starts_with(b"MM\0*"),
    },
    Form {
        word: "webp",
        extensions: &["webp"],
        family: Family::Picture,
        is: |bytes| bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP"),
    },
    // Signed envelopes of ETSI EN 319 122 (CAdES) and EN 319 162 (ASiC): what is in them is not looked at.
    Form {
        word: "signed-container",
        extensions: &["asice", "asics", "sce", "scs"],
        family: Family::Signed,
        is: |bytes| bytes.starts_with(ZIP) && holds(bytes, b"application/vnd.etsi.asic"),
    },
    Form {
        word: "signed-envelope",
        extensions: &["p7m"],
        family: Family::Signed,
        is: |bytes| {
            bytes.starts_with(b"\x30\x82") || bytes.starts_with(b"\x30\x83") || bytes.starts_with(b"\x30\x80")
        },
    },
    Form {
        word: "text",
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

/// Forms that are told by the ends of their names, and that few people can open: never read here, not
/// even where they are packed like a form that is.
const UNREAD: &[(Unread, &[&str])] = &[
    (Unread::Xps, &["xps", "oxps"]),
    (Unread::Iwork, &["pages", "numbers", "key"]),
    (Unread::Heic, &["heic", "heif", "avif"]),
    (Unread::Archive, &["zip", "7z", "rar", "tar", "gz", "tgz", "bz2", "xz", "zst"]),
    (Unread::Mail, &["msg", "pst"]),
];

/// A form that is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Unread {
    Xps,
    Iwork,
    Heic,
    Archive,
    Mail,
    Program,
    Unknown,
}

/// What is the matter with a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It opens with a password only.
    Encrypted,
    /// Its name promises another form than it has.
    Misnamed {
        /// What its name ends in.
        extension: String,
        /// The form that it has, as its word in the table of messages.
        found: &'static str,
    },
    /// Its name promises a form, and it has none that is read.
    MisnamedUnread {
        /// What its name ends in.
        extension: String,
        /// What it is.
        found: Unread,
        /// The form that its name promises, as its word in the table of messages.
        promised: &'static str,
    },
    /// It has a form that is not read.
    Unread(Unread),
    /// The PDF has no end.
    CutOff,
    /// The PDF has no page.
    NoPage,
    /// The text has nothing but white space.
    NoText,
}

impl Fault {
    /// What kind of finding it is.
    pub fn state(&self) -> State {
        match self {
            Self::Encrypted | Self::CutOff => State::Unreadable,
            _ => State::WrongKind,
        }
    }

    /// The fault, as a sentence without a full stop.
    pub fn say(&self, words: Words) -> String {
        let form = |word: &str| say!(words, &format!("evidence-form-{word}"));
        match self {
            Self::Encrypted => say!(words, "evidence-document-encrypted"),
            Self::Misnamed { extension, found } => {
                say!(words, "evidence-document-misnamed", extension = extension.as_str(), found = form(found))
            }
            Self::MisnamedUnread { extension, found, promised } => say!(
                words,
                "evidence-document-misnamed-unread",
                extension = extension.as_str(),
                found = found.say(words),
                promised = form(promised),
            ),
            Self::Unread(found) => {
                say!(words, "evidence-document-unread", found = found.say(words), read = read_here(words))
            }
            Self::CutOff => say!(words, "evidence-document-cut-off"),
            Self::NoPage => say!(words, "evidence-document-no-page"),
            Self::NoText => say!(words, "evidence-document-no-text"),
        }
    }
}

impl Unread {
    fn say(self, words: Words) -> String {
        let word = match self {
            Self::Xps => "xps",
            Self::Iwork => "iwork",
            Self::Heic => "heic",
            Self::Archive => "archive",
            Self::Mail => "mail",
            Self::Program => "program",
            Self::Unknown => "unknown",
        };
        say!(words, &format!("evidence-unread-{word}"))
    }
}

/// The forms that are read: "a PDF, an Office document, … or a text".
fn read_here(words: Words) -> String {
    words.join(FORMS.iter().map(|form| say!(words, &format!("evidence-form-{}", form.word))), "or")
}

/// Reads a document.
pub fn read(path: &str, bytes: &[u8], _: &Context<'_>) -> Reading {
    let extension = path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map(|(_, end)| end);
    let extension = extension.unwrap_or_default().to_ascii_lowercase();
    let promised = FORMS.iter().find(|form| form.extensions.contains(&extension.as_str()));
    let found = FORMS.iter().find(|form| (form.is)(bytes));
    let unread = UNREAD.iter().find(|(_, ends)| ends.contains(&extension.as_str())).map(|(form, _)| *form);
    let mut reading = Reading::default();
    let mut find = |fault| reading.findings.push(crate::evidence::Fault::Document(fault));
    match (promised, found) {
        (Some(promised), Some(found)) if promised.family == found.family => {}
        // A document with a password is wrapped as the old ones were.
        (Some(promised), Some(found))
            if (promised.family, found.family) == (Family::Office, Family::OldOffice) =>
        {
            find(Fault::Encrypted);
        }
        (Some(_), Some(found)) => find(Fault::Misnamed { extension, found: found.word }),
        (Some(promised), None) => {
            find(Fault::MisnamedUnread { extension, found: unknown(bytes), promised: promised.word });
        }
        (None, None) => find(Fault::Unread(unread.unwrap_or_else(|| unknown(bytes)))),
        // Of a family that is packed, the name alone says what is in it.
        (None, Some(found))
            if matches!(found.family, Family::Office | Family::OldOffice | Family::Signed) =>
        {
            unread.into_iter().for_each(|form| find(Fault::Unread(form)));
        }
        (None, Some(_)) => {}
    }
    match found.map(|found| found.family) {
        Some(Family::Pdf) if !is_whole_pdf(bytes) => find(Fault::CutOff),
        Some(Family::Pdf) if !holds(bytes, b"/Page") && !holds(bytes, b"/ObjStm") => find(Fault::NoPage),
        Some(Family::Text) if bytes.iter().all(|byte| byte.is_ascii_whitespace()) => find(Fault::NoText),
        _ => {}
    }
    if found.is_some_and(|found| found.family == Family::Pdf) && holds(bytes, b"/Encrypt") {
        // Most such files only forbid printing or copying, and open all the same.
        reading.figures.push(Figure { of: Measure::Encryption, value: Amount::MayAskForPassword });
    }
    reading
}

/// What bytes are that are of none of the forms that are read.
fn unknown(bytes: &[u8]) -> Unread {
    match bytes {
        _ if bytes.starts_with(ZIP) || bytes.starts_with(b"\x1f\x8b") => Unread::Archive,
        _ if bytes.starts_with(b"MZ") || bytes.starts_with(b"\x7fELF") => Unread::Program,
        // ISO/IEC 23008-12, 10.2: the brands of a picture in HEVC.
        _ if bytes.get(4..10) == Some(b"ftyphe") => Unread::Heic,
        _ => Unread::Unknown,
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
            .map(|fault| format!("{}: {}", fault.state().word(), fault.say(Words::English)))
            .chain(reading.figures.iter().map(|figure| figure.value(Words::English)))
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
        // ASN.1 of a length in two bytes, in three, or told by its end (ITU-T X.690, 8.1.3).
        check("policy.pdf.p7m", b"\x30\x82\x0f\xa0", &[]);
        check("policy.pdf.p7m", b"\x30\x83\x01\x0f\xa0", &[]);
        check("policy.pdf.p7m", b"\x30\x80\x06\x09", &[]);
        check("policy.pdf.p7m", b"# Policy\n", &["wrong-kind: its name ends in `.p7m`, and it is a text"]);
        check("flow.jpg", b"\x89PNG\r\n\x1a\n", &[]);
        check("report.xyz", PDF, &[]);
        check("policy.pdf", b"# Policy\n", &["wrong-kind: its name ends in `.pdf`, and it is a text"]);
        check("policy.md", PDF, &["wrong-kind: its name ends in `.md`, and it is a PDF"]);
        check(
            "policy.docx",
            b"PK\x03\x04\x01\x02",
            &["wrong-kind: its name ends in `.docx`, and it is an archive, not an Office document"],
        );
        check(
            "policy.pdf",
            b"MZ\x90\0",
            &["wrong-kind: its name ends in `.pdf`, and it is a program, not a PDF"],
        );
        check("policy", b"\0\x01", &[&format!("wrong-kind: it is of no form that is known here; {READ}")]);
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

    const READ: &str = "what is read is a PDF, an Office document, a document of Office 97 to 2003, a PNG picture, \
                        a JPEG picture, a GIF picture, a TIFF picture, a WebP picture, a signed container, \
                        a signed envelope or a text";

    #[test]
    fn forms_that_are_not_read_are_named_with_those_that_are() {
        let check = |path: &str, bytes: &[u8], what: &str| {
            check(path, bytes, &[&format!("wrong-kind: it is {what}; {READ}")]);
        };
        check("policy.zip", b"PK\x03\x04policy.md", "an archive");
        check("policy.gz", b"\x1f\x8b\x08", "an archive");
        check(
            "policy.pages",
            b"PK\x03\x04Index/Document.iwa",
            "a document of Apple's Pages, Numbers or Keynote",
        );
        check("policy.xps", b"PK\x03\x04[Content_Types].xml", "an XPS document");
        check("policy.heic", b"\0\0\0\x18ftypheic\0\0", "a HEIC picture");
        check("policy", b"\0\0\0\x18ftypheic\0\0", "a HEIC picture");
        check("policy.msg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a mail or mailbox of Outlook");
    }
}
