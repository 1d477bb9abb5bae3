//! One requirement as entries of `$defs`, which the root of a schema puts together.
//!
//! | entry | an instance is valid when |
//! | --- | --- |
//! | `UPD-03` | it is an answer object of the right shape, complete or not |
//! | `UPD-03-applies` | it is a declaration to whose device the requirement applies; only where that is open |
//! | `UPD-03-answered` | it is a declaration that answers the requirement in full, or to which it does not apply |
//! | `UPD-03-met` | it is a declaration that meets the requirement, or to which it does not apply |
//!
//! A question that is not shown is neither demanded nor judged, whatever stands in its place. `null` is no
//! answer, wherever one may stand.

use serde_json::{Map, Value as Json, json};

use crate::condition::Check;
use crate::condition::Condition;
use crate::condition::Subject;
use crate::condition::Type;
use crate::condition::word;
use crate::condition::word::Naming;
use crate::resolve::spec::Lot;
use crate::resolve::spec::Question;
use crate::resolve::spec::Requirement;
use crate::say;
use crate::schema::combine::all;
use crate::schema::combine::both;
use crate::schema::combine::implies;
use crate::schema::lower;
use crate::schema::lower::given;
use crate::schema::shape;
use crate::schema::shape::at_least;
use crate::schema::shape::described;
use crate::schema::shape::or_nothing;
use crate::schema::shape::reference;
use crate::schema::shape::something;
use crate::words::Words;

/// The entries of `$defs` of one requirement, in reading order.
pub fn definitions(lot: &Lot, requirement: &Requirement, words: Words) -> Vec<(String, Json)> {
    let id = &requirement.id;
    let (local, root) = completeness(lot, requirement);
    let given = |schema| match (always_answered(requirement), schema) {
        (true, schema) => given(&["answers", id], both(json!({ "type": "object" }), schema)),
        (false, schema) => within(id, or_nothing_of(schema)),
    };
    // What is malformed is no answer.
    let demanded = both(given(both(reference(id), local)), root);
    let answered = match always(requirement) {
        true => demanded,
        false => implies(reference(&applies_name(id)), demanded),
    };
    let answers = shape_of(lot, requirement, words);
    let mut entries = vec![(id.clone(), headed(requirement, answers))];
    if !always(requirement) {
        entries.push((applies_name(id), applies(lot, requirement, words)));
    }
    let called = title(requirement);
    let name = say!(words, "schema-requirement-answered", requirement = called.as_str());
    entries.push((answered_name(id), described(answered, &name, "")));
    let name = say!(words, "schema-requirement-met", requirement = called);
    entries.push((met_name(id), described(met(lot, requirement, words), &name, "")));
    entries
}

/// The name of the entry that says whether a requirement applies.
pub fn applies_name(id: &str) -> String {
    format!("{id}-applies")
}

/// The name of the entry that says whether a requirement is answered in full.
pub fn answered_name(id: &str) -> String {
    format!("{id}-answered")
}

/// The name of the entry that says whether a requirement is met.
pub fn met_name(id: &str) -> String {
    format!("{id}-met")
}

/// The requirement whose entry that is by which it is met.
pub fn met_by(name: &str) -> Option<&str> {
    name.strip_suffix("-met")
}

/// Whether a requirement applies whatever the vendor says.
pub fn always(requirement: &Requirement) -> bool {
    requirement.applies == Condition::Constant(true)
}

/// Whether a declaration to which the requirement applies must say something to it in any case.
pub fn always_answered(requirement: &Requirement) -> bool {
    requirement.asked().any(|question| question.when == Condition::Constant(true))
}

/// Its id and title: `UPD-03 Security updates for the whole time of use`.
pub fn title(requirement: &Requirement) -> String {
    format!("{} {}", requirement.id, requirement.title)
}

fn headed(requirement: &Requirement, schema: Json) -> Json {
    let paragraphs = [&requirement.statement, &requirement.guidance];
    let text: Vec<&str> =
        paragraphs.into_iter().map(|text| text.trim()).filter(|text| !text.is_empty()).collect();
    let mut headed = described(schema, &title(requirement), &text.join("\n\n"));
    if let Json::Object(entries) = &mut headed {
        let comment = format!("{}, {}", requirement.id, requirement.obligation.word());
        entries.insert("$comment".to_owned(), comment.into());
    }
    headed
}

