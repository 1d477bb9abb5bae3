//! What the judge of a form reads: the schema of the lot without its words, and the parts of it that stand nowhere by
//! themselves, such as when a question is asked.
//!
//! Every part is lowered by the same functions as the schemas of the pack, and stands in `$defs` beside what the
//! pack has there:
//!
//! | entry | an instance is valid when |
//! | --- | --- |
//! | `when:UPD-03:channel` | it is a declaration that is asked the question; only where that is open |
//! | `filled:UPD-03:channel` | it is an answer in full; only where more than any answer is asked for |
//! | `accept:UPD-03:channel` | it is an answer that is accepted |
//! | `shape:interfaces` | it is a fact of its type |
//! | `fits:interfaces:0` | it is a fact that is as the first demand of the tender has it |
//! | `kinds:UPD-03` | it is a declaration that says no kind of device, or one to which the requirement may apply; only where it may not apply to some |
//! | `demands:interfaces:0` | it is a declaration of whose device that is demanded; only where that is open |
//! | `once-7` | it is as several parts say, which refer to it |

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json};

use super::once::once;
use crate::condition::{KIND, Type};
use crate::form::{Fact, Form};
use crate::resolve::spec::{Lot, Requirement, Spec};
use crate::schema;
use crate::schema::requirement::{filled, lowered};
use crate::schema::{combine, lower, shape};
use crate::words::Words;

/// The rules of a form.
pub fn of(spec: &Spec, lot: &Lot, form: &Form, words: Words) -> Json {
    let mut rules = schema::bare(&schema::well_formed(spec, lot, words));
    let parts = form.facts.iter().flat_map(|fact| of_fact(fact, words));
    let parts = parts.chain(of_questions(lot, form)).chain(of_kinds(lot));
    if let Some(Json::Object(definitions)) = rules.get_mut("$defs") {
        definitions.extend(parts.collect::<Map<_, _>>());
    }
    once(rules)
}

fn of_fact(fact: &Fact, words: Words) -> Vec<(String, Json)> {
    let shape = (format!("shape:{}", fact.id), schema::bare(&shape::shape(&fact.of, words)));
    let fits = fact
        .demands
        .iter()
        .enumerate()
        .map(|(at, demand)| (format!("fits:{}:{at}", fact.id), lower::check(&demand.check, &fact.of)));
    let demands = fact.demands.iter().enumerate();
    let demands = demands.filter(|(_, demand)| !demand.kinds.is_empty());
    let demands =
        demands.map(|(at, demand)| (format!("demands:{}:{at}", fact.id), schema::is_of_kind(&demand.kinds)));
    std::iter::once(shape).chain(fits).chain(demands).collect()
}

/// To which kinds of device requirements may apply, so that nothing else need be known of a device of another kind.
fn of_kinds(lot: &Lot) -> impl Iterator<Item = (String, Json)> + '_ {
    lot.requirements.iter().filter_map(|requirement| {
        let kinds = lot.kinds.iter().map(|kind| kind.id.clone());
        let kinds: Vec<String> = kinds.filter(|kind| requirement.applies.may_be_of(kind)).collect();
        (kinds.len() < lot.kinds.len()).then(|| {
            let silent = combine::not(lower::given(&["facts", KIND], Json::Bool(true)));
            (format!("kinds:{}", requirement.id), combine::any([silent, schema::is_of_kind(&kinds)]))
        })
    })
}

fn of_questions<'a>(lot: &'a Lot, form: &'a Form) -> impl Iterator<Item = (String, Json)> + 'a {
    let known: BTreeMap<&str, &Requirement> =
        lot.requirements.iter().map(|requirement| (requirement.id.as_str(), requirement)).collect();
    form.requirements().filter_map(move |asked| Some((asked, *known.get(asked.id.as_str())?))).flat_map(
        move |(asked, requirement)| {
            asked.questions.iter().flat_map(move |question| {
                let name = |part: &str| format!("{part}:{}:{}", asked.id, question.id);
                let when = (!question.when.is_always())
                    .then(|| (name("when"), lowered(lot, requirement, &question.when.condition)));
                let accept = question.accept.as_ref();
                let accept = accept.map(|accept| (name("accept"), lower::check(&accept.check, &question.of)));
                let filled = matches!(question.of, Type::Choices { .. } | Type::Table { .. })
                    .then(|| (name("filled"), filled(&question.of)));
                when.into_iter().chain(filled).chain(accept)
            })
        },
    )
}
