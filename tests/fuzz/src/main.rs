//! One fuzzing program with several targets; `FUZZ_TARGET` says which. Whatever bytes come in,
//! nothing may panic, hang, or eat the memory.

#![no_main]

mod archive;
mod base;
mod condition;
mod declaration;
mod mds2;
mod pack;
mod requirement;
mod review;
mod sbom;
mod tables;
mod template;
mod tender;
mod workbook;

use std::sync::LazyLock;

/// What a target does with its input.
enum Target {
    /// It takes text.
    Text(fn(&str)),
    /// It takes any bytes.
    Bytes(fn(&[u8])),
}

impl Target {
    fn run(&self, bytes: &[u8]) {
        match self {
            Self::Bytes(run) => run(bytes),
            Self::Text(run) => {
                if let Ok(text) = std::str::from_utf8(bytes) {
                    run(text);
                }
            }
        }
    }
}

const TARGETS: [(&str, Target); 12] = [
    ("archive", Target::Bytes(archive::run)),
    ("condition", Target::Text(condition::run)),
    ("declaration", Target::Text(declaration::run)),
    ("mds2", Target::Bytes(mds2::run)),
    ("pack", Target::Text(pack::run)),
    ("requirement", Target::Text(requirement::run)),
    ("review", Target::Text(review::run)),
    ("sbom", Target::Text(sbom::run)),
    ("tables", Target::Text(tables::run)),
    ("template", Target::Text(template::run)),
    ("tender", Target::Text(tender::run)),
    ("workbook", Target::Text(workbook::run)),
];

static TARGET: LazyLock<&Target> = LazyLock::new(|| {
    #[allow(clippy::disallowed_methods)] // libFuzzer has the arguments for itself
    let name = std::env::var("FUZZ_TARGET").unwrap_or_default();
    let target = TARGETS.iter().find(|(known, _)| *known == name).map(|(_, target)| target);
    let target = target.unwrap_or_else(|| panic!("FUZZ_TARGET names no target: {name}"));
    // Everything that is made once is made before the clock of the first input runs.
    target.run(b"");
    target
});

libfuzzer_sys::fuzz_target!(
    init: {
        LazyLock::force(&TARGET);
    },
    |data: &[u8]| TARGET.run(data)
);
