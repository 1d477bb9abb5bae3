//! The start of a tender or of a requirement.

use super::Reply;
use super::compile::{self, Inputs};
use crate::diag::{Diagnostic, codes};
use crate::emit::Output;
use crate::emit::format;
use crate::tender::FILE;
use crate::text::World;

const TENDER: &str = include_str!("new/tender.yaml");
const REQUIREMENT: &str = include_str!("new/requirement.md");

/// A small tender that builds as it stands. `name` is that of its folder.
pub fn tender(name: &str) -> Reply {
    let name = name.to_lowercase();
    let words = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let id = words.collect::<Vec<_>>().join("-");
    let id = if id.is_empty() { "my-tender" } else { &id };
    let text = TENDER.replace("TENDER-ID", id);
    Reply { outputs: vec![Output::new(FILE, &format::YAML, text)], ..Reply::default() }
}

/// A requirement that lints as it stands, below the folder of the library.
pub fn requirement(library: &dyn World, id: &str, theme: &str) -> Reply {
    let name = format!("{id}.md");
    let there = library.list().unwrap_or_default();
    if let Some(taken) = there.iter().find(|path| path.rsplit('/').next() == Some(name.as_str())) {
        let fault = Diagnostic::new(&codes::UNWRITABLE, format!("`{id}` is taken already"));
        return Reply::cannot(fault.in_file(library.name(taken)).hint("use the next free number"));
    }
    // Its nouns and categories; what is wrong with it is for `lint` to say.
    let Inputs { library: known, .. } = compile::read(library, None, None);
    let root = known.categories.values().find(|category| category.parent.is_none());
    let text = REQUIREMENT
        .replace("REQUIREMENT-ID", id)
        .replace("CATEGORY", root.map_or("device", |category| &category.id))
        .replace("BUYER", &known.about.buyer);
    let output = Output::new(format!("{theme}/{name}"), &format::MARKDOWN, text);
    Reply { outputs: vec![output], ..Reply::default() }
}
