//! The one table of codes.
//!
//! A code is permanent: it is never given another meaning and never used again. Its
//! letter says who must act. Each row has one page, `codes/<ID>.md`, which is what
//! `explain` prints, what SARIF carries as help, and the code's test.

use super::Severity;
use super::Severity::{Error, Warning};

/// A kind of fault.
#[derive(Debug, PartialEq, Eq)]
pub struct Code {
    /// A letter and three digits.
    pub id: &'static str,
    /// The fault in kebab-case, not the remedy.
    pub name: &'static str,
    /// How grave it is.
    pub severity: Severity,
    /// Its page, in Markdown.
    pub page: &'static str,
}

/// Who must act on a fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    /// The author of the library.
    Library,
    /// The author of the tender.
    Tender,
    /// The vendor.
    Vendor,
    /// The reviewer.
    Reviewer,
    /// Whoever runs the tool: a file, a folder, the tool itself.
    Surroundings,
}

impl Code {
    /// Who must act.
    pub fn actor(&self) -> Actor {
        match self.id.as_bytes().first() {
            Some(b'L') => Actor::Library,
            Some(b'T') => Actor::Tender,
            Some(b'D') => Actor::Vendor,
            Some(b'R') => Actor::Reviewer,
            _ => Actor::Surroundings,
        }
    }

    /// The code of that id, in any case of letters.
    pub fn find(id: &str) -> Option<&'static Self> {
        ALL.iter().copied().find(|code| code.id.eq_ignore_ascii_case(id))
    }

    /// What the fault is, in a sentence: the first paragraph of its page.
    pub fn summary(&self) -> &'static str {
        self.page.split("\n\n").nth(1).unwrap_or_default().trim()
    }
}

macro_rules! codes {
    ($($id:ident $constant:ident $name:literal $severity:ident)*) => {
        $(
            #[doc = concat!("`", stringify!($id), "` ", $name)]
            pub static $constant: Code = Code {
                id: stringify!($id),
                name: $name,
                severity: $severity,
                page: include_str!(concat!("codes/", stringify!($id), ".md")),
            };
        )*
        /// Every code, in the order of ids within a letter.
        pub static ALL: &[&Code] = &[$(&$constant),*];
    };
}

