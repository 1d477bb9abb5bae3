//! Whether a bill of materials is of the device that is offered: generous in names, which nobody
//! writes twice in the same way, and strict in versions.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;

use super::bill::{Bill, Component, cut};
use super::fault::Fault;
use super::{Context, MOST_NAMED};

/// What of the device in a bill is not as the declaration says.
pub fn compare(bill: &Bill, offered: &Context<'_>) -> Option<Fault> {
    if bill.devices.is_empty() {
        return Some(Fault::NoDevice);
    }
    let same: Vec<&Component> =
        bill.devices.iter().filter(|device| is_named(&device.name, offered)).collect();
    let Some(device) = same.iter().find(|device| device.version.is_stated()).or(same.first()) else {
        let found = bill.devices.iter().take(MOST_NAMED).map(Component::words).collect();
        let offered = [offered.name, offered.version].join(" ").trim().to_owned();
        return Some(Fault::OtherDevice { found, offered });
    };
    match device.version.stated() {
        _ if offered.version.is_empty() => None,
        Some(version) if is_version(version, offered.version) => None,
        Some(version) => {
            Some(Fault::OtherVersion { found: cut(version), offered: offered.version.to_owned() })
        }
        None => Some(Fault::NoDeviceVersion),
    }
}

/// Whether a name is the device's: its name, its model, or words of them that say enough.
pub fn is_named(name: &str, offered: &Context<'_>) -> bool {
    let found = plain(name);
    let nameless = plain(&[offered.name, offered.model].concat()).is_empty();
    if found.is_empty() || nameless {
        return nameless;
    }
    if found == plain(offered.name) || found == plain(offered.model) {
        return true;
    }
    let says_enough = |part: &str| plain(part).chars().count() >= LEAST_LETTERS;
    let holds = |part: &str| says_enough(part) && Words::of(name).hold(&plain(part));
    let own = [offered.name, offered.model].join(" ");
    let whole = [offered.vendor, &own].join(" ");
    holds(offered.name)
        || holds(offered.model)
        // The maker's name alone is none of its devices'.
        || says_enough(name)
            && (Words::of(&own).hold(&found) || Words::of(&whole).hold(&found))
            && !Words::of(offered.vendor).hold(&found)
}

/// The words of a name, written together as [`plain`] does.
struct Words {
    text: String,
    /// Where a word starts or ends, in bytes of the text.
    ends: BTreeSet<usize>,
}

impl Words {
    /// A word ends at what is no letter or digit, between letters and digits, and before a capital.
    fn of(name: &str) -> Self {
        let (mut text, mut ends) = (String::new(), BTreeSet::from([0]));
        let mut last: Option<char> = None;
        for letter in composed(name).chars() {
            let joined = last.is_some_and(|last| {
                let kind =
                    |letter: char| (letter.is_numeric(), letter.is_uppercase() && !last.is_uppercase());
                last.is_alphanumeric()
                    && letter.is_alphanumeric()
                    && kind(letter) == (last.is_numeric(), false)
            });
            if !joined {
                ends.insert(text.len());
            }
            text.extend(letter.to_lowercase().filter(|_| letter.is_alphanumeric()));
            last = Some(letter);
        }
        ends.insert(text.len());
        Self { text, ends }
    }

    /// Whether some of the words, one after the other, are these.
    fn hold(&self, words: &str) -> bool {
        let mut places = self.text.match_indices(words);
        places.any(|(at, _)| self.ends.contains(&at) && self.ends.contains(&(at + words.len())))
    }
}

/// Shorter parts of a name stand in many others.
const LEAST_LETTERS: usize = 3;

/// Letters and digits alone, in lower case.
fn plain(text: &str) -> String {
    composed(text).chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A name in one form of Unicode, without the signs of trade marks.
fn composed(text: &str) -> String {
    let marks = ['\u{2122}', '\u{ae}', '\u{a9}', '\u{2120}'];
    let text: String = text.chars().filter(|letter| !marks.contains(letter)).take(MOST_LETTERS).collect();
    text.nfkc().collect()
}

/// Names are compared by so many letters at most.
const MOST_LETTERS: usize = 1_000;

/// Whether two versions are the same: what people write before a version, zeros at its end, and a build
/// that only one of them names make no other version.
fn is_version(found: &str, offered: &str) -> bool {
    let ((found, its_build), (offered, other_build)) = (split(found), split(offered));
    found == offered && (its_build.is_empty() || other_build.is_empty() || its_build == other_build)
}

/// A version without `v` or `Version` before it and zeros at its end, and its build: `4.2` and `7` of
/// `v4.2.0+build.7` and of `4.2.0 (build 7)`.
fn split(text: &str) -> (String, String) {
    let text = text.trim().to_lowercase();
    let words = ["version", "release", "rev", "ver", "v"];
    let bare = words.iter().find_map(|word| {
        let rest = text.strip_prefix(word)?.trim_start_matches(['.', ' ', ':']);
        rest.starts_with(|first: char| first.is_ascii_digit()).then_some(rest)
    });
    let bare = bare.unwrap_or(&text);
    let (version, build) = match ["+", "(", " build"].iter().filter_map(|mark| bare.find(mark)).min() {
        Some(at) => bare.split_at(at),
        None => (bare, ""),
    };
    let build: String =
        build.replace("build", "").chars().filter(|letter| letter.is_alphanumeric()).collect();
    let mut version = version.trim();
    if version.split('.').all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit())) {
        while let Some(shorter) = version.strip_suffix(".0") {
            version = shorter;
        }
    }
    (version.to_owned(), build)
}

