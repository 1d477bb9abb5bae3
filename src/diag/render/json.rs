//! Diagnostics as json.

use crate::diag::Diagnostic;
use crate::text::Sources;

/// The diagnostics as json.
pub fn render(_diagnostics: &[&Diagnostic], _sources: &Sources) -> String {
    String::new()
}
