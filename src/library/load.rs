//! Reading the folder of a library: which files there are, in which order they are read.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::de::DeserializeOwned;

use super::borrowed::Known;
use super::front::{Front, Text};
use super::{File, conditions, id, imports, rules, shares, tables, wire};
use crate::diag::codes;
use crate::diag::{Bag, Diagnostic};
use crate::model::{Library, Requirement};
use crate::syntax::{Faults, Node, Shape, parse_yaml};
use crate::text::{SourceId, Sources, Span, Unreadable, World, file_name};

/// The formats of a library's files, made ready once.
#[derive(Default)]
pub struct Formats {
    about: Shape<wire::About>,
    facts: Shape<wire::Facts>,
    categories: Shape<wire::Categories>,
    terms: Shape<wire::Terms>,
    evidence: Shape<wire::EvidenceKinds>,
    standard: Shape<wire::Standard>,
    pub(super) requirement: Shape<wire::Requirement>,
}

impl Formats {
    /// The formats, for all who read such files: making them ready costs more than reading a file.
    pub fn ready() -> &'static Self {
        static READY: LazyLock<Formats> = LazyLock::new(Formats::default);
        &READY
    }
}

/// Reads a library. What is faulty is left out of the result; the faults are in the bag.
///
/// `today` is the day against which reviews are overdue; without it none is.
pub fn load(world: &dyn World, today: Option<Date>, sources: &mut Sources, bag: &mut Bag) -> Library {
    let library = read(world, sources, bag);
    rules::check(&library, library.requirements.values(), today, bag);
    library
}

/// Reads a library that may be of another time: what its conditions and texts say is not held against the rules of today.
pub fn read(world: &dyn World, sources: &mut Sources, bag: &mut Bag) -> Library {
    let mut library = Library::default();
    let formats = Formats::ready();
    let paths = match world.list() {
        Ok(paths) => paths,
        Err(why) => {
            bag.push(
                Diagnostic::unreadable(world.name("").trim_end_matches('/'), &why)
                    .hint("name the folder of a library, or leave `--library` out for the built-in one"),
            );
            return library;
        }
    };
    let mut reader = Reader { world, sources, bag };

    // A library may do without: it is then nobody's in particular.
    if paths.iter().any(|path| path == "library.yaml")
        && let Some((_, about)) = reader.yaml("library.yaml", &formats.about)
    {
        library.about = tables::about(about);
    }
    if let Some((node, facts)) = reader.table("facts.yaml", &paths, &formats.facts) {
        tables::facts(facts, &File { source: node.span.source, node: &node }, &mut library, reader.bag);
    }
    if let Some((node, categories)) = reader.table("categories.yaml", &paths, &formats.categories) {
        tables::categories(
            categories,
            &File { source: node.span.source, node: &node },
            &mut library,
            reader.bag,
        );
    }
    if let Some((_, terms)) = reader.table("threats.yaml", &paths, &formats.terms) {
        library.threats = tables::terms(terms);
    }
    if let Some((_, kinds)) = reader.table("evidence.yaml", &paths, &formats.evidence) {
        library.evidence = tables::evidence(kinds);
    }
    for path in paths.iter().filter(|path| path.starts_with("standards/")) {
        let Some(id) = path.strip_prefix("standards/").and_then(|name| name.strip_suffix(".yaml")) else {
            reader.stray(path);
            continue;
        };
        if let Some((node, standard)) = reader.yaml(path, &formats.standard) {
            tables::standard(
                id,
                standard,
                &File { source: node.span.source, node: &node },
                &mut library,
                reader.bag,
            );
        }
    }
    tables::check_successions(&library, reader.bag);

    let mut texts = Vec::new();
    for path in &paths {
        let known_table = matches!(
            path.as_str(),
            "facts.yaml"
                | "categories.yaml"
                | "threats.yaml"
                | "evidence.yaml"
                | "library.yaml"
                | "CHANGELOG.md"
                | "README.md"
                | "REVIEW.md"
                | "LICENSE"
                | "LICENSE.md"
        );
        if known_table || path.starts_with("standards/") {
            continue;
        }
        match path.strip_suffix(".md").and_then(|path| path.split_once('/')) {
            Some((theme, name)) if !name.contains('/') && translation(path).is_none() => {
                texts.extend(reader.requirement(path, theme, name));
            }
            _ => reader.stray(path),
        }
    }
    let read = shares::each(&texts, |share| {
        let mut bag = Bag::default();
        let fronts = share.iter().filter_map(|text| Front::read(text, formats, &mut bag));
        (fronts.collect::<Vec<_>>(), bag)
    });
    let mut fronts = Vec::new();
    for (share, found) in read {
        fronts.extend(share);
        reader.bag.extend(found);
    }
    let mut ids = BTreeMap::new();
    for (requirement, fine) in lowered(fronts, &library, &mut reader) {
        add(requirement, fine, &mut library.requirements, &mut ids, reader.bag);
    }
    for fact in library.facts.values() {
        imports::check(&library, &fact.imports, reader.bag);
    }
    library
}

