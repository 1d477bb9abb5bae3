//! The one table of kinds of change.
//!
//! A rule is a fact: its id says what is different and not whether that is good. It is said by the message
//! `diff-rule-…` of its id: a noun, after which come what was and what is. Each names its mirror, the rule
//! of the same change read from new to old; a test walks the table.

use super::level::Family::{self, Declarations, Requirements};
use super::level::Level::{self, *};
use crate::say;
use crate::words::Words;

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
}

impl Rule {
    /// The rule of that id.
    pub fn find(id: &str) -> Option<&'static Self> {
        RULES.iter().copied().find(|rule| rule.id == id)
    }

    /// The fact in words, a noun: "answer to `lowest_tls`". `item` is the name of what it is about; with a
    /// `lot` it says of which lot it is, where it is of one.
    pub fn said(&self, item: &str, lot: Option<&str>, words: Words) -> String {
        let name = format!("diff-rule-{}", self.id);
        let within = if lot.is_none() { "yes" } else { "no" };
        say!(words, &name, item = item, lot = lot.unwrap_or_default(), within = within)
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
    ($($constant:ident $id:literal $of:ident $level:ident $mirror:literal)*) => {
        $(
            #[doc = concat!("`", $id, "`")]
            pub static $constant: Rule =
                Rule { id: $id, of: $of, level: level!($level), mirror: $mirror };
        )*
        /// Every rule.
        pub static RULES: &[&Rule] = &[$(&$constant),*];
    };
}

