//! `explain`: a code; a requirement; why a requirement applies to a lot or not; the vocabulary.

use indexmap::IndexMap;

use super::{Reply, bag_of, compile};
use crate::condition::word::{self, Naming};
use crate::condition::{Condition, Subject, Type};
use crate::diag::{Code, Diagnostic, codes, suggest};
use crate::model::{Derivation, Holder, Library, Requirement, Term};
use crate::resolve;
use crate::resolve::spec;
use crate::say;
use crate::text::World;
use crate::words::Words;

/// What is explained.
pub struct Question<'w> {
    /// A code, the id of a requirement, or a word of [`VOCABULARIES`].
    pub what: &'w str,
    /// The tender for which a requirement is explained.
    pub tender: Option<&'w dyn World>,
    /// One lot of it; all lots if none is named.
    pub lot: Option<&'w str>,
}

/// The words that list what there is.
pub const VOCABULARIES: [&str; 8] =
    ["facts", "categories", "zones", "purposes", "carries", "evidence", "themes", "requirements"];

/// Explains a code, a requirement, or why a requirement applies to a lot or not.
pub fn explain(library: &dyn World, question: &Question<'_>, words: Words) -> Reply {
    if let Some(code) = Code::find(question.what) {
        return Reply::text(code.page);
    }
    let compile::Inputs { library, tender, mut bag, sources } = compile::read(library, question.tender, None);
    if bag.has_errors() {
        return Reply::refused(bag, sources);
    }
    match question.what {
        "facts" => return Reply::text(facts(&library, words)),
        "categories" => return Reply::text(categories(&library)),
        "requirements" => return Reply::text(requirements(&library)),
        "zones" => return Reply::text(terms(library.zones().iter().map(|zone| (&zone.id, &zone.label)))),
        "purposes" => return Reply::text(counting(&library.purposes(), &library, words)),
        "carries" => return Reply::text(counting(&library.loads(), &library, words)),
        "evidence" => {
            return Reply::text(terms(library.evidence.values().map(|kind| (&kind.id, &kind.title))));
        }
        "themes" => return Reply::text(themes(&library)),
        _ => {}
    }
    if question.tender.is_none() {
        return match library.requirements.get(&question.what.to_uppercase()) {
            Some(requirement) => {
                // As it reads with the library's own values.
                let spec = resolve::as_written(&library, &mut bag);
                let written = spec.lots.iter().find_map(|lot| lot.requirement(&requirement.id));
                Reply::text(written.map_or_else(String::new, |written| {
                    of_requirement(requirement, written, &library, words)
                }))
            }
            None => unknown(question.what, &library),
        };
    }
    let Some(spec) = tender.and_then(|tender| resolve::resolve(&library, &tender, &mut bag)) else {
        return Reply::refused(bag, sources);
    };
    if let Some(lot) = question.lot.filter(|wanted| !spec.lots.iter().any(|lot| lot.id == **wanted)) {
        let known = suggest::listed(spec.lots.iter().map(|lot| lot.id.as_str()));
        let fault = Diagnostic::new(&codes::OTHER_LOT, format!("the tender has no lot `{lot}`"));
        return Reply::refused(bag_of([fault.hint(format!("name one of its lots: {known}"))]), sources);
    }
    let lots = spec.lots.iter().filter(|lot| question.lot.is_none_or(|wanted| wanted == lot.id));
    let id = question.what.to_uppercase();
    let said: Vec<String> = lots.filter_map(|lot| of_lot(&id, lot, words)).collect();
    if said.is_empty() { unknown(question.what, &library) } else { Reply::text(said.join("\n")) }
}

fn unknown(what: &str, library: &Library) -> Reply {
    let codes = codes::ALL.iter().map(|code| code.id);
    let known = library.requirements.keys().map(String::as_str).chain(codes);
    let hint = suggest::nearest(&what.to_uppercase(), known.chain(VOCABULARIES))
        .map(|meant| format!("did you mean `{meant}`?"))
        .unwrap_or_else(|| "list the requirements with `tenderc explain requirements`".to_owned());
    let fault =
        Diagnostic::new(&codes::NOTHING_TO_EXPLAIN, format!("there is no code and no requirement `{what}`"));
    Reply::cannot(fault.hint(hint))
}

