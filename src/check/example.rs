//! The small tender of `tests/support/ward`, which asks a question of every type, for tests.

use std::sync::LazyLock;

use include_dir::{Dir, include_dir};

use crate::declaration::load;
use crate::diag::Bag;
use crate::pack::Pack;
use crate::resolve::{Spec, resolve};
use crate::text::{Memory, Sources};
use crate::{library, tender};

use super::{Outcome, check};

static LIBRARY: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/tests/support/ward/library");
static TENDER: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/tests/support/ward/tender");

/// The pack of the tender `ward-2027` with the lots `pumps` and `beds`.
pub fn pack() -> Pack {
    static SPEC: LazyLock<Spec> = LazyLock::new(spec);
    Pack::of(SPEC.clone())
}

fn spec() -> Spec {
    let (mut sources, mut bag) = (Sources::default(), Bag::default());
    let library = library::load(&Memory::from(&LIBRARY), None, &mut sources, &mut bag);
    let tender = tender::load(&Memory::from(&TENDER), &library, &mut sources, &mut bag);
    let spec = tender.and_then(|tender| resolve(&library, &tender, &mut bag));
    assert!(!bag.has_errors(), "{:#?}", bag.sorted());
    Spec { pack: "sha256:0123456789abcdef0123456789abcdef".to_owned(), ..spec.unwrap() }
}

/// The head of a declaration for the lot `pumps`, in YAML.
pub const HEAD: &str = "\
format: tenderc-declaration/1
pack: sha256:0123456789abcdef0123456789abcdef
tender: ward-2027
lot: pumps
vendor: {name: Acme, contact: security@acme.example}
device: {name: Infusor, model: I-3000, version: '4.1'}
";

/// Facts of a pump.
pub const FACTS: &str = "facts: {interfaces: [wifi], updatable: true}\n";

/// Answers that meet everything.
pub const ANSWERS: &str = "\
answers:
  UPD-03: {support_until: 2037-12-31, channel: signed-online, latency_days: 14}
  NET-01: {open_ports: [{port: 443, encrypted: true}]}
  NET-02: {methods: [tls], tls: '1.3'}
  CRT-01: {certified: true, own_test: false}
  DOC-01: {security_page: https://acme.example/security, summary: A page.}
  POW-01: {charge: 3}
";

/// What is found of a text.
pub fn outcome(text: &str, name: &str, sources: &mut Sources) -> Outcome {
    static PACK: LazyLock<Pack> = LazyLock::new(pack);
    let mut bag = Bag::default();
    match load(name, text, sources, &mut bag) {
        Some(declaration) => check(&PACK, &declaration),
        None => Outcome::unread(bag),
    }
}
