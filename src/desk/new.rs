//! The start of a tender or of a requirement, in the words of a library.

use super::Reply;
use super::compile::{self, Inputs};
use crate::condition::{Type, Value};
use crate::diag::{Diagnostic, codes};
use crate::emit::Output;
use crate::emit::format;
use crate::model::{Category, Derivation, Fact, Holder, Library};
use crate::tender::FILE;
use crate::text::{World, file_name};

const TENDER: &str = include_str!("new/tender.yaml");
const REQUIREMENT: &str = include_str!("new/requirement.md");

/// What YAML does not read as text where it stands without quotes.
const YAML_WORDS: [&str; 9] = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];

/// A small tender that builds as it stands against a library. `name` is that of its folder.
pub fn tender(library: &dyn World, name: &str) -> Reply {
    let name = name.to_lowercase();
    let words = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let id = words.collect::<Vec<_>>().join("-");
    let id = if id.is_empty() { "my-tender".to_owned() } else { id };
    // What is wrong with the library is for `lint` to say.
    let Inputs { library, .. } = compile::read(library, None, None);
    let example = Example::of(&library);
    // Every other piece is a name; one pass, so that no word of the library is taken for one.
    let pieces = TENDER.split('§').enumerate();
    let text = pieces.map(|(at, piece)| match (at % 2, piece) {
        (1, "id") => id.clone(),
        (1, name) => example.word(name),
        (_, text) => text.to_owned(),
    });
    Reply { outputs: vec![Output::new(FILE, &format::YAML, text.collect::<String>())], ..Reply::default() }
}

/// What of a library makes an example.
struct Example<'l> {
    library: &'l Library,
    /// A kind of device that has none below it.
    kind: Option<&'l Category>,
}

impl<'l> Example<'l> {
    fn of(library: &'l Library) -> Self {
        let is_leaf = |category: &&Category| {
            let parents = library.categories.values().filter_map(|other| other.parent.as_ref());
            !parents.map(|parent| &parent.value).any(|parent| *parent == category.id)
        };
        Self { library, kind: library.categories.values().find(is_leaf) }
    }

    /// The library's word in a place of the example; where it has none, one that stands for itself.
    fn word(&self, name: &str) -> String {
        let requirement = self.library.requirements.values().next();
        match name {
            "buyer" => self.library.about.buyer.clone(),
            "kind" => self.kind.map_or("device".to_owned(), |kind| kind.id.clone()),
            "kind-title" => quoted(self.kind.map_or("devices", |kind| &kind.title)),
            "zones" => self.zones().join(", "),
            "inside" => self.inside(),
            "outside" => self.outside(),
            "facts" => self.facts(),
            "load" => self.of_links(|load, _| load).unwrap_or_else(|| "records".to_owned()),
            "purpose" => self.of_links(|_, purpose| purpose).unwrap_or_else(|| "remote-service".to_owned()),
            "theme" => self.theme(),
            "beyond" => {
                self.beyond().unwrap_or_else(|| "UPD-03.support_years: {value: 15, weight: 5}".to_owned())
            }
            "parameter" => self.parameter().unwrap_or_else(|| "UPD-03.support_years: 10".to_owned()),
            "requirement" => requirement.map_or("UPD-03".to_owned(), |requirement| requirement.id.clone()),
            name => name.to_owned(),
        }
    }