rules! {
    // Two declarations: the head.
    VENDOR_CHANGED "vendor-changed" Declarations Changed "vendor-changed"
    CONTACT_CHANGED "contact-changed" Declarations Changed "contact-changed"
    DEVICE_CHANGED "device-changed" Declarations Changed "device-changed"
    VERSION_CHANGED "version-changed" Declarations Changed "version-changed"
    // … the facts.
    FACT_CHANGED "fact-changed" Declarations Changed "fact-changed"
    // … a requirement as a whole, and what its change consists of.
    VERDICT_CHANGED "verdict-changed" Declarations judged "verdict-changed"
    ANSWERS_CHANGED "answers-changed" Declarations judged "answers-changed"
    ANSWER_GIVEN "answer-given" Declarations judged "answer-withdrawn"
    ANSWER_WITHDRAWN "answer-withdrawn" Declarations judged "answer-given"
    ANSWER_CHANGED "answer-changed" Declarations judged "answer-changed"
    QUESTION_LEFT_OPEN "question-left-open" Declarations Weaker "question-closed"
    QUESTION_CLOSED "question-closed" Declarations Stronger "question-left-open"
    DEVIATION_PROPOSED "deviation-proposed" Declarations judged "deviation-withdrawn"
    DEVIATION_WITHDRAWN "deviation-withdrawn" Declarations judged "deviation-proposed"
    DEVIATION_REWORDED "deviation-reworded" Declarations Changed "deviation-reworded"
    // … the evidence.
    EVIDENCE_ADDED "evidence-added" Declarations judged "evidence-withdrawn"
    EVIDENCE_WITHDRAWN "evidence-withdrawn" Declarations judged "evidence-added"
    EVIDENCE_CHANGED "evidence-changed" Declarations judged "evidence-changed"
    EVIDENCE_REPLACED "evidence-replaced" Declarations Changed "evidence-replaced"
    EVIDENCE_EXTENDED "evidence-extended" Declarations Stronger "evidence-shortened"
    EVIDENCE_SHORTENED "evidence-shortened" Declarations Weaker "evidence-extended"
    EVIDENCE_REASSIGNED "evidence-reassigned" Declarations Changed "evidence-reassigned"
    EVIDENCE_FOUND "evidence-found" Declarations judged "evidence-found"
    // Two packs: the tender as a whole.
    TENDER_RENAMED "tender-renamed" Requirements Reworded "tender-renamed"
    EDITION_CHANGED "edition-changed" Requirements Reworded "edition-changed"
    TENDER_RETITLED "tender-retitled" Requirements Reworded "tender-retitled"
    TENDER_REINTRODUCED "tender-reintroduced" Requirements Reworded "tender-reintroduced"
    BUYER_RENAMED "buyer-renamed" Requirements Reworded "buyer-renamed"
    REFERENCE_CHANGED "reference-changed" Requirements Reworded "reference-changed"
    PROCEDURE_CHANGED "procedure-changed" Requirements Incomparable "procedure-changed"
    CONTACT_POINT_CHANGED "contact-point-changed" Requirements Reworded "contact-point-changed"
    LANGUAGES_CHANGED "languages-changed" Requirements Incomparable "languages-changed"
    MAXIMUM_LOTS_CHANGED "maximum-lots-changed" Requirements Incomparable "maximum-lots-changed"
    DEADLINE_MOVED "deadline-moved" Requirements judged "deadline-moved"
    DELIVERY_MOVED "delivery-moved" Requirements judged "delivery-moved"
    ASSURANCE_CHANGED "assurance-changed" Requirements judged "assurance-changed"
    AWARD_CHANGED "award-changed" Requirements Incomparable "award-changed"
    OTHERWISE_CHANGED "otherwise-changed" Requirements Reworded "otherwise-changed"
    // … its map.
    ASSET_ADDED "asset-added" Requirements Incomparable "asset-removed"
    ASSET_REMOVED "asset-removed" Requirements Incomparable "asset-added"
    ASSET_MOVED "asset-moved" Requirements Incomparable "asset-moved"
    ASSET_RETITLED "asset-retitled" Requirements Reworded "asset-retitled"
    LINK_ADDED "link-added" Requirements Incomparable "link-removed"
    LINK_CHANGED "link-changed" Requirements Incomparable "link-changed"
    LINK_REMOVED "link-removed" Requirements Incomparable "link-added"
    // … its lots.
    LOT_ADDED "lot-added" Requirements Incomparable "lot-dropped"
    LOT_DROPPED "lot-dropped" Requirements Incomparable "lot-added"
    LOT_RENAMED "lot-renamed" Requirements Reworded "lot-renamed"
    LOT_RETITLED "lot-retitled" Requirements Reworded "lot-retitled"
    LOT_DESCRIBED_ANEW "lot-described-anew" Requirements Reworded "lot-described-anew"
    CATEGORY_OF_LOT_CHANGED "category-of-lot-changed" Requirements Incomparable "category-of-lot-changed"
    ASSURANCE_OF_LOT_CHANGED "assurance-of-lot-changed" Requirements judged "assurance-of-lot-changed"
    AWARD_OF_LOT_CHANGED "award-of-lot-changed" Requirements Incomparable "award-of-lot-changed"
    QUANTITY_CHANGED "quantity-changed" Requirements Incomparable "quantity-changed"
    OPTIONS_CHANGED "options-changed" Requirements Incomparable "options-changed"
    RENEWAL_CHANGED "renewal-changed" Requirements Incomparable "renewal-changed"
    PLACES_CHANGED "places-changed" Requirements Incomparable "places-changed"
    DEMAND_CHANGED "demand-changed" Requirements judged "demand-changed"
    CIRCUMSTANCE_CHANGED "circumstance-changed" Requirements Incomparable "circumstance-changed"
    FACT_ASKED "fact-asked" Requirements Tightened "fact-not-asked"
    FACT_NOT_ASKED "fact-not-asked" Requirements Loosened "fact-asked"
    FACT_RETYPED "fact-retyped" Requirements judged "fact-retyped"
    FACT_REWORDED "fact-reworded" Requirements Reworded "fact-reworded"
    // Two packs, two libraries: a requirement as a whole.
    REQUIREMENT_ADDED "requirement-added" Requirements judged "requirement-dropped"
    REQUIREMENT_DROPPED "requirement-dropped" Requirements judged "requirement-added"
    REQUIREMENT_WAIVED "requirement-waived" Requirements Loosened "waiver-taken-back"
    WAIVER_TAKEN_BACK "waiver-taken-back" Requirements Tightened "requirement-waived"
    WAIVER_REWORDED "waiver-reworded" Requirements Reworded "waiver-reworded"
    LEFT_OUT_OTHERWISE "left-out-otherwise" Requirements Reworded "left-out-otherwise"
    REQUIREMENT_CHANGED "requirement-changed" Requirements judged "requirement-changed"
    // … what its change consists of.
    OBLIGATION_AT_LEVEL_CHANGED "obligation-at-level-changed" Requirements judged "obligation-at-level-changed"
    TIER_CHANGED "tier-changed" Requirements judged "tier-changed"
    QUESTION_TIER_CHANGED "question-tier-changed" Requirements judged "question-tier-changed"
    CATEGORIES_CHANGED "categories-changed" Requirements judged "categories-changed"
    OBLIGATION_CHANGED "obligation-changed" Requirements judged "obligation-changed"
    APPLICABILITY_CHANGED "applicability-changed" Requirements judged "applicability-changed"
    PARAMETER_ADDED "parameter-added" Requirements Reworded "parameter-removed"
    PARAMETER_REMOVED "parameter-removed" Requirements Reworded "parameter-added"
    PARAMETER_CHANGED "parameter-changed" Requirements judged "parameter-changed"
    PARAMETER_RETITLED "parameter-retitled" Requirements Reworded "parameter-retitled"
    PARAMETER_BOUNDS_CHANGED "parameter-bounds-changed" Requirements judged "parameter-bounds-changed"
    PARAMETER_TURNED "parameter-turned" Requirements Incomparable "parameter-turned"
    QUESTION_ADDED "question-added" Requirements judged "question-removed"
    QUESTION_REMOVED "question-removed" Requirements judged "question-added"
    QUESTION_REWORDED "question-reworded" Requirements Reworded "question-reworded"
    QUESTION_RETYPED "question-retyped" Requirements judged "question-retyped"
    QUESTION_CONDITION_CHANGED "question-condition-changed" Requirements judged "question-condition-changed"
    ACCEPTANCE_CHANGED "acceptance-changed" Requirements judged "acceptance-changed"
    MET_WHEN_CHANGED "met-when-changed" Requirements judged "met-when-changed"
    EVIDENCE_WANTED "evidence-wanted" Requirements Tightened "evidence-not-wanted"
    EVIDENCE_NOT_WANTED "evidence-not-wanted" Requirements Loosened "evidence-wanted"
    EVIDENCE_OBLIGATION_CHANGED "evidence-obligation-changed" Requirements judged "evidence-obligation-changed"
    WEIGHT_CHANGED "weight-changed" Requirements Incomparable "weight-changed"
    TITLE_REWORDED "title-reworded" Requirements Reworded "title-reworded"
    STATEMENT_REWORDED "statement-reworded" Requirements Reworded "statement-reworded"
    RATIONALE_REWORDED "rationale-reworded" Requirements Reworded "rationale-reworded"
    VERIFICATION_REWORDED "verification-reworded" Requirements Reworded "verification-reworded"
    GUIDANCE_REWORDED "guidance-reworded" Requirements Reworded "guidance-reworded"
    METHOD_CHANGED "method-changed" Requirements Reworded "method-changed"
    REFERENCES_CHANGED "references-changed" Requirements Reworded "references-changed"
    THREATS_CHANGED "threats-changed" Requirements Reworded "threats-changed"
    THEME_CHANGED "theme-changed" Requirements Reworded "theme-changed"
    REVIEW_MOVED "review-moved" Requirements Reworded "review-moved"
    // Two libraries: their vocabulary.
    FACT_ADDED "fact-added" Requirements Incomparable "fact-removed"
    FACT_REMOVED "fact-removed" Requirements Incomparable "fact-added"
    FACT_HOLDER_CHANGED "fact-holder-changed" Requirements Incomparable "fact-holder-changed"
    FACT_DERIVED_OTHERWISE "fact-derived-otherwise" Requirements Incomparable "fact-derived-otherwise"
    CATEGORY_ADDED "category-added" Requirements Incomparable "category-removed"
    CATEGORY_REMOVED "category-removed" Requirements Incomparable "category-added"
    CATEGORY_RETITLED "category-retitled" Requirements Reworded "category-retitled"
    CATEGORY_MOVED "category-moved" Requirements Incomparable "category-moved"
    CATEGORY_BOUND_CHANGED "category-bound-changed" Requirements judged "category-bound-changed"
    TERM_ADDED "term-added" Requirements Reworded "term-removed"
    TERM_REMOVED "term-removed" Requirements Reworded "term-added"
    TERM_RETITLED "term-retitled" Requirements Reworded "term-retitled"
    EVIDENCE_KIND_CONTENT_CHANGED "evidence-kind-content-changed" Requirements Incomparable "evidence-kind-content-changed"
    STANDARD_CHANGED "standard-changed" Requirements Reworded "standard-changed"
    STANDARD_SCOPE_CHANGED "standard-scope-changed" Requirements Reworded "standard-scope-changed"
    STANDARD_ENTRIES_CHANGED "standard-entries-changed" Requirements Reworded "standard-entries-changed"
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
        }
    }

    #[test]
    fn every_rule_has_its_words() {
        for rule in RULES {
            for lot in [None, Some("pumps")] {
                let said = rule.said("“Zone”", lot, Words::English);
                assert!(!said.is_empty() && !said.contains(rule.id) && !said.ends_with('.'), "{said}");
            }
        }
        let check = |rule: &Rule, lot: Option<&str>, expected: &str| {
            assert_eq!(rule.said("“Zone”", lot, Words::English), expected);
        };
        check(&DEMAND_CHANGED, None, "demand on “Zone”");
        check(&DEMAND_CHANGED, Some("pumps"), "demand on “Zone” of lot pumps");
        check(&FACT_CHANGED, Some("pumps"), "fact “Zone”");
    }
}
