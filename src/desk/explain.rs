//! `explain`: a code; a requirement; why a requirement applies to a lot or not; the vocabulary.

use super::{Reply, bag_of, compile};
use crate::condition::word::{self, Naming};
use crate::condition::{Condition, Subject, Type};
use crate::diag::{Code, Diagnostic, codes, suggest};
use crate::model::{Holder, Library, Requirement};
use crate::resolve;
use crate::resolve::spec;
use crate::text::World;
use crate::words::Words;

/// What is explained.
pub struct Question<'w> {
    /// A code, the id of a requirement or its number in a tender, or a word of [`VOCABULARIES`].
    pub what: &'w str,
    /// The tender for which a requirement is explained.
    pub tender: Option<&'w dyn World>,
    /// One lot of it; all lots if none is named.
    pub lot: Option<&'w str>,
}

/// The words that list what there is.
pub const VOCABULARIES: [&str; 3] = ["facts", "categories", "requirements"];

/// Explains a code, a requirement, or why a requirement applies to a lot or not.
pub fn explain(library: &dyn World, question: &Question<'_>) -> Reply {
    if let Some(code) = Code::find(question.what) {
        return Reply::text(code.page);
    }
    let compile::Inputs { library, tender, mut bag, sources } = compile::read(library, question.tender, None);
    if bag.has_errors() {
        return Reply::refused(bag, sources);
    }
    match question.what {
        "facts" => return Reply::text(facts(&library)),
        "categories" => return Reply::text(categories(&library)),
        "requirements" => return Reply::text(requirements(&library)),
        _ => {}
    }
    if question.tender.is_none() {
        return match library.requirements.get(&question.what.to_uppercase()) {
            Some(requirement) => Reply::text(of_requirement(requirement, &library)),
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
    let numbered = spec.lots.iter().flat_map(|lot| &lot.requirements).find(|r| r.number == question.what);
    let id = numbered.map_or_else(|| question.what.to_uppercase(), |requirement| requirement.id.clone());
    let words: Vec<String> = lots.filter_map(|lot| of_lot(&id, lot)).collect();
    if words.is_empty() { unknown(question.what, &library) } else { Reply::text(words.join("\n")) }
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

fn facts(library: &Library) -> String {
    let mut text = String::new();
    for fact in library.facts.values() {
        let holder = match (fact.holder, &fact.derivation) {
            (Holder::Tender, Some(_)) => "follows from zone and links",
            (Holder::Tender, None) => "the tender says it",
            (Holder::Category, _) => "the category says it",
            (Holder::Vendor, _) => "the vendor says it",
        };
        text += &format!("{} ({}, {holder})\n    {}\n", fact.id, fact.of.name(), fact.ask);
        for option in fact.of.options() {
            text += &format!("      {}: {}\n", option.id, option.label);
        }
        if let Some(alone) = word::alone(Words::English, &fact.of, Naming::Id) {
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

fn of_requirement(requirement: &Requirement, library: &Library) -> String {
    let legend = |subject: &Subject| match subject {
        Subject::Fact(id) => library.facts.get(id).map(|fact| (format!("“{}”", fact.title), fact.of.clone())),
        Subject::Answer(id) => requirement.questions.get(id).map(|q| (format!("“{}”", q.ask), q.of.clone())),
        Subject::Column(_) => None,
    };
    let mut text = format!("{} {}\n\n{}\n\n", requirement.id, requirement.title, requirement.statement.value);
    let obligation =
        requirement.obligation.iter().map(|(level, word)| format!("{} at {}", word.word(), level.word()));
    text += &format!("Obligation: {}\n", obligation.collect::<Vec<_>>().join(", "));
    let kinds = requirement
        .categories
        .iter()
        .map(|id| library.categories.get(&id.value).map_or(&id.value, |c| &c.title));
    text += &format!("For: {}\n", kinds.map(String::as_str).collect::<Vec<_>>().join(", "));
    if !matches!(requirement.when, Condition::Constant(_)) {
        text += &format!(
            "Applies if {}\n",
            word::condition(Words::English, &requirement.when, &legend, Naming::Label)
        );
    }
    for parameter in requirement.parameters.values() {
        let bounds = parameter
            .bounds
            .iter()
            .map(|bound| word::accepted(Words::English, bound, &parameter.of, Naming::Id));
        let default = word::value(Words::English, &parameter.default.value, &parameter.of, Naming::Id);
        text +=
            &format!("Parameter {}: {default} ({})\n", parameter.id, bounds.collect::<Vec<_>>().join(", "));
    }
    text += "Questions:\n";
    for question in requirement.questions.values() {
        text += &format!("  {} ({}): {}\n", question.id, question.of.name(), question.ask);
        for option in question.of.options() {
            text += &format!("      {}: {}\n", option.id, option.label);
        }
        if let Some(alone) = word::alone(Words::English, &question.of, Naming::Id) {
            text += &format!("      {alone}\n");
        }
    }
    let section = |title: &str, body: &str| {
        if body.is_empty() { String::new() } else { format!("\n{title}\n{body}\n") }
    };
    text += &section("Rationale", &requirement.rationale.value);
    text += &section("Verification", &requirement.verification.value);
    for reference in &requirement.references {
        if let Some(standard) = library.standards.get(&reference.standard) {
            let entries = reference.entries.iter().map(|entry| entry.value.as_str()).collect::<Vec<_>>();
            text += &format!("\n{} {}: {}", standard.short, standard.edition, entries.join(", "));
        }
    }
    text + "\n"
}

/// Why a requirement applies to a lot or not; nothing where the lot does not know it.
fn of_lot(id: &str, lot: &spec::Lot) -> Option<String> {
    let head = format!("lot {} {}, {}", lot.number, lot.id, lot.title);
    if let Some(waived) = lot.waived.iter().find(|waived| waived.id == id) {
        return Some(format!("{head}\n  {id} is waived: {}\n", waived.say(Words::English, lot)));
    }
    if let Some(dropped) = lot.dropped.iter().find(|dropped| dropped.id == id) {
        return Some(format!("{head}\n  {id} does not apply. {}\n", dropped.say(Words::English, lot)));
    }
    let requirement = lot.requirement(id)?;
    let legend = |subject: &Subject| -> Option<(String, Type)> {
        let fact = lot.fact(subject.name())?;
        Some((format!("“{}”", fact.title), fact.of.clone()))
    };
    let mut text = format!("{head}\n  {} {} {}: ", requirement.number, id, requirement.title);
    text += &match &requirement.applies {
        Condition::Constant(_) => format!("applies, as a `{}`\n", requirement.obligation.word()),
        condition => format!(
            "applies, as a `{}`, if {}; the vendor will say\n",
            requirement.obligation.word(),
            word::condition(Words::English, condition, &legend, Naming::Label),
        ),
    };
    for parameter in &requirement.parameters {
        let value = word::value(Words::English, &parameter.value, &parameter.of, Naming::Id);
        text += &format!("    {} is {value}: {}\n", parameter.id, parameter.because.say(Words::English));
    }
    for question in &requirement.questions {
        if let Some(accept) = &question.accept {
            let accepted = word::accepted(Words::English, accept, &question.of, Naming::Id);
            text += &format!("    {} accepts {accepted}\n", question.id);
        }
    }
    for fact in lot.facts.iter().filter(|fact| requirement.rests_on.contains(&fact.id)) {
        for known in &fact.known {
            let says = word::predicate(Words::English, &known.check, &fact.of, Naming::Id);
            text += &format!("    {} {says}: {}\n", fact.id, known.because.say(Words::English));
        }
    }
    Some(text)
}