fn facts(library: &Library, words: Words) -> String {
    let mut text = String::new();
    for fact in library.facts.values() {
        let holder = match (fact.holder, &fact.derivation) {
            (Holder::Tender, Some(_)) => say!(words, "explain-fact-follows"),
            (Holder::Tender, None) => say!(words, "explain-fact-tender"),
            (Holder::Category, _) => say!(words, "explain-fact-category"),
            (Holder::Vendor, _) => say!(words, "explain-fact-vendor"),
        };
        text += &format!("{} ({}, {holder})\n    {}\n", fact.id, fact.of.name(), fact.ask);
        for option in fact.of.options() {
            text += &format!("      {}: {}\n", option.id, option.label);
        }
        if let Some(alone) = word::alone(words, &fact.of, Naming::Id) {
            text += &format!("      {alone}\n");
        }
    }
    text
}

fn categories(library: &Library) -> String {
    let mut text = String::new();
    for root in library.categories.values().filter(|category| category.parent.is_none()) {
        below(library, &root.id, 0, &mut text);
    }
    text
}

fn below(library: &Library, id: &str, depth: usize, text: &mut String) {
    let title = library.categories.get(id).map_or(id, |category| &category.title);
    *text += &format!("{}{id}: {title}\n", "  ".repeat(depth));
    let children = library.categories.values();
    for child in children.filter(|child| child.parent.as_ref().is_some_and(|parent| parent.value == id)) {
        below(library, &child.id, depth + 1, text);
    }
}

/// Words with what each means.
fn terms<'a>(words: impl Iterator<Item = (&'a String, &'a String)>) -> String {
    words.map(|(id, title)| format!("{id}: {title}\n")).collect()
}

/// Words of links, with the facts that follow from each.
fn counting(known: &[Term], library: &Library, words: Words) -> String {
    if known.is_empty() {
        return format!("{}\n", say!(words, "explain-no-word"));
    }
    let mut text = String::new();
    for word in known {
        text += &format!("{}: {}\n", word.id, word.title);
        let follows = library.facts.values().filter(|fact| match &fact.derivation {
            Some(Derivation::Link { purpose, carries, .. }) => {
                [purpose, carries].into_iter().flatten().any(|named| *named == word.id)
            }
            Some(Derivation::Zone | Derivation::Reach { .. }) | None => false,
        });
        for fact in follows {
            text += &format!("    {}\n", say!(words, "explain-follows", fact = fact.id.as_str()));
        }
    }
    text
}

fn themes(library: &Library) -> String {
    let themes: IndexMap<&String, &String> =
        library.requirements.values().map(|of| (&of.theme.id, &of.theme.title)).collect();
    terms(themes.into_iter())
}

fn requirements(library: &Library) -> String {
    let mut text = String::new();
    let mut theme = "";
    for requirement in library.requirements.values() {
        if requirement.theme.title != theme {
            theme = &requirement.theme.title;
            text += &format!("{theme}\n");
        }
        text += &format!("  {} {}\n", requirement.id, requirement.title);
    }
    text
}

