//! What a field of a bill says: something, nothing, or that nobody knows.

/// What a field says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Said {
    /// Nothing: it is not there, empty, or filled with a word that states nothing.
    #[default]
    Nothing,
    /// That it is not known.
    Unknown,
    /// This.
    This(String),
}

/// What says that something is not known: SPDX's word, and the one that people write.
const UNKNOWN: &[&str] = &["noassertion", "unknown"];

/// What people and programs write to fill a field, without blanks.
const NOTHING: &[&str] = &[
    "none",
    "n/a",
    "na",
    "-",
    "--",
    "\u{2013}",
    "\u{2014}",
    "?",
    ".",
    "null",
    "nil",
    "undefined",
    "unspecified",
    "notspecified",
    "notavailable",
    "notapplicable",
    "tbd",
    "todo",
    "anonymous",
];

/// What SPDX puts before names.
const PREFIXES: &[&str] = &["Organization:", "Person:", "Tool:"];

impl Said {
    /// What a text says.
    pub fn of(text: &str) -> Self {
        let mut text = text.trim();
        // SPDX writes the address of a creator behind its name, and empty parentheses for none.
        if let Some(rest) = PREFIXES.iter().find_map(|prefix| text.strip_prefix(prefix)) {
            text = rest.trim().trim_end_matches("()").trim();
        }
        let bare = text.trim_matches(['(', ')', '<', '>', '[', ']', ' ']).to_lowercase().replace(' ', "");
        match bare.as_str() {
            "" => Self::Nothing,
            bare if UNKNOWN.contains(&bare) => Self::Unknown,
            bare if NOTHING.contains(&bare) => Self::Nothing,
            _ => Self::This(text.to_owned()),
        }
    }

    /// What an optional text says.
    pub fn of_any(text: Option<&str>) -> Self {
        text.map(Self::of).unwrap_or_default()
    }

    /// This, or else the other where this states nothing.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        match (self, other) {
            (Self::This(text), _) | (_, Self::This(text)) => Self::This(text),
            (Self::Unknown, _) | (_, Self::Unknown) => Self::Unknown,
            (Self::Nothing, Self::Nothing) => Self::Nothing,
        }
    }

    /// What it states, where it states something.
    pub fn stated(&self) -> Option<&str> {
        match self {
            Self::This(text) => Some(text),
            Self::Nothing | Self::Unknown => None,
        }
    }

    /// Whether it states something.
    pub fn is_stated(&self) -> bool {
        self.stated().is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_fill_a_field_state_nothing() {
        let check = |text: &str, expected: &str| {
            let found = match Said::of(text) {
                Said::Nothing => "nothing".to_owned(),
                Said::Unknown => "unknown".to_owned(),
                Said::This(text) => text,
            };
            assert_eq!(found, expected, "{text}");
        };
        check("Organization: Acme ()", "Acme");
        check("Organization: Acme (a@acme.example)", "Acme (a@acme.example)");
        check("3.0-unknown", "3.0-unknown");
        for text in
            ["", " ", "Organization: ", "Person: ()", "n/a", "N/A", "-", "Organization: NONE", "(none)"]
        {
            check(text, "nothing");
        }
        for text in ["NOASSERTION", "Organization: NOASSERTION", "UNKNOWN", "Unknown", "<unknown>"] {
            check(text, "unknown");
        }
    }
}
