//! One fuzzing program with several targets; `FUZZ_TARGET` says which. Whatever bytes come in,
//! nothing may panic, hang, or eat the memory.

#![no_main]

mod base;
mod condition;
mod declaration;
mod front_matter;
mod sbom;
mod tender;

use std::sync::LazyLock;

/// What a target does with a text.
type Target = fn(&str);

static TARGET: LazyLock<Target> = LazyLock::new(|| {
    let name = std::env::var("FUZZ_TARGET").unwrap_or_default();
    let target: Target = match name.as_str() {
        "condition" => condition::run,
        "declaration" => declaration::run,
        "front_matter" => front_matter::run,
        "sbom" => sbom::run,
        "tender" => tender::run,
        _ => panic!("FUZZ_TARGET is none of condition, declaration, front_matter, sbom, tender"),
    };
    // Everything that is made once is made before the clock of the first input runs.
    target("");
    target
});

libfuzzer_sys::fuzz_target!(
    init: {
        LazyLock::force(&TARGET);
    },
    |data: &[u8]| {
        if let Ok(text) = std::str::from_utf8(data) {
            TARGET(text);
        }
    }
);
