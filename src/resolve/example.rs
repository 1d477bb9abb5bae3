//! The tender of `tests/support/ward` for tests: small lots with a question and a fact of every type, every
//! acceptance, a route to the internet, what is waived and left out, and words that are markup elsewhere.

use std::sync::LazyLock;

use include_dir::{Dir, include_dir};

use super::{Spec, resolve};
use crate::diag::Bag;
use crate::text::{Memory, Sources};
use crate::{library, tender};

static LIBRARY: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/tests/support/ward/library");
static TENDER: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/tests/support/ward/tender");

/// The spec of the tender `ward-2027`, whose first lot is `pumps`.
pub fn spec() -> Spec {
    static SPEC: LazyLock<Spec> = LazyLock::new(compiled);
    SPEC.clone()
}

fn compiled() -> Spec {
    let (mut sources, mut bag) = (Sources::default(), Bag::default());
    let library = library::load(&Memory::from(&LIBRARY), None, &mut sources, &mut bag);
    let tender = tender::load(&Memory::from(&TENDER), &library, &mut sources, &mut bag);
    let spec = tender.and_then(|tender| resolve(&library, &tender, &mut bag));
    assert!(!bag.has_errors(), "{:#?}", bag.sorted());
    Spec { pack: "sha256:0123456789abcdef0123456789abcdef".to_owned(), ..spec.unwrap() }
}
