//! placeholder
use super::Comparison;
/// p
pub fn write(_: &Comparison) -> String {
    String::new()
}
