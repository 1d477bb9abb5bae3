//! The domain as plain data: what a library and a tender say, once read and referred.
//!
//! - a **requirement** is one normative statement with its questions, acceptance, evidence,
//!   references and rationale;
//! - a **category** is a kind of device, in a tree;
//! - a **fact** is a typed property of a device or of the place where it will be used;
//! - a **parameter** is a typed value in a requirement that a tender may set within bounds;
//! - a **tender** has lots, assets and links; a **lot** buys devices of one category.

mod library;
mod notice;
mod tender;
mod vocabulary;

pub use library::{
    About, Bound, Category, Conclusion, Derivation, Entry, EvidenceKind, Fact, Holder, Import, ImportRule,
    Library, Parameter, Proviso, Question, Reference, Requirement, Standard, Term, Wanted,
};
pub use notice::{Contact, Corrigendum, Language, Place, Procedure, PurchaseOption, Renewal};
pub use tender::{Asset, Award, Beyond, Companion, Exception, Exempt, Link, Lot, Setting, Tender, Weight};
pub use vocabulary::{
    AnswerTo, Assurance, BillElement, Content, Covers, FormAnswer, Method, Obligation, Tier,
};
