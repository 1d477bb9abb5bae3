//! The file that was meant by a path at which there is none.

use unicode_normalization::UnicodeNormalization;

use crate::diag::suggest;

/// The nearest of the paths that there are: one that differs only in what people and programs change
/// without noticing it, or else one that is spelt nearly so.
pub fn nearest<'a>(path: &str, known: &'a [String]) -> Option<&'a str> {
    let wanted = folded(path);
    let same = known.iter().find(|known| folded(known) == wanted);
    let name = |path: &str| folded(path.rsplit('/').next().unwrap_or_default());
    let moved = || {
        let mut of_that_name = known.iter().filter(|known| name(known) == name(path));
        of_that_name.next().filter(|_| of_that_name.next().is_none())
    };
    same.or_else(moved).map(String::as_str).or_else(|| {
        let known = known.iter().take(MOST_COMPARED).map(String::as_str);
        (path.chars().count() <= MOST_LETTERS).then(|| suggest::nearest(path, known)).flatten()
    })
}

/// Letter by letter, a path is compared with no more than so many others.
const MOST_COMPARED: usize = 2_000;

/// Longer paths are not compared letter by letter.
const MOST_LETTERS: usize = 300;

/// A path in one case and one form of Unicode, without blanks, and with `%20` and the like resolved.
fn folded(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let escaped = (*first == b'%').then(|| after.get(..2)).flatten().and_then(|two| {
            let two = std::str::from_utf8(two).ok().filter(|two| !two.starts_with('+'))?;
            u8::from_str_radix(two, 16).ok()
        });
        bytes.push(escaped.unwrap_or(*first));
        rest = if escaped.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    String::from_utf8_lossy(&bytes)
        .nfkc()
        .filter(|letter| !letter.is_whitespace())
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_that_was_meant_is_named() {
        let known: Vec<String> =
            ["evidence/policy.md", "evidence/Pru\u{308}fbericht 3.pdf", "sbom.json"].map(String::from).into();
        let check =
            |path: &str, expected: Option<&str>| assert_eq!(nearest(path, &known), expected, "{path}");
        check("evidence/Policy.md", Some("evidence/policy.md"));
        check("evidence/policy .md", Some("evidence/policy.md"));
        check("evidence/policy.md ", Some("evidence/policy.md"));
        check("evidence/polcy.md", Some("evidence/policy.md"));
        check("policy.md", Some("evidence/policy.md"));
        check("evidence/sbom.json", Some("sbom.json"));
        check("evidence/Pr\u{fc}fbericht%203.pdf", Some("evidence/Pru\u{308}fbericht 3.pdf"));
        check("evidence/100%.pdf", None);
        check("%%%2", None);
        check("manual.pdf", None);
    }
}
