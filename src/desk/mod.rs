//! What the program does, as functions: folders and plain arguments in, outputs and diagnostics out.
//!
//! One file a command, beside those that several of them share. Nothing here touches disk, clock,
//! environment or terminal: a command line, a server or another language asks here and puts what comes
//! where it belongs.

pub mod begin;
pub mod compare;
pub mod compile;
pub mod coverage;
pub mod diff;
pub mod evidence;
mod exit;
pub mod explain;
pub mod import;
pub mod judge;
pub mod letters;
pub mod lines;
pub mod lint;
pub mod new;
pub(crate) mod review;
pub mod schemas;
pub mod submissions;
mod templates;

use crate::diag::{Bag, Diagnostic};
use crate::emit::format;
use crate::emit::{Format, Output};
use crate::text::{Packed, Sources};

pub use exit::Exit;
pub use templates::Rendering;

/// The answer to a request.
#[derive(Clone, Debug, Default)]
pub struct Reply {
    /// What was asked for: one output without a path goes to standard output.
    pub outputs: Vec<Output>,
    /// The product where it may be too long to be held as it is; it goes to standard output.
    pub long: Packed,
    /// What is wrong with the inputs.
    pub bag: Bag,
    /// The texts that the diagnostics point into.
    pub sources: Sources,
    /// What else is to be said, a line each.
    pub notes: Vec<String>,
    /// What came of it.
    pub exit: Exit,
}

impl Reply {
    /// One product, with what is wrong with the inputs.
    fn of(product: Output, bag: Bag, sources: Sources) -> Self {
        Self { outputs: vec![product], bag, sources, ..Self::default() }
    }

    /// A product in text, and nothing wrong.
    fn text(text: impl Into<Vec<u8>>) -> Self {
        Self { outputs: vec![Output::product(&format::TEXT, text)], ..Self::default() }
    }

    /// Nothing could be judged; the diagnostics say why.
    pub(crate) fn refused(bag: Bag, sources: Sources) -> Self {
        Self { bag, sources, exit: Exit::Unjudged, ..Self::default() }
    }

    /// Nothing could be judged, for one reason that is no fault of a text.
    fn cannot(fault: Diagnostic) -> Self {
        let mut bag = Bag::default();
        bag.push(fault);
        Self::refused(bag, Sources::default())
    }
}

/// The formats of a product: its own, then those that documents are written in.
fn formats(own: &[&'static Format], documents: bool) -> Vec<&'static Format> {
    let back_ends = crate::emit::BACK_ENDS.iter().filter(|_| documents).map(|back_end| back_end.format);
    own.iter().copied().chain(back_ends).collect()
}

/// A bag of some faults.
fn bag_of(faults: impl IntoIterator<Item = Diagnostic>) -> Bag {
    let mut bag = Bag::default();
    faults.into_iter().for_each(|fault| bag.push(fault));
    bag
}