#[cfg(test)]
mod tests {
    use super::*;

    use crate::evidence::content::sbom::said::Said;
    use crate::words::Words;

    fn offered(version: &'static str) -> Context<'static> {
        let (vendor, name, model) = ("Borealis Infusion Ltd", "Borealis Drip", "BD-200");
        Context { vendor, name, model, version, ..Context::default() }
    }

    fn check(name: &str, version: Option<&str>, expected: &str) {
        let device =
            Component { name: name.to_owned(), version: Said::of_any(version), ..Component::default() };
        let bill = Bill { devices: vec![device], ..Bill::default() };
        let found = compare(&bill, &offered("2.9.4")).map(|fault| fault.say(Words::English));
        assert_eq!(found.unwrap_or_default(), expected, "{name} {version:?}");
    }

    #[test]
    fn names_are_compared_generously_and_versions_strictly() {
        let fine = [
            "Borealis Drip",
            "borealis-drip",
            "BOREALIS DRIP firmware",
            "Drip",
            "BD-200",
            "bd200",
            "Drip BD200",
            "Borealis Infusion Ltd Borealis Drip",
            "com.borealis:borealis_drip",
        ];
        for name in fine {
            check(name, Some("2.9.4"), "");
        }
        let other =
            |words: &str| format!("it is of `{words}`, and the device offered is `Borealis Drip 2.9.4`");
        check("Asclepia Volumetra", Some("2.9.4"), &other("Asclepia Volumetra 2.9.4"));
        check("firmware", None, &other("firmware"));
        // The maker's name alone is no device's, and two letters are nobody's.
        check("Borealis Infusion", None, &other("Borealis Infusion"));
        check("Borealis", Some("2.9.4"), &other("Borealis 2.9.4"));
        check("rd", None, &other("rd"));
        check("Bore", Some("2.9.4"), &other("Bore 2.9.4"));
        check("Dripper", Some("2.9.4"), &other("Dripper 2.9.4"));
        check("BorealisDripFirmware", Some("2.9.4"), "");
        check("Drip", Some("v2.9.4"), "");
        check("Drip", Some("Version 2.9.4"), "");
        check("Drip", Some("2.9"), "it is of version `2.9`, and version `2.9.4` is offered");
        check("Drip", None, "it does not say which version of the device it is of");
    }

    #[test]
    fn names_compare_in_one_form_of_unicode() {
        let check = |found: &str, name: &str, expected: bool| {
            let offered = Context { name, version: "1", ..Context::default() };
            assert_eq!(is_named(found, &offered), expected, "{found}");
        };
        check("Pru\u{308}fpumpe", "Pr\u{fc}fpumpe", true);
        check("\u{30dd}\u{30f3}\u{30d7}", "\u{ff8e}\u{ff9f}\u{ff9d}\u{ff8c}\u{ff9f}", true);
        check("Pump \u{2161}", "Pump II", true);
        check("Pump\u{2122} II", "Pump II", true);
        check("A\u{2011}70", "A-70", true);
        check("Pru\u{308}fpumpe firmware", "Pr\u{fc}fpumpe", true);
        check("A\u{2011}7", "A-7", true);
        check("A-7", "A-70", false);
        check("Pr\u{fc}fpumpe", "Monitor", false);
    }

    #[test]
    fn versions_are_the_same_whatever_is_written_around_them() {
        let check = |found: &str, offered: &str, expected: bool| {
            assert_eq!(is_version(found, offered), expected, "{found} {offered}");
            assert_eq!(is_version(offered, found), expected, "{offered} {found}");
        };
        check("4.2.0", "4.2", true);
        check("4.2.0+build.7", "4.2.0", true);
        check("4.2.0 (build 7)", "4.2", true);
        check("4.2.0 build 7", "4.2.0+7", true);
        check("v4.2.0", "Version 4.2", true);
        check("4.2.0 (build 7)", "4.2.0+8", false);
        check("4.2.0", "4.20", false);
        check("4.2.0-rc.1", "4.2.0", false);
        check("4.2", "4.2.1", false);
        check("1.0", "1", true);
        check("10", "1", false);
    }
}
