//! Ids of requirements: also names of files, of keys in declarations and of entries in schemas.

/// What an id is: letters and digits, with single `-` or `_` between, a letter first.
pub const PATTERN: &str = "^[A-Za-z][A-Za-z0-9]*(?:[-_][A-Za-z0-9]+)*$";

/// Characters that an id may have.
pub const MOST: usize = 40;

/// Names that Windows keeps for itself: no file can be called so.
const RESERVED: [&str; 4] = ["aux", "con", "nul", "prn"];

/// Whether a text is an id; the sets of other people, such as `REQ001` or `ZEP-1`, have ids too.
pub fn is_id(text: &str) -> bool {
    let part = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    text.len() <= MOST
        && text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.split(['-', '_']).all(part)
        && why_not(text).is_none()
}

/// Why a text of the form of an id cannot be one.
pub fn why_not(text: &str) -> Option<&'static str> {
    let lower = text.to_ascii_lowercase();
    let device = ["com", "lpt"].iter().any(|port| {
        lower
            .strip_prefix(port)
            .is_some_and(|rest| rest.len() == 1 && rest.bytes().all(|b| b.is_ascii_digit()))
    });
    if device || RESERVED.contains(&lower.as_str()) {
        return Some("Windows can store no file of this name");
    }
    lower.ends_with("-met").then_some("the schemas of a pack name acceptances so")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_other_sets_are_ids() {
        let pattern = regex::Regex::new(PATTERN).unwrap();
        let check = |text: &str, expected: bool| {
            assert_eq!(is_id(text), expected, "{text}");
            assert!(!expected || pattern.is_match(text), "{text}");
        };
        for id in ["UPD-03", "REQ001", "ZEP-1", "DO178-1", "upd-02", "Sec_Req-7a", "R", "A-1-2-3"] {
            check(id, true);
        }
        for text in ["", "1-A", "A--1", "A-", "-A", "A.1", "A/1", "A~1", "A 1", "É-1", "con", "COM1", "X-met"]
        {
            check(text, false);
        }
        check(&"A".repeat(MOST), true);
        check(&"A".repeat(MOST + 1), false);
    }
}
