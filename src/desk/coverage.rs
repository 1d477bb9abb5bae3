//! Requirements × standards and threats.

use super::{Reply, compile, templates};
use crate::coverage::{self, Coverage, State};
use crate::diag::{Diagnostic, codes, suggest};
use crate::document;
use crate::emit::format;
use crate::emit::{Format, Output};
use crate::text::World;

/// The formats of the report.
pub fn formats() -> Vec<&'static Format> {
    super::formats(&[&format::TEXT, &format::JSON], true)
}

/// What a library covers of each standard, or of the one that is named.
pub fn coverage(
    library: &dyn World,
    standard: Option<&str>,
    format: &'static Format,
    folder: &dyn World,
) -> Reply {
    let compile::Inputs { library, bag, mut sources, .. } = compile::read(library, None, None);
    if bag.has_errors() {
        return Reply::refused(bag, sources);
    }
    if let Some(id) = standard.filter(|id| !library.standards.contains_key(*id)) {
        let known = suggest::listed(library.standards.keys().map(String::as_str));
        let fault = Diagnostic::new(&codes::UNKNOWN_STANDARD, format!("there is no standard `{id}`"));
        return Reply::cannot(fault.hint(format!("name one of {known}")));
    }
    let coverage = coverage::coverage(&library, standard);
    let text = match format.name {
        "text" if standard.is_some() => entries(&coverage),
        "text" => lines(&coverage),
        "json" => serde_json::to_string_pretty(&coverage).unwrap_or_default() + "\n",
        _ => {
            let made =
                templates::product(format, folder, &mut sources, |_| document::coverage(&coverage, folder));
            return match made {
                Ok(product) => Reply::of(product, bag, sources),
                Err(faults) => Reply::refused(faults, sources),
            };
        }
    };
    Reply::of(Output::product(format, text), bag, sources)
}
fn lines(coverage: &Coverage) -> String {
    let mut text = String::new();
    for standard in &coverage.standards {
        let counts = standard.counts;
        text += &format!(
            "{:34} {:3} entries: {:3} covered, {:3} not asked, {:3} unchecked, {:3} open\n",
            standard.id,
            standard.entries.len(),
            counts.covered,
            counts.not_asked,
            counts.unchecked,
            counts.open,
        );
    }
    text += "\n";
    for threat in &coverage.threats {
        text += &format!("{:34} countered by {} requirements\n", threat.id, threat.requirements.len());
    }
    text
}

fn entries(coverage: &Coverage) -> String {
    let mut text = String::new();
    for entry in coverage.standards.iter().flat_map(|standard| &standard.entries) {
        let ids: Vec<&str> = entry.requirements.iter().map(|requirement| requirement.id.as_str()).collect();
        let words = match entry.state {
            State::Covered => ids.join(", "),
            State::NotAsked => format!("not asked: {}", entry.reason),
            State::Unchecked | State::Open => entry.state.word().to_owned(),
        };
        text += &format!("{:14} {}\n{:14}   {words}\n", entry.id, entry.title, "");
    }
    text
}
