//! Every fault of a library and a tender.

use jiff::civil::Date;

use super::compile::{self, Inputs};
use super::{Exit, Reply};
use crate::diag::render;
use crate::emit::format;
use crate::emit::{Format, Output};
use crate::resolve;
use crate::say;
use crate::text::World;
use crate::words::Words;

/// The formats of the report.
pub fn formats() -> Vec<&'static Format> {
    super::formats(&[&format::TEXT, &format::JSON, &format::SARIF, &format::GITHUB], false)
}

/// Reads a library, and a tender where one is given, and reports what is wrong. In text, the report is
/// what the diagnostics say.
pub fn lint(
    library: &dyn World,
    tender: Option<&dyn World>,
    today: Option<Date>,
    format: &'static Format,
    words: Words,
) -> Reply {
    let Inputs { library, tender, mut bag, sources } = compile::read(library, tender, today);
    if let Some(tender) = tender.filter(|_| !bag.has_errors()) {
        let _ = resolve::resolve(&library, &tender, &mut bag);
    }
    let exit = if bag.has_errors() { Exit::Unjudged } else { Exit::Fine };
    let diagnostics = bag.sorted();
    let report = match format.name {
        "json" => render::json::render(&diagnostics, &sources),
        "sarif" => render::sarif::render(&diagnostics, &sources),
        "github" => render::github::render(&diagnostics, &sources),
        _ => {
            let mut reply = Reply { exit, ..Reply::default() };
            if diagnostics.is_empty() {
                reply.notes.push(say!(
                    words,
                    "lint-clean",
                    requirements = library.requirements.len(),
                    categories = library.categories.len(),
                    facts = library.facts.len(),
                    standards = library.standards.len(),
                ));
            }
            return Reply { bag, sources, ..reply };
        }
    };
    Reply { outputs: vec![Output::product(format, report)], exit, ..Reply::default() }
}
