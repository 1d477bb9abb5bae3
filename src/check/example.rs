//! Declarations for the tender of `tests/support/ward`, which asks a question of every type, for tests.

use std::sync::LazyLock;

use crate::declaration::load;
use crate::diag::Bag;
use crate::pack::Pack;
use crate::resolve::example;
use crate::text::Sources;

use super::{Outcome, check};

/// The pack of the tender `ward-2027`, whose first lot is `pumps`.
pub fn pack() -> Pack {
    Pack::of(example::spec())
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
