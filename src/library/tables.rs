//! The tables of a library: facts, categories, terms and standards, from wire to model.

use indexmap::IndexMap;

use super::imports;
use super::wire::{self, TypeKeys, TypeName};
use super::{File, conditions, options, provisos};
use crate::condition::parse;
use crate::condition::{Certainty, Condition, KIND, Subject, Type, Unit, possible};
use crate::diag::codes;
use crate::diag::suggest;
use crate::diag::{Bag, Diagnostic};
use crate::model::{
    About, Bound, Category, Derivation, Entry, EvidenceKind, Fact, Holder, Library, Standard, Term,
};
use crate::text::{Route, Spanned};

/// A type from the keys that say it; nothing where they do not go together.
pub fn type_of(keys: &TypeKeys, route: &Route, file: &File<'_>, bag: &mut Bag) -> Option<Type> {
    let options = options::lower(keys, route, file, bag);
    let mut fault = |key: &str, message: String| {
        bag.push(
            Diagnostic::new(&codes::LIBRARY_WRONG_FORM, message).at(file.key_place(&route.key(key)), ""),
        );
    };
    let chooses = matches!(keys.name, TypeName::Choice | TypeName::Choices);
    let counts = matches!(keys.name, TypeName::Integer | TypeName::Number);
    if chooses && options.is_empty() {
        fault("type", "a choice needs `options`".to_owned());
        return None;
    }
    if !chooses && !options.is_empty() {
        fault("options", "only `choice` and `choices` have options".to_owned());
        return None;
    }
    if keys.ordered && keys.name != TypeName::Choice {
        fault("ordered", "only a `choice` can be ordered".to_owned());
    }
    if counts && keys.unit.is_none() {
        fault("type", "a number needs a `unit`; `count` where things are counted".to_owned());
        return None;
    }
    if !counts && keys.unit.is_some() {
        fault("unit", "only `integer` and `number` have a unit".to_owned());
    }
    let unit = keys.unit.unwrap_or(Unit::Count);
    Some(match keys.name {
        TypeName::Flag => Type::Flag,
        TypeName::Choice => Type::Choice { options, ordered: keys.ordered },
        TypeName::Choices => Type::Choices { options, least: 0 },
        TypeName::Integer => Type::Integer { unit },
        TypeName::Number => Type::Number { unit },
        TypeName::Text => Type::Text,
        TypeName::Date => Type::Date,
        TypeName::Version => Type::Version,
        TypeName::Url => Type::Url,
        TypeName::Table => Type::Table { columns: Vec::new(), least: 1 },
    })
}

/// `library.yaml`.
pub fn about(wire: wire::About) -> About {
    let About { buyer, .. } = About::default();
    let words =
        |words: IndexMap<String, String>| words.into_iter().map(|(id, title)| Term { id, title }).collect();
    About {
        name: wire.name,
        buyer: wire.buyer.unwrap_or(buyer),
        actors: wire.actors,
        purposes: words(wire.purposes),
        loads: words(wire.carries),
    }
}

/// `facts.yaml` into the library.
pub fn facts(wire: wire::Facts, file: &File<'_>, library: &mut Library, bag: &mut Bag) {
    let mut reaches = Vec::new();
    for (id, fact) in wire.0 {
        let route = Route::root().key(&id);
        if id == KIND {
            let message = format!("`{id}` is what a declaration says of the kind of its device");
            bag.push(
                Diagnostic::new(&codes::NAME_CLASH, message)
                    .at(file.key_place(&route), "")
                    .hint("give the fact another name"),
            );
        }
        let Some(of) = type_of(&fact.of, &route, file, bag) else { continue };
        provisos::refuse(&fact.of, &route, file, bag);
        if matches!(of, Type::Table { .. }) {
            bag.push(
                Diagnostic::new(&codes::LIBRARY_WRONG_FORM, "a fact cannot be a table")
                    .at(file.place(&route.key("type")), ""),
            );
            continue;
        }
        let holder = match fact.known_by {
            wire::KnownBy::Category => Holder::Category,
            wire::KnownBy::Tender => Holder::Tender,
            wire::KnownBy::Vendor => Holder::Vendor,
        };
        let at = route.key("derive");
        let derivation = fact.derive.and_then(|derive| derivation(derive, &of, &at, file, bag));
        if let Some(Derivation::Reach { zone, .. }) = &derivation {
            let zone = Spanned::new(zone.clone(), file.place(&at.key("reach").key("zone")));
            reaches.push((id.clone(), zone));
        }
        let imports = imports::lower(&fact.import, &of, &route.key("import"), file, bag);
        let (title, ask) = (fact.title, fact.ask);
        library.facts.insert(id.clone(), Fact { id, title, ask, of, holder, derivation, imports });
    }
    for (fact, zone) in reaches {
        if !is_zone(&zone, library, bag)
            && let Some(fact) = library.facts.get_mut(&fact)
        {
            fact.derivation = None;
        }
    }
}

