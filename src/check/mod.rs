//! Spec × Declaration → verdicts.
