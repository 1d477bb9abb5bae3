//! Diagnostics as text.

use crate::diag::Diagnostic;
use crate::text::Sources;

/// The diagnostics as text.
pub fn render(_diagnostics: &[&Diagnostic], _sources: &Sources) -> String {
    String::new()
}
