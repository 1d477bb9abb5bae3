//! Conditions over typed values: what makes a requirement apply, what a vendor's
//! answer must satisfy, what a category says about its devices.
//!
//! One shape serves all three. It is parsed once ([`parse`]), decided with what is
//! known ([`reduce`], three-valued), decided in full ([`Condition::holds`]), and put into
//! words ([`word`]). Deciding never fails: an absent value satisfies no test.

mod accepted;
mod domain;
mod expression;
pub mod inclusion;
pub mod parse;
pub(crate) mod pattern;
mod reduce;
mod unit;
pub(crate) mod value;
pub mod word;

pub use accepted::Accepted;
pub use domain::{Certainty, Domains, implied, possible, possible_in, stand_ins};
pub use expression::{Check, Condition, KIND, Subject};
pub use inclusion::Inclusion;
pub use reduce::{of_kind, reduce};
pub use unit::{Quantity, Unit};
pub use value::{Choice, Column, LARGEST, Type, Value, Version, number_json};
