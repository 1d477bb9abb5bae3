//! When a piece of evidence is expired.

use jiff::civil::Date;

/// Whether what is valid until a day is no longer valid on another, such as the last day for bids. On its own last
/// day a piece of evidence is valid; what names none does not expire.
pub fn is_expired(valid_until: Option<Date>, on: Date) -> bool {
    valid_until.is_some_and(|until| until < on)
}