    fn zones(&self) -> Vec<&'l str> {
        let zone = self.library.facts.values().find(|fact| fact.derivation == Some(Derivation::Zone));
        zone.iter().flat_map(|fact| fact.of.options()).map(|option| option.id.as_str()).collect()
    }

    /// The zones that a library measures distances to are the dangerous ones.
    fn is_outside(&self, zone: &str) -> bool {
        let mut derivations = self.library.facts.values().filter_map(|fact| fact.derivation.as_ref());
        derivations.any(|one| matches!(one, Derivation::Reach { zone: far, .. } if far == zone))
    }

    /// The zone in the middle: lists of zones tend to have the exceptions at their ends.
    fn inside(&self) -> String {
        let zones: Vec<&str> = self.zones().into_iter().filter(|zone| !self.is_outside(zone)).collect();
        plain(zones.get(zones.len() / 2).unwrap_or(&"internal"))
    }

    fn outside(&self) -> String {
        let outside = self.zones().into_iter().find(|zone| self.is_outside(zone));
        outside.map_or_else(|| self.inside(), plain)
    }

    /// The facts that a tender has to state, each with the question that it answers.
    fn facts(&self) -> String {
        let lineage = self.kind.map(|kind| self.library.lineage(&kind.id)).unwrap_or_default();
        let is_open = |fact: &&Fact| {
            let mut bounds = lineage.iter().flat_map(|kind| &kind.bounds);
            fact.holder == Holder::Tender
                && fact.derivation.is_none()
                && !bounds.any(|bound| bound.fact == fact.id)
        };
        let lines = self.library.facts.values().filter(is_open).filter_map(|fact| {
            let ask = fact.ask.split_whitespace().collect::<Vec<_>>().join(" ");
            Some(format!("\n      # {ask}\n      {}: {}", fact.id, value(&fact.of)?))
        });
        let lines: String = lines.collect();
        if lines.is_empty() { " {}".to_owned() } else { lines }
    }

    /// The first load or purpose that a fact follows from.
    fn of_links(
        &self,
        which: impl Fn(&'l Option<String>, &'l Option<String>) -> &'l Option<String>,
    ) -> Option<String> {
        let mut derivations = self.library.facts.values().filter_map(|fact| fact.derivation.as_ref());
        let word = derivations.find_map(|derivation| match derivation {
            Derivation::Link { purpose, carries, .. } => which(carries, purpose).as_deref(),
            Derivation::Zone | Derivation::Reach { .. } => None,
        });
        word.map(plain)
    }

    /// The theme of the first requirement.
    fn theme(&self) -> String {
        let first = self.library.requirements.values().next();
        first.map_or("updates-and-support".to_owned(), |requirement| requirement.theme.id.clone())
    }

    /// The first number of which more is stronger, with twice as much of it as the library asks.
    fn beyond(&self) -> Option<String> {
        self.library.requirements.values().find_map(|requirement| {
            let parameter = requirement.parameters.values().find(|of| of.higher_is_stronger == Some(true))?;
            let Value::Number(number) = parameter.default.value else { return None };
            let twice = Value::Number(number * 2.0);
            let fits = parameter.bounds.iter().all(|bound| bound.accepts(&twice));
            let value = twice.json();
            fits.then(|| format!("{}.{}: {{value: {value}, weight: 5}}", requirement.id, parameter.id))
        })
    }

    /// The first parameter with its default.
    fn parameter(&self) -> Option<String> {
        self.library.requirements.values().find_map(|requirement| {
            let (id, parameter) = requirement.parameters.first()?;
            Some(format!("{}.{id}: {}", requirement.id, parameter.default.value.json()))
        })
    }
}

/// A value of a type, to be edited; nothing where none can be made up.
fn value(of: &Type) -> Option<String> {
    let option = || of.options().first().map(|option| plain(&option.id));
    match of {
        Type::Flag => Some("true".to_owned()),
        Type::Choice { .. } => option(),
        Type::Choices { .. } => option().map(|option| format!("[{option}]")),
        Type::Integer { .. } | Type::Number { .. } => Some("1".to_owned()),
        Type::Date => Some("2027-03-31".to_owned()),
        Type::Version => Some("\"1.0\"".to_owned()),
        Type::Text | Type::Url | Type::Table { .. } => None,
    }
}

/// An id as YAML reads it: most need no quotes.
fn plain(id: &str) -> String {
    let is_plain = id.starts_with(|c: char| c.is_ascii_lowercase())
        && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    if is_plain && !YAML_WORDS.contains(&id) { id.to_owned() } else { quoted(id) }
}

/// A text between quotes, as JSON and YAML read it.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// A requirement that lints as it stands, below the folder of the library.
pub fn requirement(library: &dyn World, id: &str, theme: &str) -> Reply {
    let name = format!("{id}.md");
    let there = library.list().unwrap_or_default();
    if let Some(taken) = there.iter().find(|path| file_name(path) == name) {
        let fault = Diagnostic::new(&codes::UNWRITABLE, format!("`{id}` is taken already"));
        return Reply::cannot(fault.in_file(library.name(taken)).hint("use the next free number"));
    }
    // Its nouns and categories; what is wrong with it is for `lint` to say.
    let Inputs { library: known, .. } = compile::read(library, None, None);
    Reply { outputs: vec![begun(&known, id, &format!("{theme}/{name}"))], ..Reply::default() }
}

/// A requirement of one tender alone that lints as it stands, below the folder of the tender.
pub fn own_requirement(tender: &dyn World, library: &dyn World, id: &str) -> Reply {
    let Inputs { library: known, tender: read, bag, sources } = compile::read(library, Some(tender), None);
    // Whatever else is wrong, there is a tender that it can be of.
    if tender.read(FILE).is_err() {
        return Reply::refused(bag, sources);
    }
    let own = read.is_some_and(|read| read.additions.contains_key(id));
    let path = format!("requirements/{id}.md");
    if own || known.requirements.contains_key(id) {
        let fault = Diagnostic::new(&codes::UNWRITABLE, format!("`{id}` is taken already"));
        return Reply::cannot(
            fault.in_file(tender.name(&path)).hint("choose an id of your own, such as OWN-01"),
        );
    }
    Reply { outputs: vec![begun(&known, id, &path)], ..Reply::default() }
}

/// The example of a requirement, in the words of a library.
fn begun(known: &Library, id: &str, path: &str) -> Output {
    let root = known.categories.values().find(|category| category.parent.is_none());
    let text = REQUIREMENT
        .replace("REQUIREMENT-ID", id)
        .replace("CATEGORY", root.map_or("device", |category| &category.id))
        .replace("BUYER", &known.about.buyer);
    Output::new(path, &format::MARKDOWN, text)
}
