//! Library × tender → spec.

pub mod spec;

pub use spec::Spec;
