//! Whether a piece of evidence is expired.

use jiff::civil::Date;

use super::Fault;

/// What is no longer valid on the last day for bids. On its own last day a piece of evidence is valid.
pub fn compare(valid_until: Option<Date>, deadline: Date) -> Option<Fault> {
    let until = valid_until.filter(|until| *until < deadline)?;
    Some(Fault::Expired { until, deadline })
}