fn shape_of(lot: &Lot, requirement: &Requirement, words: Words) -> Json {
    let properties: Map<String, Json> = requirement
        .asked()
        .map(|question| {
            let schema = or_nothing(shape::shape(&question.of, words));
            (question.id.clone(), described(schema, &question.ask, &help(lot, requirement, question, words)))
        })
        .collect();
    json!({ "type": "object", "properties": properties, "additionalProperties": false })
}

fn help(lot: &Lot, requirement: &Requirement, question: &Question, words: Words) -> String {
    let when = match &question.when {
        Condition::Constant(_) => String::new(),
        when => {
            let legend = |subject: &Subject| match subject {
                Subject::Answer(id) => {
                    requirement.question(id).map(|question| (question.ask.clone(), question.of.clone()))
                }
                Subject::Fact(id) => lot.fact(id).map(|fact| (fact.title.clone(), fact.of.clone())),
                Subject::Column(_) => None,
            };
            say!(words, "schema-asked-when", when = word::condition(words, when, &legend, Naming::Id))
        }
    };
    let accepted = match &question.accept {
        Some(check) => accepted_words(check, &question.of, words),
        None => String::new(),
    };
    lines(&[
        question.help.trim(),
        &when,
        &shape::unit(&question.of, words),
        &shape::options(&question.of, words),
        &accepted,
    ])
}

fn accepted_words(check: &Check, of: &Type, words: Words) -> String {
    say!(words, "schema-accepted", accepted = word::accepted(words, check, of, Naming::Id))
}

/// Lines of a description, without the empty ones.
pub fn lines(lines: &[&str]) -> String {
    let lines: Vec<&str> = lines.iter().copied().filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}

fn applies(lot: &Lot, requirement: &Requirement, words: Words) -> Json {
    let legend =
        |subject: &Subject| lot.fact(subject.name()).map(|fact| (fact.title.clone(), fact.of.clone()));
    let when = word::condition(words, &requirement.applies, &legend, Naming::Id);
    described(
        both(json!({ "type": "object" }), lowered(lot, requirement, &requirement.applies)),
        &say!(words, "schema-requirement-applies", requirement = title(requirement)),
        &say!(words, "condition-applies-if-sentence", when = when),
    )
}

/// That an answer of a type is there, and in full: a list without anything answers only where there may be none, a
/// row only with every cell.
pub fn filled(of: &Type) -> Json {
    match of {
        Type::Table { columns, least } => {
            let cells: Map<String, Json> =
                columns.iter().map(|column| (column.id.clone(), something())).collect();
            let row = json!({ "type": "object", "properties": cells });
            let rows = json!({ "type": "array", "items": row });
            both(something(), or_nothing(both(rows, at_least(*least))))
        }
        Type::Choices { least, .. } => both(something(), or_nothing_of(at_least(*least))),
        _ => something(),
    }
}

/// That every question shown is answered: as demands on the answers, and on the declaration.
fn completeness(lot: &Lot, requirement: &Requirement) -> (Json, Json) {
    let demand = |question: &Question| {
        let (_, id) = requirement.answer_to(&question.id);
        let given = filled(&question.of);
        json!({ "type": "object", "required": [id], "properties": { id: given } })
    };
    if always_answered(requirement) {
        return questions(lot, requirement, &|question| Some(demand(question)), &|question, demand| {
            // Where it stands, nothing else may have to be answered.
            match &question.from {
                Some(from) => given(&["answers", &from.requirement], demand),
                None => within(&requirement.id, or_nothing_of(demand)),
            }
        });
    }
    // The answers may be missing altogether: all that is known of them is known of the declaration.
    let demands = requirement.questions.iter().map(|question| {
        let shown = lowered(lot, requirement, &question.when);
        let (answered, _) = requirement.answer_to(&question.id);
        implies(shown, given(&["answers", answered], demand(question)))
    });
    (Json::Bool(true), all(demands))
}

