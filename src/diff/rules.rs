//! The one table of kinds of change.
//!
//! A rule is a fact: its id says what is different and not whether that is good. Its words are a
//! noun, after which come what was and what is. Each names its mirror, the rule of the same change
//! read from new to old; a test walks the table.

use super::level::Family::{self, Declarations};
use super::level::Level::{self, *};

/// A kind of change.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// The fact, in kebab-case; permanent.
    pub id: &'static str,
    /// What it is a change of.
    pub of: Family,
    /// How it is judged; nothing where that depends on what changed.
    pub level: Option<Level>,
    /// The id of the rule of the same change read from new to old.
    pub mirror: &'static str,
    /// How it is said: "answer to `{item}`", where `{item}` is the name of the item.
    pub words: &'static str,
}

impl Rule {
    /// The rule of that id.
    pub fn find(id: &str) -> Option<&'static Self> {
        RULES.iter().copied().find(|rule| rule.id == id)
    }

    /// The rule of the same change read from new to old.
    pub fn mirrored(&'static self) -> &'static Self {
        Self::find(self.mirror).unwrap_or(self)
    }
}

macro_rules! level {
    (judged) => {
        None
    };
    ($level:ident) => {
        Some($level)
    };
}

macro_rules! rules {
    ($($constant:ident $id:literal $of:ident $level:ident $mirror:literal $words:literal)*) => {
        $(
            #[doc = concat!("`", $id, "`")]
            pub static $constant: Rule =
                Rule { id: $id, of: $of, level: level!($level), mirror: $mirror, words: $words };
        )*
        /// Every rule.
        pub static RULES: &[&Rule] = &[$(&$constant),*];
    };
}

rules! {
    // Two declarations: the head.
    VENDOR_CHANGED "vendor-changed" Declarations Changed "vendor-changed" "vendor"
    CONTACT_CHANGED "contact-changed" Declarations Changed "contact-changed" "contact of the vendor"
    DEVICE_CHANGED "device-changed" Declarations Changed "device-changed" "device"
    VERSION_CHANGED "version-changed" Declarations Changed "version-changed" "version of the device"
    // … the facts.
    FACT_STATED "fact-stated" Declarations Changed "fact-withdrawn" "fact {item}, stated"
    FACT_WITHDRAWN "fact-withdrawn" Declarations Changed "fact-stated" "fact {item}, not stated any more"
    FACT_CHANGED "fact-changed" Declarations Changed "fact-changed" "fact {item}"
    // … a requirement as a whole, and what its change consists of.
    VERDICT_CHANGED "verdict-changed" Declarations judged "verdict-changed" "verdict"
    ANSWERS_CHANGED "answers-changed" Declarations judged "answers-changed" "answers"
    ANSWER_GIVEN "answer-given" Declarations judged "answer-withdrawn" "answer to {item}, given"
    ANSWER_WITHDRAWN "answer-withdrawn" Declarations judged "answer-given" "answer to {item}, withdrawn"
    ANSWER_CHANGED "answer-changed" Declarations judged "answer-changed" "answer to {item}"
    DEVIATION_PROPOSED "deviation-proposed" Declarations Stronger "deviation-withdrawn" "deviation, proposed"
    DEVIATION_WITHDRAWN "deviation-withdrawn" Declarations Weaker "deviation-proposed" "deviation, withdrawn"
    DEVIATION_REWORDED "deviation-reworded" Declarations Changed "deviation-reworded" "deviation, {item}"
    // … the evidence.
    EVIDENCE_ADDED "evidence-added" Declarations Stronger "evidence-withdrawn" "evidence {item}, added"
    EVIDENCE_WITHDRAWN "evidence-withdrawn" Declarations Weaker "evidence-added" "evidence {item}, withdrawn"
    EVIDENCE_REPLACED "evidence-replaced" Declarations Changed "evidence-replaced" "evidence {item}, another file"
    EVIDENCE_EXTENDED "evidence-extended" Declarations Stronger "evidence-shortened" "evidence {item}, valid longer"
    EVIDENCE_SHORTENED "evidence-shortened" Declarations Weaker "evidence-extended" "evidence {item}, valid shorter"
    EVIDENCE_REASSIGNED "evidence-reassigned" Declarations Changed "evidence-reassigned" "evidence {item}, for other requirements"
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_rule_has_its_mirror() {
        let mut ids = BTreeSet::new();
        for rule in RULES {
            assert!(ids.insert(rule.id), "{} stands twice", rule.id);
            let kebab = |c: char| c.is_ascii_lowercase() || c == '-';
            assert!(rule.id.chars().all(kebab), "{} is not kebab-case", rule.id);
            let mirror = Rule::find(rule.mirror).unwrap_or_else(|| panic!("{} has no mirror", rule.id));
            assert_eq!(mirror.mirror, rule.id, "the mirror of the mirror of {}", rule.id);
            assert_eq!(mirror.of, rule.of, "{}", rule.id);
            assert_eq!(mirror.level, rule.level.map(Level::mirror), "{}", rule.id);
            assert!(rule.level.is_none_or(|level| level.family() == rule.of), "{}", rule.id);
            assert!(!rule.words.is_empty() && !rule.words.ends_with('.'), "{}", rule.id);
        }
    }
}