fn of_requirement(
    requirement: &Requirement,
    written: &spec::Requirement,
    library: &Library,
    words: Words,
) -> String {
    let legend = |subject: &Subject| match subject {
        Subject::Fact(id) => library.facts.get(id).map(|fact| (format!("“{}”", fact.title), fact.of.clone())),
        Subject::Answer(id) => written.question(id).map(|q| (format!("“{}”", q.ask), q.of.clone())),
        Subject::Column(_) => None,
    };
    let mut text = format!("{} {}\n\n{}\n\n", requirement.id, requirement.title, written.statement);
    let obligation = requirement
        .obligation
        .iter()
        .map(|(level, word)| say!(words, "explain-obligation-at", word = word.word(), level = level.word()));
    let obligation = obligation.collect::<Vec<_>>().join(", ");
    text += &format!("{}\n", say!(words, "explain-obligation", obligation = obligation));
    text += &format!("{}\n", say!(words, "explain-tier", tier = requirement.tier.word()));
    let kinds = requirement
        .categories
        .iter()
        .map(|id| library.categories.get(&id.value).map_or(&id.value, |c| &c.title));
    let kinds = kinds.map(String::as_str).collect::<Vec<_>>().join(", ");
    text += &format!("{}\n", say!(words, "explain-for", kinds = kinds));
    if !matches!(requirement.when, Condition::Constant(_)) {
        let when = word::condition(words, &requirement.when, &legend, Naming::Label);
        text += &format!("{}\n", say!(words, "condition-applies-if", when = when));
    }
    for parameter in requirement.parameters.values() {
        let bounds =
            parameter.bounds.iter().map(|bound| word::accepted(words, bound, &parameter.of, Naming::Id));
        let default = word::value(words, &parameter.default.value, &parameter.of, Naming::Id);
        let bounds = bounds.collect::<Vec<_>>().join(", ");
        let said =
            say!(words, "explain-parameter", id = parameter.id.as_str(), default = default, bounds = bounds);
        text += &format!("{said}\n");
    }
    text += &format!("{}\n", say!(words, "explain-questions"));
    for question in &written.questions {
        let tier = requirement.questions.get(&question.id).map(|asked| asked.tier);
        let later = tier.filter(|tier| *tier > requirement.tier);
        let later = later.map(|tier| say!(words, "explain-from-tier", tier = tier.word()));
        let of = [Some(question.of.name().to_owned()), later].into_iter().flatten().collect::<Vec<_>>();
        text += &format!("  {} ({}): {}\n", question.id, of.join(", "), question.ask);
        for option in question.of.options() {
            text += &format!("      {}: {}\n", option.id, option.label);
        }
        if let Some(alone) = word::alone(words, &question.of, Naming::Id) {
            text += &format!("      {alone}\n");
        }
    }
    let section = |title: String, body: &str| {
        if body.is_empty() { String::new() } else { format!("\n{title}\n{body}\n") }
    };
    text += &section(say!(words, "explain-rationale"), &written.rationale);
    text += &section(say!(words, "explain-verification"), &written.verification);
    for reference in &requirement.references {
        if let Some(standard) = library.standards.get(&reference.standard) {
            let entries = reference.entries.iter().map(|entry| entry.value.as_str()).collect::<Vec<_>>();
            text += &format!("\n{} {}: {}", standard.short, standard.edition, entries.join(", "));
        }
    }
    text + "\n"
}

/// Why a requirement applies to a lot or not; nothing where the lot does not know it.
fn of_lot(id: &str, lot: &spec::Lot, words: Words) -> Option<String> {
    let head =
        say!(words, "explain-lot", number = lot.number, lot = lot.id.as_str(), title = lot.title.as_str());
    if let Some(waived) = lot.waived.iter().find(|waived| waived.id == id) {
        return Some(format!(
            "{head}\n  {}\n",
            say!(words, "explain-waived", id = id, reason = waived.say(words, lot))
        ));
    }
    if let Some(dropped) = lot.dropped.iter().find(|dropped| dropped.id == id) {
        return Some(format!(
            "{head}\n  {}\n",
            say!(words, "explain-dropped", id = id, reason = dropped.say(words, lot))
        ));
    }
    let requirement = lot.requirement(id)?;
    let legend = |subject: &Subject| -> Option<(String, Type)> {
        let fact = lot.fact(subject.name())?;
        Some((format!("“{}”", fact.title), fact.of.clone()))
    };
    let mut text = format!("{head}\n  {} {}: ", id, requirement.title);
    let obligation = requirement.obligation.word();
    text += &match &requirement.applies {
        Condition::Constant(_) => say!(words, "explain-binds", obligation = obligation),
        condition => {
            let when = word::condition(words, condition, &legend, Naming::Label);
            say!(words, "explain-binds-if", obligation = obligation, when = when)
        }
    };
    text += "\n";
    for parameter in &requirement.parameters {
        let value = word::value(words, &parameter.value, &parameter.of, Naming::Id);
        let (id, because) = (parameter.id.as_str(), parameter.because.say(words));
        let said = say!(words, "explain-parameter-is", id = id, value = value, because = because);
        text += &format!("    {said}\n");
    }
    for question in &requirement.questions {
        if let Some(accept) = &question.accept {
            let accepted = word::accepted(words, accept, &question.of, Naming::Id);
            let said = say!(words, "explain-accepts", id = question.id.as_str(), accepted = accepted);
            text += &format!("    {said}\n");
        }
    }
    for fact in lot.facts.iter().filter(|fact| requirement.rests_on.contains(&fact.id)) {
        for known in &fact.known {
            let says = word::predicate(words, &known.check, &fact.of, Naming::Id);
            text += &format!("    {} {says}: {}\n", fact.id, known.because.say(words));
        }
    }
    Some(text)
}