/// Whether there is such a zone: an option of the fact that is the lot's own zone.
fn is_zone(zone: &Spanned<String>, library: &Library, bag: &mut Bag) -> bool {
    let own = library.facts.values().find(|fact| matches!(fact.derivation, Some(Derivation::Zone)));
    let zones = own.map(|fact| fact.of.options()).unwrap_or_default();
    if zones.iter().any(|known| known.id == zone.value) {
        return true;
    }
    let fault = Diagnostic::new(&codes::UNKNOWN_ZONE_OF_REACH, format!("there is no zone `{}`", zone.value));
    bag.push(match own {
        Some(fact) => suggest::offer(
            fault.at(zone.span, format!("not among the options of `{}`", fact.id)),
            &zone.value,
            zones.iter().map(|option| option.id.as_str()),
            zone.span,
        ),
        None => fault
            .at(zone.span, "no fact is the lot's own zone")
            .hint("add a choice of zones to facts.yaml with `derive: {own: zone}`"),
    });
    false
}

fn derivation(
    derive: wire::Derive,
    of: &Type,
    route: &Route,
    file: &File<'_>,
    bag: &mut Bag,
) -> Option<Derivation> {
    let unfit = match &derive {
        wire::Derive { own: Some(_), .. } if !matches!(of, Type::Choice { .. }) => {
            Some("a zone is one of several: `own: zone` needs a `choice`")
        }
        wire::Derive { reach: Some(_), .. } if !matches!(of, Type::Choice { .. }) => {
            Some("`reach` has an option for each case: it needs a `choice`")
        }
        wire::Derive { link: Some(link), .. } if link.includes.is_empty() && *of != Type::Flag => {
            Some("whether there is such a link is yes or no: it needs a `flag`, or `includes`")
        }
        wire::Derive { link: Some(link), .. }
            if !link.includes.is_empty() && !matches!(of, Type::Choices { .. }) =>
        {
            Some("`includes` adds to a set: it needs `choices`")
        }
        _ => None,
    };
    if let Some(why) = unfit {
        bag.push(
            Diagnostic::new(&codes::DERIVATION_WITHOUT_EFFECT, why)
                .at(file.key_place(route), format!("this fact is a `{}`", of.name()))
                .hint("give the fact another type, or leave `derive` out"),
        );
        return None;
    }
    let mut known = |option: &str, route: Route| {
        let offered = of.options().iter().any(|known| known.id == option);
        if !offered {
            bag.push(
                Diagnostic::new(&codes::UNKNOWN_OPTION, format!("the option `{option}` is not offered"))
                    .at(file.place(&route), "not among the options")
                    .hint(format!(
                        "use one of {}",
                        suggest::listed(of.options().iter().map(|o| o.id.as_str()))
                    )),
            );
        }
        offered
    };
    if let Some(reach) = derive.reach {
        let route = route.key("reach");
        let sound = [
            ("none", &reach.none),
            ("linked", &reach.linked),
            ("indirect", &reach.indirect),
            ("direct", &reach.direct),
        ]
        .map(|(key, option)| known(option, route.key(key)));
        let wire::Reach { zone, none, linked, indirect, direct } = reach;
        return sound.iter().all(|sound| *sound).then_some(Derivation::Reach {
            zone,
            none,
            linked,
            indirect,
            direct,
        });
    }
    if let Some(link) = derive.link {
        let route = route.key("link").key("includes");
        let sound = link.includes.iter().enumerate().all(|(i, option)| known(option, route.index(i)));
        let wire::LinkPattern { purpose, carries, includes } = link;
        return sound.then_some(Derivation::Link { purpose, carries, includes });
    }
    derive.own.map(|wire::Own::Zone| Derivation::Zone)
}

