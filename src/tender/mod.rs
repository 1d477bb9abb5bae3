//! A tender, read and checked against a library: text in, [`Tender`](crate::model::Tender) and
//! diagnostics out. Resolves nothing.

mod load;
mod lower;
mod rules;
#[cfg(test)]
mod tests;
pub(crate) mod wire;

pub use load::{FILE, load, text};
pub use rules::on_day;
