//! The digest that a declaration states of a file, in whatever form it is written, against the file.

use crate::text::sha256;

use super::fault::{DigestForm, Fault};

/// Larger files are no texts that people edit.
const MOST_BYTES_OF_TEXT: usize = 4 * 1024 * 1024;

/// How many hexadecimal digits a SHA-256 has.
const DIGITS: usize = 64;

/// What is wrong with the digest that is stated; nothing where it is the file's.
pub fn compare(stated: &str, read: &Digests) -> Option<Fault> {
    if stated.is_empty() {
        return Some(Fault::NoDigest);
    }
    if stated.len() == DIGITS && stated.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return read.against(&stated.to_ascii_lowercase());
    }
    let (form, bare) = bare(stated);
    let same = bare.is_some_and(|bare| bare == read.sha256);
    Some(Fault::DigestForm { form, same, found: read.sha256.clone() })
}

/// The digests of a file that is there.
#[derive(Clone, Debug)]
pub struct Digests {
    /// Of its bytes, in lower case.
    pub sha256: String,
    /// Of what it would be with other ends of lines: with LF alone, and with CR LF.
    with_other_ends: Vec<String>,
}

impl Digests {
    /// The digests of some bytes.
    pub fn of(bytes: &[u8]) -> Self {
        let mut with_other_ends = Vec::new();
        // Programs that carry files between systems change the ends of lines of texts, and of nothing else.
        if bytes.len() <= MOST_BYTES_OF_TEXT && !bytes.contains(&0) && bytes.contains(&b'\n') {
            let unix = without_returns(bytes);
            let other = |changed: &[u8]| (changed != bytes).then(|| sha256(changed));
            with_other_ends.extend(other(&unix));
            with_other_ends.extend(other(&with_returns(&unix)));
        }
        Self { sha256: sha256(bytes), with_other_ends }
    }

    fn against(&self, stated: &str) -> Option<Fault> {
        if self.sha256 == stated {
            return None;
        }
        let found = self.sha256.clone();
        Some(match self.with_other_ends.iter().any(|other| other == stated) {
            true => Fault::LineEnds { found },
            false => Fault::OtherDigest { found },
        })
    }
}

fn without_returns(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes.iter().peekable();
    while let Some(byte) = rest.next() {
        if *byte != b'\r' || rest.peek() != Some(&&b'\n') {
            out.push(*byte);
        }
    }
    out
}

fn with_returns(unix: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(unix.len());
    for byte in unix {
        if *byte == b'\n' {
            out.push(b'\r');
        }
        out.push(*byte);
    }
    out
}

/// In which form a digest is written that is not written as 64 digits, and the digits that it means.
fn bare(stated: &str) -> (DigestForm, Option<String>) {
    let text = stated.trim();
    let lower = text.to_ascii_lowercase();
    let named = ["sha256:", "sha-256:", "sha256=", "sha256-", "sha256 "];
    let hex = |text: &str| {
        let digits: String = text.chars().filter(|c| !matches!(c, ':' | ' ' | '-')).collect();
        (digits.len() == DIGITS && digits.bytes().all(|byte| byte.is_ascii_hexdigit())).then_some(digits)
    };
    if let Some(rest) = named.iter().find_map(|prefix| lower.strip_prefix(prefix)) {
        let original = text.get(text.len() - rest.len()..).unwrap_or_default();
        return (DigestForm::Named, hex(rest.trim()).or_else(|| base64(original)));
    }
    if let Some(digits) = base64(text) {
        return (DigestForm::Base64, Some(digits));
    }
    // As the program `sha256sum` prints it: the digest, two blanks, the name of the file.
    if let Some(digits) = lower.split([' ', '\t']).next().and_then(hex) {
        let form = if text.len() == DIGITS { DigestForm::Blanks } else { DigestForm::WithName };
        return (form, Some(digits));
    }
    match hex(&lower) {
        Some(digits) => (DigestForm::Grouped, Some(digits)),
        None => (DigestForm::Other { digits: text.chars().count() }, None),
    }
}

/// The hexadecimal digits of the 32 bytes that a text in base64 means.
fn base64(text: &str) -> Option<String> {
    let text = text.strip_suffix('=').filter(|text| text.len() == 43)?;
    let (mut out, mut bits, mut held) = (Vec::new(), 0_u32, 0_u32);
    for letter in text.bytes() {
        let six = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        bits = (bits << 6 | u32::from(six)) & 0xffff;
        held += 6;
        if held >= 8 {
            held -= 8;
            out.push(format!("{:02x}", bits >> held & 0xff));
        }
    }
    Some(out.concat())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Words;

    const FILE: &[u8] = b"test";
    const DIGEST: &str = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    fn check(stated: &str, file: &[u8], expected: &str) {
        let found = compare(stated, &Digests::of(file)).map(|fault| fault.say(Words::English));
        let found = found.unwrap_or_default().replace(DIGEST, "*");
        assert!(found.starts_with(expected) && found.is_empty() == expected.is_empty(), "{stated}: {found}");
    }

    #[test]
    fn a_digest_is_stated_in_one_form_and_known_in_many() {
        check(DIGEST, FILE, "");
        check(&DIGEST.to_uppercase(), FILE, "");
        check("", FILE, "the declaration states no SHA-256 of it");
        check(&DIGEST.replace('9', "8"), FILE, "its SHA-256 is *, not the one that is stated");
        check(&format!("sha256:{DIGEST}"), FILE, "its SHA-256 is stated with its name before it: write");
        check(
            "sha256-n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=",
            FILE,
            "its SHA-256 is stated with its name",
        );
        check("n4bQgYhMfWWaL+qgxVrQFaO/TxsrC4Is0V1sFbDwCgg=", FILE, "its SHA-256 is stated in base64: write");
        check(&format!("{DIGEST} "), FILE, "its SHA-256 is stated with blanks around it: write");
        check(&format!("{DIGEST}  test.md"), FILE, "its SHA-256 is stated with more behind it: write");
        check(
            "9f:86",
            FILE,
            "what is stated is no SHA-256, which has 64 hexadecimal digits: the file's is *",
        );
        check(
            &format!("sha256:{}", "0".repeat(64)),
            FILE,
            "what is stated is not the file's SHA-256, and is written",
        );
    }

    #[test]
    fn other_ends_of_lines_are_no_other_text() {
        let said = "only the ends of its lines differ from the file that is stated";
        check(&sha256(b"a\nb\n"), b"a\r\nb\r\n", said);
        check(&sha256(b"a\r\nb\r\n"), b"a\nb\n", said);
        check(&sha256(b"a\r\nb\r\n"), b"a\nb\r\n", said);
        check(&sha256(b"a\nb"), b"a\r\nc", "its SHA-256 is ");
        check(&sha256(b"\0a\n"), b"\0a\r\n", "its SHA-256 is ");
        // As long as a text is one that people may have edited: up to 4 MiB.
        let lines = |count: usize, end: &str| format!("{}{end}", "x".repeat(1023)).repeat(count);
        let check = |kibibytes: usize, expected: &str| {
            check(&sha256(lines(kibibytes, "\r\n").as_bytes()), lines(kibibytes, "\n").as_bytes(), expected);
        };
        check(4096, said);
        check(4097, "its SHA-256 is ");
    }
}