/// `categories.yaml` into the library.
pub fn categories(wire: wire::Categories, file: &File<'_>, library: &mut Library, bag: &mut Bag) {
    let vocabulary = conditions::vocabulary(library);
    for (id, category) in wire.0 {
        let route = Route::root().key(&id);
        let mut bounds = Vec::new();
        for (fact, json) in &category.facts {
            let at = route.key("facts").key(fact);
            let entry = serde_json::Map::from_iter([(fact.clone(), json.clone())]);
            if !vocabulary.contains_key(fact.as_str()) {
                if conditions::undecidable(library, bag) {
                    continue;
                }
                let fault = Diagnostic::new(&codes::UNKNOWN_FACT, format!("there is no fact `{fact}`"))
                    .at(file.key_place(&at), "not in facts.yaml");
                bag.push(super::conditions::offer_fact(fault, fact, &vocabulary, file.key_place(&at)));
                continue;
            }
            match parse::condition(&serde_json::Value::Object(entry), &vocabulary, &route.key("facts")) {
                Ok(Condition::Test { check, .. }) => {
                    bounds.push(Bound { fact: fact.clone(), check, span: file.key_place(&at) });
                }
                Ok(_) => {}
                Err(faults) => conditions::report(faults, file, bag),
            }
        }
        let parent = category.parent.map(|parent| Spanned::new(parent, file.place(&route.key("parent"))));
        let span = file.key_place(&route);
        library.categories.insert(id.clone(), Category { id, title: category.title, parent, bounds, span });
    }
    check_tree(library, bag);
}

fn check_tree(library: &mut Library, bag: &mut Bag) {
    let ids: Vec<String> = library.categories.keys().cloned().collect();
    let mut cut: Vec<String> = Vec::new();
    for (id, category) in &library.categories {
        let Some(parent) = &category.parent else { continue };
        if !library.categories.contains_key(&parent.value) {
            let fault =
                Diagnostic::new(&codes::UNKNOWN_CATEGORY, format!("there is no category `{}`", parent.value))
                    .at(parent.span, "not in categories.yaml");
            bag.push(match suggest::nearest(&parent.value, ids.iter().map(String::as_str)) {
                Some(meant) => fault.edit(format!("did you mean `{meant}`?"), parent.span, meant),
                None => fault,
            });
            cut.push(id.clone());
            continue;
        }
        let (mut at, mut steps, mut told) = (parent.value.clone(), 0, false);
        while let Some(next) = library.categories.get(&at).and_then(|above| above.parent.as_ref()) {
            told |= cut.contains(&at);
            if at == *id || steps > ids.len() {
                break;
            }
            at = next.value.clone();
            steps += 1;
        }
        // A circle is one fault, however many categories stand on it.
        if at == *id && !told {
            bag.push(
                Diagnostic::new(
                    &codes::CYCLIC_CATEGORIES,
                    format!("the category `{id}` stands above itself"),
                )
                .at(parent.span, format!("from here the way up leads back to `{id}`"))
                .hint("give one of the categories on the way another parent, or none"),
            );
            cut.push(id.clone());
        }
    }
    for id in cut {
        if let Some(category) = library.categories.get_mut(&id) {
            category.parent = None;
        }
    }
    for category in library.categories.values() {
        let domains = conditions::domains(library, Some(&category.id));
        for bound in &category.bounds {
            if domains.is_empty(&Subject::Fact(bound.fact.clone())) {
                let fault = Diagnostic::new(
                    &codes::CONTRADICTORY_FACTS,
                    format!("no value of `{}` is left for `{}`", bound.fact, category.id),
                );
                let above = library.lineage(&category.id).into_iter().filter(|above| above.id != category.id);
                let other = above.flat_map(|above| &above.bounds).find(|other| other.fact == bound.fact);
                bag.push(match other {
                    Some(other) => fault
                        .at(bound.span, "contradicts what a category above it says")
                        .at(other.span, "said here")
                        .hint("make the two agree, or give the category another parent"),
                    None => fault
                        .at(bound.span, "contradicts itself")
                        .hint("correct it so that some value is left"),
                });
            }
        }
    }
}

