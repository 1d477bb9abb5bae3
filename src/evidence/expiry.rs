//! When a piece of evidence is expired.

use jiff::civil::Date;

/// Whether what is valid until a day is no longer valid on another, such as the last day for bids. On its own last
/// day a piece of evidence is valid.
pub fn is_expired(valid_until: Date, on: Date) -> bool {
    valid_until < on
}
