//! Diagnostics as github.

use crate::diag::Diagnostic;
use crate::text::Sources;

/// The diagnostics as github.
pub fn render(_diagnostics: &[&Diagnostic], _sources: &Sources) -> String {
    String::new()
}