/// The theme of the requirements of one tender alone.
pub const OWN_THEME: &str = "additional";

/// Reads one requirement that stands outside the library, such as a tender's own addition.
pub fn load_requirement(
    world: &dyn World,
    path: &str,
    formats: &Formats,
    library: &Library,
    sources: &mut Sources,
    bag: &mut Bag,
) -> Option<Requirement> {
    let name = file_name(path);
    let name = name.strip_suffix(".md").unwrap_or(name);
    let mut reader = Reader { world, sources, bag };
    let text = reader.requirement(path, OWN_THEME, name)?;
    let front = Front::read(&text, formats, reader.bag)?;
    let facts = conditions::vocabulary(library);
    let known = Known { library, facts: &facts, answers: &|id| library.requirements.get(id) };
    let (requirement, _) = front.lower(true, known, &mut reader)?;
    Some(requirement)
}

/// The requirements in the order of their files, each with whether it can be used. Those that take answers
/// of others are lowered when the others are there.
fn lowered(fronts: Vec<Front>, library: &Library, reader: &mut Reader<'_>) -> Vec<(Requirement, bool)> {
    let (taking, giving): (Vec<_>, Vec<_>) =
        fronts.into_iter().enumerate().partition(|(_, front)| front.takes_answers());
    let facts = &conditions::vocabulary(library);
    let mut lowered = BTreeMap::new();
    for (at, front) in giving {
        let known = Known { library, facts, answers: &|_| None };
        lowered.extend(front.lower(false, known, reader).map(|one| (at, one)));
    }
    let mut taken = BTreeMap::new();
    // Of two with one id, which is told later, the first.
    let given = lowered.values().rev().map(|(one, _): &(Requirement, bool)| (one.id.as_str(), one));
    let given: BTreeMap<&str, &Requirement> = given.collect();
    for (at, front) in taking {
        let answers = |id: &str| given.get(id).copied();
        let known = Known { library, facts, answers: &answers };
        taken.extend(front.lower(false, known, reader).map(|one| (at, one)));
    }
    lowered.append(&mut taken);
    lowered.into_values().collect()
}

fn add(
    requirement: Requirement,
    fine: bool,
    all: &mut indexmap::IndexMap<String, Requirement>,
    ids: &mut BTreeMap<String, Span>,
    bag: &mut Bag,
) {
    // Where names of files have no case, two ids that differ in nothing else are one.
    let id = requirement.id.to_ascii_lowercase();
    if let Some(first) = ids.get(&id) {
        bag.push(
            Diagnostic::new(
                &codes::DUPLICATE_ID,
                format!("two requirements have the id `{}`", requirement.id),
            )
            .at(requirement.span, "second here")
            .at(*first, "first here")
            .hint("give one of them the next free number"),
        );
    } else if fine {
        ids.insert(id, requirement.span);
        all.insert(requirement.id.clone(), requirement);
    }
}

/// What reads the files of a library, and keeps what is said of them.
pub struct Reader<'a> {
    world: &'a dyn World,
    sources: &'a mut Sources,
    /// What is wrong.
    pub bag: &'a mut Bag,
}

