//! A file of decisions.

use tenderc::diag::Bag;
use tenderc::judgement;
use tenderc::text::Sources;

use crate::base;

/// Takes the text for a file of decisions.
pub fn run(text: &str) {
    let (mut sources, mut bag) = (Sources::default(), Bag::default());
    if let Some(review) = judgement::load("review.yaml", text, &mut sources, &mut bag) {
        review.check(&base::PACK.spec, jiff::civil::date(2027, 4, 12), &mut bag);
    }
    base::show(&bag, &sources);
}