/// `threats.yaml`.
pub fn terms(wire: wire::Terms) -> IndexMap<String, Term> {
    wire.0.into_iter().map(|(id, term)| (id.clone(), Term { id, title: term.title })).collect()
}

/// `evidence.yaml`.
pub fn evidence(wire: wire::EvidenceKinds) -> IndexMap<String, EvidenceKind> {
    let kinds = wire.0.into_iter();
    kinds
        .map(|(id, kind)| {
            let (title, content, elements) = (kind.title, kind.content, kind.elements);
            (id.clone(), EvidenceKind { id, title, content, elements })
        })
        .collect()
}

/// `standards/<id>.yaml` into the library.
pub fn standard(id: &str, wire: wire::Standard, file: &File<'_>, library: &mut Library, bag: &mut Bag) {
    let vocabulary = conditions::vocabulary(library);
    let scope = match &wire.scope {
        None => Condition::Constant(true),
        Some(_) if conditions::undecidable(library, bag) => Condition::Constant(true),
        Some(scope) => match parse::condition(&scope.0, &vocabulary, &Route::root().key("scope")) {
            Ok(scope) => {
                if possible(&scope, &conditions::domains(library, None)) == Certainty::Never {
                    bag.push(
                        Diagnostic::new(
                            &codes::CONDITION_NEVER_HOLDS,
                            format!("{} is about no device at all: its scope contradicts itself", wire.short),
                        )
                        .at(file.key_place(&Route::root().key("scope")), "false whatever the facts are")
                        .hint("correct the condition"),
                    );
                }
                scope
            }
            Err(faults) => {
                conditions::report(faults, file, bag);
                Condition::Constant(true)
            }
        },
    };
    let mut entries: IndexMap<String, Entry> = IndexMap::new();
    for (i, entry) in wire.entries.into_iter().enumerate() {
        let read = Entry {
            title: entry.title,
            level: entry.level,
            unchecked: entry.unchecked,
            not_asked: entry.not_asked,
        };
        if entries.insert(entry.id.clone(), read).is_some() {
            let place = file.place(&Route::root().key("entries").index(i).key("id"));
            bag.push(
                Diagnostic::new(&codes::DUPLICATE_ID, format!("two entries have the id `{}`", entry.id))
                    .at(place, "second here")
                    .hint("remove one of them"),
            );
        }
    }
    let standard = Standard {
        id: id.to_owned(),
        name: wire.name,
        short: wire.short,
        edition: wire.edition,
        date: wire.date,
        publisher: wire.publisher,
        superseded_by: wire.superseded_by,
        scope,
        entries,
    };
    library.standards.insert(id.to_owned(), standard);
}

/// Whether every edition that took another's place is there.
pub fn check_successions(library: &Library, bag: &mut Bag) {
    for standard in library.standards.values() {
        if let Some(next) =
            standard.superseded_by.as_ref().filter(|next| !library.standards.contains_key(*next))
        {
            bag.push(
                Diagnostic::new(
                    &codes::UNKNOWN_STANDARD,
                    format!("`{}` is superseded by `{next}`, which is not there", standard.id),
                )
                .in_file(format!("standards/{}.yaml", standard.id))
                .hint(format!("add `standards/{next}.yaml`")),
            );
        }
    }
}

/// `updates-and-support` as people write it: `Updates and support`.
pub fn sentence_case(id: &str) -> String {
    let words = id.replace('-', " ");
    let mut rest = words.chars();
    rest.next().map_or_else(String::new, |first| first.to_uppercase().chain(rest).collect())
}
