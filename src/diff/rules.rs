//! The one table of kinds of change.
//!
//! A rule is a fact: its id says what is different and not whether that is good. Its words are a
//! noun, after which come what was and what is. Each names its mirror, the rule of the same change
//! read from new to old; a test walks the table.

use super::level::Family::{self, Declarations, Requirements};
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
    /// How it is said: "answer to {item}", where `{item}` is the name of the item and `{lot}` the id of
    /// the lot.
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
    FACT_CHANGED "fact-changed" Declarations Changed "fact-changed" "fact {item}"
    // … a requirement as a whole, and what its change consists of.
    VERDICT_CHANGED "verdict-changed" Declarations judged "verdict-changed" "verdict"
    ANSWERS_CHANGED "answers-changed" Declarations judged "answers-changed" "answers"
    ANSWER_GIVEN "answer-given" Declarations judged "answer-withdrawn" "answer to {item}, given"
    ANSWER_WITHDRAWN "answer-withdrawn" Declarations judged "answer-given" "answer to {item}, withdrawn"
    ANSWER_CHANGED "answer-changed" Declarations judged "answer-changed" "answer to {item}"
    QUESTION_LEFT_OPEN "question-left-open" Declarations Weaker "question-closed" "question {item}, now asked"
    QUESTION_CLOSED "question-closed" Declarations Stronger "question-left-open" "question {item}, not asked any more"
    DEVIATION_PROPOSED "deviation-proposed" Declarations judged "deviation-withdrawn" "deviation, proposed"
    DEVIATION_WITHDRAWN "deviation-withdrawn" Declarations judged "deviation-proposed" "deviation, withdrawn"
    DEVIATION_REWORDED "deviation-reworded" Declarations Changed "deviation-reworded" "deviation, {item}"
    // … the evidence.
    EVIDENCE_ADDED "evidence-added" Declarations judged "evidence-withdrawn" "evidence {item}, added"
    EVIDENCE_WITHDRAWN "evidence-withdrawn" Declarations judged "evidence-added" "evidence {item}, withdrawn"
    EVIDENCE_CHANGED "evidence-changed" Declarations judged "evidence-changed" "evidence {item}"
    EVIDENCE_REPLACED "evidence-replaced" Declarations Changed "evidence-replaced" "content"
    EVIDENCE_EXTENDED "evidence-extended" Declarations Stronger "evidence-shortened" "valid longer"
    EVIDENCE_SHORTENED "evidence-shortened" Declarations Weaker "evidence-extended" "valid shorter"
    EVIDENCE_REASSIGNED "evidence-reassigned" Declarations Changed "evidence-reassigned" "for the requirements"
    // Two packs: the tender as a whole.
    TENDER_RETITLED "tender-retitled" Requirements Reworded "tender-retitled" "title of the tender"
    TENDER_REINTRODUCED "tender-reintroduced" Requirements Reworded "tender-reintroduced" "introduction of the tender"
    BUYER_RENAMED "buyer-renamed" Requirements Reworded "buyer-renamed" "buyer"
    DEADLINE_MOVED "deadline-moved" Requirements judged "deadline-moved" "last day for bids"
    DELIVERY_MOVED "delivery-moved" Requirements judged "delivery-moved" "day of delivery"
    ASSURANCE_CHANGED "assurance-changed" Requirements judged "assurance-changed" "level of assurance"
    AWARD_CHANGED "award-changed" Requirements Incomparable "award-changed" "points in the award"
    OTHERWISE_CHANGED "otherwise-changed" Requirements Reworded "otherwise-changed" "what no vendor is asked about"
    // … its map.
    ASSET_ADDED "asset-added" Requirements Incomparable "asset-removed" "asset {item}, new"
    ASSET_REMOVED "asset-removed" Requirements Incomparable "asset-added" "asset {item}, removed"
    ASSET_MOVED "asset-moved" Requirements Incomparable "asset-moved" "zone of {item}"
    ASSET_RETITLED "asset-retitled" Requirements Reworded "asset-retitled" "title of the asset {item}"
    LINK_ADDED "link-added" Requirements Incomparable "link-removed" "link {item}, new"
    LINK_CHANGED "link-changed" Requirements Incomparable "link-changed" "link {item}"
    LINK_REMOVED "link-removed" Requirements Incomparable "link-added" "link {item}, removed"
    // … its lots.
    LOT_ADDED "lot-added" Requirements Incomparable "lot-dropped" "lot {item}, new"
    LOT_DROPPED "lot-dropped" Requirements Incomparable "lot-added" "lot {item}, dropped"
    LOT_RETITLED "lot-retitled" Requirements Reworded "lot-retitled" "title of lot {lot}"
    LOT_DESCRIBED_ANEW "lot-described-anew" Requirements Reworded "lot-described-anew" "description of lot {lot}"
    CATEGORY_OF_LOT_CHANGED "category-of-lot-changed" Requirements Incomparable "category-of-lot-changed" "kind of device of lot {lot}"
    QUANTITY_CHANGED "quantity-changed" Requirements Incomparable "quantity-changed" "quantity of lot {lot}"
    DEMAND_CHANGED "demand-changed" Requirements judged "demand-changed" "demand on {item} of lot {lot}"
    CIRCUMSTANCE_CHANGED "circumstance-changed" Requirements Incomparable "circumstance-changed" "circumstance {item} of lot {lot}"
    FACT_ASKED "fact-asked" Requirements Tightened "fact-not-asked" "fact {item} of lot {lot}, to be stated"
    FACT_NOT_ASKED "fact-not-asked" Requirements Loosened "fact-asked" "fact {item} of lot {lot}, not to be stated any more"
    FACT_RETYPED "fact-retyped" Requirements judged "fact-retyped" "values of {item} of lot {lot}"
    FACT_REWORDED "fact-reworded" Requirements Reworded "fact-reworded" "wording of the fact {item} of lot {lot}"
    // Two packs, two libraries: a requirement as a whole.
    REQUIREMENT_ADDED "requirement-added" Requirements judged "requirement-dropped" "requirement, new"
    REQUIREMENT_DROPPED "requirement-dropped" Requirements judged "requirement-added" "requirement, dropped"
    REQUIREMENT_WAIVED "requirement-waived" Requirements Loosened "waiver-taken-back" "requirement, waived"
    WAIVER_TAKEN_BACK "waiver-taken-back" Requirements Tightened "requirement-waived" "waiver, taken back"
    WAIVER_REWORDED "waiver-reworded" Requirements Reworded "waiver-reworded" "reason of the waiver"
    LEFT_OUT_OTHERWISE "left-out-otherwise" Requirements Reworded "left-out-otherwise" "requirement, left out for another reason"
    REQUIREMENT_CHANGED "requirement-changed" Requirements judged "requirement-changed" "requirement"
    // … what its change consists of.
    OBLIGATION_AT_LEVEL_CHANGED "obligation-at-level-changed" Requirements judged "obligation-at-level-changed" "obligation at the level of assurance {item}"
    CATEGORIES_CHANGED "categories-changed" Requirements judged "categories-changed" "kinds of device"
    OBLIGATION_CHANGED "obligation-changed" Requirements judged "obligation-changed" "obligation"
    APPLICABILITY_CHANGED "applicability-changed" Requirements judged "applicability-changed" "applies"
    PARAMETER_ADDED "parameter-added" Requirements Reworded "parameter-removed" "parameter {item}, new"
    PARAMETER_REMOVED "parameter-removed" Requirements Reworded "parameter-added" "parameter {item}, removed"
    PARAMETER_CHANGED "parameter-changed" Requirements judged "parameter-changed" "{item}"
    PARAMETER_RETITLED "parameter-retitled" Requirements Reworded "parameter-retitled" "title of the parameter {item}"
    PARAMETER_BOUNDS_CHANGED "parameter-bounds-changed" Requirements judged "parameter-bounds-changed" "what a tender may set for {item}"
    PARAMETER_TURNED "parameter-turned" Requirements Incomparable "parameter-turned" "which values of {item} are stronger"
    QUESTION_ADDED "question-added" Requirements judged "question-removed" "question {item}, new"
    QUESTION_REMOVED "question-removed" Requirements judged "question-added" "question {item}, removed"
    QUESTION_REWORDED "question-reworded" Requirements Reworded "question-reworded" "question {item}, its wording"
    QUESTION_RETYPED "question-retyped" Requirements judged "question-retyped" "answers to {item}"
    QUESTION_CONDITION_CHANGED "question-condition-changed" Requirements judged "question-condition-changed" "{item} is asked"
    ACCEPTANCE_CHANGED "acceptance-changed" Requirements judged "acceptance-changed" "accepted for {item}"
    MET_WHEN_CHANGED "met-when-changed" Requirements judged "met-when-changed" "met when"
    EVIDENCE_WANTED "evidence-wanted" Requirements Tightened "evidence-not-wanted" "evidence {item}, wanted"
    EVIDENCE_NOT_WANTED "evidence-not-wanted" Requirements Loosened "evidence-wanted" "evidence {item}, not wanted any more"
    EVIDENCE_OBLIGATION_CHANGED "evidence-obligation-changed" Requirements judged "evidence-obligation-changed" "obligation of the evidence {item}"
    WEIGHT_CHANGED "weight-changed" Requirements Incomparable "weight-changed" "weight in the award"
    TITLE_REWORDED "title-reworded" Requirements Reworded "title-reworded" "title"
    STATEMENT_REWORDED "statement-reworded" Requirements Reworded "statement-reworded" "statement"
    RATIONALE_REWORDED "rationale-reworded" Requirements Reworded "rationale-reworded" "rationale"
    VERIFICATION_REWORDED "verification-reworded" Requirements Reworded "verification-reworded" "verification"
    GUIDANCE_REWORDED "guidance-reworded" Requirements Reworded "guidance-reworded" "guidance"
    METHOD_CHANGED "method-changed" Requirements Reworded "method-changed" "method of verification"
    REFERENCES_CHANGED "references-changed" Requirements Reworded "references-changed" "references to {item}"
    THREATS_CHANGED "threats-changed" Requirements Reworded "threats-changed" "threats"
    THEME_CHANGED "theme-changed" Requirements Reworded "theme-changed" "theme"
    REVIEW_MOVED "review-moved" Requirements Reworded "review-moved" "next review"
    // Two libraries: their vocabulary.
    FACT_ADDED "fact-added" Requirements Incomparable "fact-removed" "fact {item}, new"
    FACT_REMOVED "fact-removed" Requirements Incomparable "fact-added" "fact {item}, removed"
    FACT_HOLDER_CHANGED "fact-holder-changed" Requirements Incomparable "fact-holder-changed" "who states {item}"
    FACT_DERIVED_OTHERWISE "fact-derived-otherwise" Requirements Incomparable "fact-derived-otherwise" "what settles {item}"
    CATEGORY_ADDED "category-added" Requirements Incomparable "category-removed" "kind of device {item}, new"
    CATEGORY_REMOVED "category-removed" Requirements Incomparable "category-added" "kind of device {item}, removed"
    CATEGORY_RETITLED "category-retitled" Requirements Reworded "category-retitled" "title of the kind of device {item}"
    CATEGORY_MOVED "category-moved" Requirements Incomparable "category-moved" "what {item} is a kind of"
    CATEGORY_BOUND_CHANGED "category-bound-changed" Requirements judged "category-bound-changed" "what is true of every {item}"
    TERM_ADDED "term-added" Requirements Reworded "term-removed" "{item}, new"
    TERM_REMOVED "term-removed" Requirements Reworded "term-added" "{item}, removed"
    TERM_RETITLED "term-retitled" Requirements Reworded "term-retitled" "title of {item}"
    EVIDENCE_KIND_CONTENT_CHANGED "evidence-kind-content-changed" Requirements Incomparable "evidence-kind-content-changed" "what the files of {item} hold"
    STANDARD_CHANGED "standard-changed" Requirements Reworded "standard-changed" "standard {item}"
    STANDARD_SCOPE_CHANGED "standard-scope-changed" Requirements Reworded "standard-scope-changed" "scope of the standard {item}"
    STANDARD_ENTRIES_CHANGED "standard-entries-changed" Requirements Reworded "standard-entries-changed" "entries of the standard {item}"
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