codes! {
    // The author of the library: how a file is written.
    L001 LIBRARY_SYNTAX "syntax-error" Error
    L002 LIBRARY_DUPLICATE_KEY "duplicate-key" Error
    L003 LIBRARY_UNKNOWN_KEY "unknown-key" Error
    L004 LIBRARY_WRONG_TYPE "wrong-type" Error
    L005 LIBRARY_MISSING_KEY "missing-key" Error
    L006 LIBRARY_UNKNOWN_WORD "unknown-word" Error
    L007 LIBRARY_WRONG_FORM "wrong-form" Error
    L008 LIBRARY_BEYOND_LIMITS "beyond-limits" Error
    L009 NO_FRONT_MATTER "no-front-matter" Error
    L010 MISSING_TABLE "missing-table" Error
    L011 STRAY_FILE "stray-file" Warning
    // … what it refers to.
    L101 DUPLICATE_ID "duplicate-id" Error
    L102 ID_DIFFERS_FROM_FILE "id-differs-from-file" Error
    L103 UNKNOWN_CATEGORY "unknown-category" Error
    L104 CYCLIC_CATEGORIES "cyclic-categories" Error
    L105 UNKNOWN_FACT "unknown-fact" Error
    L106 CONTRADICTORY_FACTS "contradictory-facts" Error
    L107 UNKNOWN_THREAT "unknown-threat" Error
    L108 UNKNOWN_STANDARD "unknown-standard" Error
    L109 UNKNOWN_ENTRY "unknown-entry" Error
    L110 UNCHECKED_ENTRY "unchecked-entry" Error
    L111 SUPERSEDED_EDITION "superseded-edition" Warning
    L112 CITATION_OUT_OF_SCOPE "citation-out-of-scope" Warning
    L113 REVIEW_OVERDUE "review-overdue" Warning
    L114 UNKNOWN_EVIDENCE "unknown-evidence" Error
    L115 NAME_CLASH "name-clash" Error
    L116 EXCLUDED_ENTRY "excluded-entry" Error
    L117 UNKNOWN_SOURCE "unknown-source" Error
    L118 TIER_OUT_OF_REACH "tier-out-of-reach" Error
    L119 BOUND_NOT_STATED "bound-not-stated" Warning
    L120 LOOKALIKE_THEME "lookalike-theme" Warning
    // … its conditions and acceptances.
    L201 UNKNOWN_SUBJECT "unknown-subject" Error
    L202 UNKNOWN_OPTION "unknown-option" Error
    L203 UNKNOWN_TEST "unknown-test" Error
    L204 TEST_OF_WRONG_TYPE "test-of-wrong-type" Error
    L205 WRONG_OPERAND "wrong-operand" Error
    L206 WRONG_UNIT "wrong-unit" Error
    L207 UNPORTABLE_PATTERN "unportable-pattern" Error
    L208 CONDITION_NEVER_HOLDS "condition-never-holds" Error
    L209 CONDITION_ALWAYS_HOLDS "condition-always-holds" Warning
    L210 QUESTION_NEVER_SHOWN "question-never-shown" Error
    L211 TEMPLATE_IN_CONDITION "template-in-condition" Error
    L212 ACCEPTANCE_OF_TEXT "acceptance-of-text" Error
    L213 ACCEPTANCE_UNSATISFIABLE "acceptance-unsatisfiable" Error
    L214 NOTHING_DECIDES "nothing-decides" Warning
    L215 CIRCULAR_QUESTIONS "circular-questions" Error
    L260 NONE_NOT_EXCLUSIVE "none-not-exclusive" Warning
    L261 ACCEPTANCE_WITHOUT_EFFECT "acceptance-without-effect" Error
    L262 UNKNOWN_ZONE_OF_REACH "unknown-zone" Error
    L263 DERIVATION_WITHOUT_EFFECT "derivation-without-effect" Error
    L264 STATED_IN_OTHER_UNIT "stated-in-other-unit" Error
    L265 PLACEHOLDER_LEFT "placeholder-left" Warning
    // … its parameters and templates.
    L301 PARAMETER_UNUSED "parameter-unused" Error
    L302 UNKNOWN_NAME "unknown-name" Error
    L303 PARAMETER_OUT_OF_BOUNDS "parameter-out-of-bounds" Error
    L304 TEMPLATE_FAULT "template-fault" Error
    L305 EMPTY_BOUNDS "empty-bounds" Error
    // … its prose.
    L401 RAW_HTML "raw-html" Error
    L402 UNEXPECTED_HEADING "unexpected-heading" Error
    L403 MISSING_SECTION "missing-section" Warning
    L404 VAGUE_WORDING "vague-wording" Warning
    L405 LOCKED_IN "locked-in" Warning
    L406 OBLIGATION_NOT_STATED "obligation-not-stated" Error
    L407 LINK_IN_BODY "link-in-body" Error
    L408 ESCAPE_CLAUSE "escape-clause" Warning
    L409 SLASH_BETWEEN_WORDS "slash-between-words" Warning
    L410 SECOND_OBLIGATION "second-obligation" Warning
    L411 NOBODY_OBLIGED "nobody-obliged" Warning
    L412 OBLIGATION_IN_EXPLANATION "obligation-in-explanation" Warning
    L413 TWO_QUESTIONS "two-questions" Warning
    L414 NOT_A_QUESTION "not-a-question" Warning
    L415 OVERLAPPING_OPTIONS "overlapping-options" Warning
    L416 NEAR_DUPLICATE "near-duplicate" Warning
    L417 UNWIELDY_TITLE "unwieldy-title" Warning

    // The author of the tender: how it is written.
    T001 TENDER_SYNTAX "syntax-error" Error
    T002 TENDER_DUPLICATE_KEY "duplicate-key" Error
    T003 TENDER_UNKNOWN_KEY "unknown-key" Error
    T004 TENDER_WRONG_TYPE "wrong-type" Error
    T005 TENDER_MISSING_KEY "missing-key" Error
    T006 TENDER_UNKNOWN_WORD "unknown-word" Error
    T007 TENDER_WRONG_FORM "wrong-form" Error
    T008 TENDER_BEYOND_LIMITS "beyond-limits" Error
    // … what it says.
    T101 TENDER_DUPLICATE_ID "duplicate-id" Error
    T102 TENDER_UNKNOWN_CATEGORY "unknown-category" Error
    T103 UNKNOWN_NODE "unknown-node" Error
    T104 UNKNOWN_ZONE "unknown-zone" Error
    T105 TENDER_UNKNOWN_FACT "unknown-fact" Error
    T106 IMPOSSIBLE_FACT "impossible-fact" Error
    T107 UNSETTLED_FACT "unsettled-fact" Error
    T108 UNKNOWN_REQUIREMENT "unknown-requirement" Error
    T109 UNKNOWN_PARAMETER "unknown-parameter" Error
    T110 TENDER_OUT_OF_BOUNDS "parameter-out-of-bounds" Error
    T111 UNKNOWN_LOT "unknown-lot" Error
    T112 WAIVER_WITHOUT_EFFECT "waiver-without-effect" Warning
    T113 WRONG_VALUE "wrong-value" Error
    T114 LOT_WITHOUT_LINKS "lot-without-links" Warning
    T115 OVERDUE_AT_DEADLINE "overdue-at-deadline" Warning
    T116 UNUSED_PARAMETER_VALUE "parameter-without-effect" Warning
    T117 WORD_WITHOUT_EFFECT "word-without-effect" Warning
    T118 DELIVERY_BEFORE_DEADLINE "delivery-before-deadline" Error
    T119 WEIGHT_WITHOUT_EFFECT "weight-without-effect" Warning
    T120 AWARD_WITHOUT_WEIGHTS "award-without-weights" Warning
    T121 EDITION_DATES "edition-dates" Error
    T122 LATE_CORRIGENDUM "late-corrigendum" Warning
    T123 FORMER_ID "former-id" Error
    T124 MINIMUM_BEYOND_POINTS "minimum-beyond-points" Error
    T125 NOT_BEYOND "not-beyond" Error
    T126 UNKNOWN_SITE "unknown-site" Error
    T127 PLACES_BEYOND_QUANTITY "places-beyond-quantity" Error
    T128 KINDS_NOT_APART "kinds-not-apart" Error
    T160 BARE_LIST "bare-list" Error
    T161 UNKNOWN_PURPOSE "unknown-purpose" Error
    T162 UNKNOWN_LOAD "unknown-load" Error
    T163 SELF_LINK "link-to-itself" Error
    T164 ASSET_WITHOUT_LINKS "asset-without-links" Warning
    T165 DEADLINE_PAST "deadline-past" Warning
    T166 RESERVED_ID "reserved-id" Error
    T167 TENDER_PLACEHOLDER_LEFT "placeholder-left" Warning
    T168 CUT_BY_COMMENT "cut-by-comment" Warning
    T169 UNKNOWN_THEME "unknown-theme" Error
    T170 DEMAND_WITHOUT_EFFECT "demand-without-effect" Warning
    T201 ANNEX_TEMPLATE "template-fault" Error
    T202 REFERENCE_DOCUMENT "reference-document" Error

    // The vendor: how the declaration is written.
    D001 DECLARATION_SYNTAX "syntax-error" Error
    D002 DECLARATION_DUPLICATE_KEY "duplicate-key" Error
    D003 DECLARATION_UNKNOWN_KEY "unknown-key" Error
    D004 DECLARATION_WRONG_TYPE "wrong-type" Error
    D005 DECLARATION_MISSING_KEY "missing-key" Error
    D006 DECLARATION_UNKNOWN_WORD "unknown-word" Error
    D007 DECLARATION_WRONG_FORM "wrong-form" Error
    D008 DECLARATION_BEYOND_LIMITS "beyond-limits" Error
    // … what it says.
    D101 OTHER_PACK "other-pack" Error
    D102 OTHER_TENDER "other-tender" Error
    D103 OTHER_LOT "other-lot" Error
    D104 OTHER_FORMAT "other-format" Error
    D105 UNKNOWN_ANSWER "unknown-answer" Error
    D106 WRONG_ANSWER "wrong-answer" Error
    D107 MISSING_FACT "missing-fact" Error
    D108 DECLARED_UNKNOWN_FACT "unknown-fact" Error
    D109 DEVICE_DOES_NOT_FIT "device-does-not-fit" Error

    // The reviewer: how the file of judgements is written.
    R001 REVIEW_SYNTAX "syntax-error" Error
    R002 REVIEW_DUPLICATE_KEY "duplicate-key" Error
    R003 REVIEW_UNKNOWN_KEY "unknown-key" Error
    R004 REVIEW_WRONG_TYPE "wrong-type" Error
    R005 REVIEW_MISSING_KEY "missing-key" Error
    R006 REVIEW_UNKNOWN_WORD "unknown-word" Error
    R007 REVIEW_WRONG_FORM "wrong-form" Error
    R008 REVIEW_BEYOND_LIMITS "beyond-limits" Error
    // … what it says.
    R101 JUDGED_UNKNOWN_LOT "unknown-lot" Error
    R102 JUDGED_UNKNOWN_REQUIREMENT "unknown-requirement" Error
    R103 JUDGED_IN_FUTURE "date-in-future" Error
    R104 JUDGED_OTHER_BID "other-bid" Warning
    R105 NOTHING_TO_DECIDE "nothing-to-decide" Warning
    R106 NO_LIST_AT_END "no-list-at-end" Error
    R107 BIDS_ALIKE "bids-alike" Warning
    R110 NEWER_JUDGEMENT "newer-judgement" Error
    R111 CONDITION_OF_REFUSAL "condition-of-refusal" Error

    // The tool and its surroundings.
    X001 UNREADABLE "unreadable" Error
    X002 TOO_LARGE "too-large" Error
    X003 NOT_TEXT "not-text" Error
    X004 NOT_A_PACK "not-a-pack" Error
    X005 DAMAGED_PACK "damaged-pack" Error
    X006 UNWRITABLE "unwritable" Error
    X007 OUTSIDE_FOLDER "outside-folder" Error
    X008 DISAGREEMENT "disagreement" Error
    X009 NOT_COMPARABLE "not-comparable" Error
    X030 IN_THE_WAY "in-the-way" Error
    X031 NEWER_PACK "newer-pack" Warning
    X032 NOTHING_TO_EXPLAIN "nothing-to-explain" Error
    X035 NOT_A_FORM "not-a-form" Error
    X036 LETTERS_NOT_SHOWN "letters-not-shown" Warning
    X037 UNFIT_ARGUMENT "unfit-argument" Error
}
