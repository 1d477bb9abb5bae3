//! Whether a bill of materials is of the device that is offered: generous in names, which nobody
//! writes twice in the same way, and strict in versions.

use super::bill::{Bill, Device};
use super::{Context, State};

/// What of the device in a bill is not as the declaration says.
pub fn compare(bill: &Bill, offered: &Context<'_>) -> Vec<(State, String)> {
    if bill.devices.is_empty() {
        return vec![(State::Incomplete, "it does not say which device it is of".to_owned())];
    }
    let same: Vec<&Device> = bill.devices.iter().filter(|device| is_named(&device.name, offered)).collect();
    let Some(device) = same.iter().find(|device| device.version.is_some()).or(same.first()) else {
        let named: Vec<String> = bill
            .devices
            .iter()
            .take(super::MOST_NAMED)
            .map(|device| format!("`{}`", device.words()))
            .collect();
        let device = [offered.name, offered.version].join(" ");
        let message = format!("it is of {}, and the device offered is `{}`", named.join(", "), device.trim());
        return vec![(State::WrongKind, message)];
    };
    match &device.version {
        _ if offered.version.is_empty() => Vec::new(),
        Some(version) if plain_version(version) == plain_version(offered.version) => Vec::new(),
        Some(version) => {
            let version = super::bill::cut(version);
            let message =
                format!("it is of version `{version}`, and version `{}` is offered", offered.version);
            vec![(State::WrongKind, message)]
        }
        None => vec![(State::Incomplete, "it does not say which version of the device it is of".to_owned())],
    }
}

/// Whether a name is the device's: its name, its model, or a part of them that says enough.
fn is_named(name: &str, offered: &Context<'_>) -> bool {
    let found = plain(name);
    let whole = plain(&[offered.vendor, offered.name, offered.model].concat());
    let own = plain(&[offered.name, offered.model].concat());
    if found.is_empty() || own.is_empty() {
        return own.is_empty();
    }
    let holds = |part: &str| part.chars().count() >= LEAST_LETTERS && found.contains(part);
    found == plain(offered.model)
        || holds(&plain(offered.name))
        || holds(&plain(offered.model))
        || found.chars().count() >= LEAST_LETTERS
            && (own.contains(&found) || whole.contains(&found) && !plain(offered.vendor).contains(&found))
}

/// Shorter parts of a name stand in many others.
const LEAST_LETTERS: usize = 3;

/// Letters and digits alone, in lower case.
fn plain(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// A version without what people write before it: `v4.2`, `Version 4.2`, `V 4.2`.
fn plain_version(text: &str) -> String {
    let text = text.trim().to_lowercase();
    let words = ["version", "release", "rev", "ver", "v"];
    let bare = words.iter().find_map(|word| {
        let rest = text.strip_prefix(word)?.trim_start_matches(['.', ' ', ':']);
        rest.starts_with(|first: char| first.is_ascii_digit()).then_some(rest)
    });
    bare.unwrap_or(&text).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const OFFERED: Context<'_> =
        Context { vendor: "Borealis Infusion Ltd", name: "Borealis Drip", model: "BD-200", version: "2.9.4" };

    fn check(name: &str, version: Option<&str>, expected: &str) {
        let device = Device { name: name.to_owned(), version: version.map(str::to_owned) };
        let bill = Bill { devices: vec![device], ..Bill::default() };
        let found: Vec<String> = compare(&bill, &OFFERED).into_iter().map(|(_, words)| words).collect();
        assert_eq!(found.join("; "), expected, "{name} {version:?}");
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
        check("rd", None, &other("rd"));
        check("Drip", Some("v2.9.4"), "");
        check("Drip", Some("Version 2.9.4"), "");
        check("Drip", Some("2.9"), "it is of version `2.9`, and version `2.9.4` is offered");
        check("Drip", None, "it does not say which version of the device it is of");
    }
}
