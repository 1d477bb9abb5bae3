//! Diagnostics as sarif.

use crate::diag::Diagnostic;
use crate::text::Sources;

/// The diagnostics as sarif.
pub fn render(_diagnostics: &[&Diagnostic], _sources: &Sources) -> String {
    String::new()
}
