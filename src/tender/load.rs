//! Reading the folder of a tender: `tender.yaml`, and requirements of its own under
//! `requirements/`.

use std::sync::LazyLock;

use indexmap::IndexMap;

use super::{lower, rules, wire};
use crate::diag::codes;
use crate::diag::{Bag, Diagnostic};
use crate::library;
use crate::library::Formats;
use crate::model::{Library, Requirement, Tender};
use crate::syntax::{Faults, Shape, parse_yaml};
use crate::text::{Sources, Unreadable, World};

static SHAPE: LazyLock<Shape<wire::Tender>> = LazyLock::new(Shape::default);

/// The name of the file of a tender.
pub const FILE: &str = "tender.yaml";

/// The text of a tender; nothing where it cannot be read, which is then in the bag.
pub fn text(world: &dyn World, bag: &mut Bag) -> Option<String> {
    match world.read(FILE) {
        Ok(text) => Some(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text)),
        Err(why) => {
            let fault = Diagnostic::unreadable(&world.name(FILE), &why);
            bag.push(if why == Unreadable::Missing {
                fault.hint("name a folder that has a `tender.yaml`; `tenderc new tender` makes one")
            } else {
                fault
            });
            None
        }
    }
}

/// Reads a tender from its folder. Nothing where it cannot be read; the faults are in the bag.
pub fn load(world: &dyn World, library: &Library, sources: &mut Sources, bag: &mut Bag) -> Option<Tender> {
    let text = text(world, bag)?;
    let source = sources.add(world.name(FILE), text.clone());
    let additions = additions(world, library, sources, bag);
    let node = match parse_yaml(&text, source) {
        Ok(node) => node,
        Err(fault) => {
            bag.push(Faults::TENDER.of_syntax(fault));
            return None;
        }
    };
    Faults::TENDER.report_unprintable(node.unprintable(), bag);
    let wire = SHAPE.read(&node, &Faults::TENDER, bag)?;
    rules::check(&wire, &node, &text, bag);
    lower::lower(wire, &node, &text, additions, library, bag)
}

/// The requirements of this tender only: `requirements/<ID>.md` beside `tender.yaml`.
fn additions(
    world: &dyn World,
    library: &Library,
    sources: &mut Sources,
    bag: &mut Bag,
) -> IndexMap<String, Requirement> {
    let mut additions: IndexMap<String, Requirement> = IndexMap::new();
    let paths = world.list().unwrap_or_else(|why| {
        bag.push(Diagnostic::unreadable(&world.name("requirements"), &why));
        Vec::new()
    });
    let own = |path: &&String| path.starts_with("requirements/") && path.ends_with(".md");
    let paths: Vec<&String> = paths.iter().filter(own).collect();
    if paths.is_empty() {
        return additions;
    }
    let formats = Formats::ready();
    for path in paths {
        let Some(requirement) = library::load_requirement(world, path, formats, library, sources, bag) else {
            continue;
        };
        let first = library.requirements.get(&requirement.id).or_else(|| additions.get(&requirement.id));
        if let Some(first) = first {
            let fault = Diagnostic::new(
                &codes::TENDER_DUPLICATE_ID,
                format!("the id `{}` is taken already", requirement.id),
            )
            .at(requirement.span, "second here")
            .hint("give the tender's own requirement an id that the library does not use");
            bag.push(if library.requirements.contains_key(&requirement.id) {
                fault
            } else {
                fault.at(first.span, "first here")
            });
            continue;
        }
        additions.insert(requirement.id.clone(), requirement);
    }
    library::rules::check(library, additions.values(), None, bag);
    additions
}