fn met(lot: &Lot, requirement: &Requirement, words: Words) -> Json {
    let id = &requirement.id;
    let (local, root) = questions(
        lot,
        requirement,
        &|question| {
            let check = question.accept.as_ref()?;
            let wanted = accepted_words(check, &question.of, words);
            let accepted = match lower::check(check, &question.of) {
                Json::Bool(true) => return None,
                schema => described(or_nothing(schema), "", &wanted),
            };
            let (_, answer) = requirement.answer_to(&question.id);
            Some(json!({ "type": "object", "properties": { answer: accepted } }))
        },
        &|question, demand| within(requirement.answer_to(&question.id).0, or_nothing_of(demand)),
    );
    let (met_local, met_root) =
        match is_local(requirement, &requirement.met_when) && always_answered(requirement) {
            true => (lowered_here(requirement, &requirement.met_when), Json::Bool(true)),
            false => (Json::Bool(true), lowered(lot, requirement, &requirement.met_when)),
        };
    let judged = both(within(id, or_nothing_of(both(local, met_local))), both(root, met_root));
    let judged = if always(requirement) { judged } else { implies(reference(&applies_name(id)), judged) };
    both(json!({ "type": "object", "$ref": format!("#/$defs/{}", answered_name(id)) }), judged)
}

/// What is demanded for each question, where it is shown. First what can be said of the answers
/// alone, then what needs the declaration: `of_declaration` puts a demand on answers into it.
fn questions(
    lot: &Lot,
    requirement: &Requirement,
    demand: &dyn Fn(&Question) -> Option<Json>,
    of_declaration: &dyn Fn(&Question, Json) -> Json,
) -> (Json, Json) {
    let (mut local, mut root) = (Vec::new(), Vec::new());
    for question in &requirement.questions {
        let Some(demand) = demand(question) else { continue };
        if question.from.is_none() && is_local(requirement, &question.when) {
            local.push(implies(lowered_here(requirement, &question.when), demand));
        } else {
            let shown = lowered(lot, requirement, &question.when);
            root.push(implies(shown, of_declaration(question, demand)));
        }
    }
    (all(local), all(root))
}

/// A demand on answers that may not be there.
fn or_nothing_of(schema: Json) -> Json {
    if schema == Json::Bool(true) { schema } else { or_nothing(schema) }
}

/// A demand on the answers to a requirement, if they are there.
fn within(id: &str, schema: Json) -> Json {
    match schema {
        Json::Bool(true) => Json::Bool(true),
        schema => json!({
            "type": "object",
            "properties": { "answers": { "type": "object", "properties": { id: schema } } },
        }),
    }
}

/// Whether a condition speaks of nothing but the answers that stand under the requirement.
fn is_local(requirement: &Requirement, condition: &Condition) -> bool {
    condition.subjects().into_iter().all(|subject| match subject {
        Subject::Answer(id) => requirement.answer_to(id).0 == requirement.id,
        Subject::Fact(_) => false,
        Subject::Column(_) => true,
    })
}

/// A condition of a requirement, over the whole declaration.
pub fn lowered(lot: &Lot, requirement: &Requirement, condition: &Condition) -> Json {
    lower::condition(condition, &|subject| match subject {
        Subject::Fact(id) => {
            let fact = lot.fact(id).filter(|fact| fact.asked)?;
            Some((vec!["facts".to_owned(), id.clone()], fact.of.clone()))
        }
        Subject::Answer(id) => {
            let (answered, question) = requirement.answer_to(id);
            let path = ["answers", answered, question].map(str::to_owned).to_vec();
            Some((path, requirement.question(id)?.of.clone()))
        }
        Subject::Column(_) => None,
    })
}

/// A condition over the answers to the requirement.
fn lowered_here(requirement: &Requirement, condition: &Condition) -> Json {
    lower::condition(condition, &|subject| match subject {
        Subject::Answer(id) => Some((vec![id.clone()], requirement.question(id)?.of.clone())),
        Subject::Fact(_) | Subject::Column(_) => None,
    })
}
