//! Requirements × standards and threats.

use super::templates::{self, Rendering};
use super::{Reply, compile};
use crate::coverage::{self, Coverage, State};
use crate::diag::{Diagnostic, codes, suggest};
use crate::document;
use crate::emit::format;
use crate::emit::{Format, Output};
use crate::say;
use crate::text::World;
use crate::words::Words;

/// The formats of the report.
pub fn formats() -> Vec<&'static Format> {
    super::formats(&[&format::TEXT, &format::JSON], true)
}

/// What a library covers of each standard, or of the one that is named.
pub fn coverage(library: &dyn World, standard: Option<&str>, form: &Rendering<'_>, words: Words) -> Reply {
    let compile::Inputs { library, mut bag, mut sources, .. } = compile::read(library, None, None);
    if bag.has_errors() {
        return Reply::refused(bag, sources);
    }
    if let Some(id) = standard.filter(|id| !library.standards.contains_key(*id)) {
        let known = library.standards.keys().map(String::as_str);
        let fault = Diagnostic::new(&codes::UNKNOWN_STANDARD, format!("there is no standard `{id}`"));
        let begins = known.clone().find(|known| known.starts_with(id));
        let meant = begins.or_else(|| suggest::nearest(id, known.clone()));
        let listed = suggest::listed(known);
        return Reply::cannot(match meant {
            Some(meant) => fault.hint(format!("did you mean `{meant}`?")),
            None => fault.hint(format!("name one of {listed}")),
        });
    }
    let coverage = coverage::coverage(&library, standard, words);
    let text = match form.format.name {
        "text" if standard.is_some() => entries(&coverage, words),
        "text" => lines(&coverage, words),
        "json" => serde_json::to_string_pretty(&coverage).unwrap_or_default() + "\n",
        _ => {
            let made = templates::product(form, &mut sources, &mut bag, |_| {
                document::coverage(&coverage, form.templates, words)
            });
            return match made {
                Some(product) => Reply::of(product, bag, sources),
                None => Reply::refused(bag, sources),
            };
        }
    };
    Reply::of(Output::product(form.format, text), bag, sources)
}

/// A number in a column of three digits.
fn column(count: usize) -> String {
    format!("{count:3}")
}

fn lines(coverage: &Coverage, words: Words) -> String {
    let mut text = String::new();
    for standard in &coverage.standards {
        let counts = standard.counts;
        text += &say!(
            words,
            "coverage-standard",
            standard = format!("{:34}", standard.id),
            entries = column(standard.entries.len()),
            fully = column(counts.fully),
            partly = column(counts.partly),
            related = column(counts.related),
            not_asked = column(counts.not_asked),
            unchecked = column(counts.unchecked),
            open = column(counts.open),
        );
        text.push('\n');
    }
    text += "\n";
    for threat in &coverage.threats {
        let id = format!("{:34}", threat.id);
        text += &say!(words, "coverage-threat", threat = id, requirements = threat.requirements.len());
        text.push('\n');
    }
    text
}

fn entries(coverage: &Coverage, words: Words) -> String {
    let mut text = String::new();
    for entry in coverage.standards.iter().flat_map(|standard| &standard.entries) {
        let citing = entry.requirements.iter().map(|citing| {
            say!(words, "coverage-citing", id = citing.id.as_str(), covers = citing.covers.word())
        });
        let becomes = match entry.state {
            State::Fully | State::Partly | State::Related => citing.collect::<Vec<_>>().join(", "),
            State::NotAsked => say!(words, "coverage-not-asked", reason = entry.reason.as_str()),
            State::Unchecked => say!(words, "coverage-unchecked"),
            State::Open => say!(words, "coverage-open"),
        };
        text += &format!("{:14} {}\n{:14}   {becomes}\n", entry.id, entry.title, "");
    }
    text
}