impl Reader<'_> {
    /// The text of a file; what cannot be read is reported.
    fn text(&mut self, path: &str) -> Option<(SourceId, String)> {
        match self.world.read(path) {
            Ok(text) => {
                // Editors on Windows write a byte-order mark, which means nothing in UTF-8.
                let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
                Some((self.sources.add(self.world.name(path), text.clone()), text))
            }
            Err(why) => {
                self.bag.push(Diagnostic::unreadable(&self.world.name(path), &why));
                None
            }
        }
    }

    /// The text of a requirement's file; what cannot be read is reported.
    fn requirement(&mut self, path: &str, theme: &str, name: &str) -> Option<Text> {
        let (source, text) = self.text(path)?;
        Some(Text { theme: theme.to_owned(), name: name.to_owned(), source, text })
    }

    fn yaml<T: JsonSchema + DeserializeOwned>(&mut self, path: &str, shape: &Shape<T>) -> Option<(Node, T)> {
        let (source, text) = self.text(path)?;
        let node = tree(&text, source, self.bag)?;
        Faults::LIBRARY.report_unprintable(node.unprintable(), self.bag);
        let value = shape.read(&node, &Faults::LIBRARY, self.bag)?;
        Some((node, value))
    }

    fn table<T: JsonSchema + DeserializeOwned>(
        &mut self,
        path: &str,
        paths: &[String],
        shape: &Shape<T>,
    ) -> Option<(Node, T)> {
        if !paths.iter().any(|known| known == path) {
            self.bag.push(
                Diagnostic::new(&codes::MISSING_TABLE, format!("the library has no `{path}`"))
                    .in_file(self.world.name(path))
                    .hint(format!("add `{path}`, or name the folder of a library with `--library`")),
            );
            return None;
        }
        self.yaml(path, shape)
    }

    fn stray(&mut self, path: &str) {
        // What cannot be read may be a theme behind a link: leaving it out would look clean.
        if let Err(why @ (Unreadable::Outside | Unreadable::System(_))) = self.world.read(path) {
            return self.bag.push(Diagnostic::unreadable(&self.world.name(path), &why));
        }
        let (message, hint) = stray(path);
        self.bag.push(Diagnostic::new(&codes::STRAY_FILE, message).in_file(self.world.name(path)).hint(hint));
    }
}

/// The tree of a text; what is none is reported.
pub fn tree(text: &str, source: SourceId, bag: &mut Bag) -> Option<Node> {
    match parse_yaml(text, source) {
        Ok(node) => Some(node),
        Err(fault) => {
            bag.push(Faults::LIBRARY.of_syntax(fault));
            None
        }
    }
}

/// What is said of a file that has no place in a library, and where its place may be.
fn stray(path: &str) -> (String, String) {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let theme = folder.split('/').next().unwrap_or_default();
    if let Some(language) = translation(path) {
        let message = format!("translations are not read yet, and this file looks like one (`{language}`)");
        return (message, "keep it outside the library until then".to_owned());
    }
    let other = "the file is neither a table, a standard nor a requirement".to_owned();
    let requirement = id::is_id(stem) && stem.bytes().any(|byte| byte.is_ascii_digit());
    match ending {
        "md" if folder.contains('/') && requirement => {
            let message = "a theme has no folders of its own, and the file is not read".to_owned();
            (message, format!("move it to `{theme}/{name}`, or make the folder a theme"))
        }
        "txt" | "markdown" | "MD" | "mdown" if requirement && !folder.is_empty() => {
            let message = "the file looks like a requirement, and is not read".to_owned();
            (message, format!("call it `{theme}/{stem}.md`"))
        }
        "yml" if folder.is_empty() || folder == "standards" => (other, format!("call it `{stem}.yaml`")),
        _ => (
            other,
            "put requirements into `<theme>/<ID>.md` and standards into `standards/<id>.yaml`".to_owned(),
        ),
    }
}

/// The language of a file that translates another one: `de` of `UPD-03.de.md`.
fn translation(path: &str) -> Option<&str> {
    let (stem, language) = path.strip_suffix(".md")?.rsplit_once('.')?;
    let two = |text: &str| text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_alphabetic());
    let named = match language.split_once('-') {
        Some((language, land)) => two(language) && two(land),
        None => two(language),
    };
    (named && id::is_id(file_name(stem))).then_some(language)
}
