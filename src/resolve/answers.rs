//! Answers that several requirements judge: a declaration states a thing once.

use std::collections::BTreeMap;

use super::knowledge::Knowledge;
use super::spec::Requirement;
use crate::condition::inclusion::{self, Inclusion};
use crate::condition::{Condition, Subject};

/// Leaves the answers of others to those questions whose source is asked wherever they are; all other
/// questions are asked themselves.
pub fn join(requirements: &mut [Requirement], knowledge: &Knowledge) {
    let mut shown = BTreeMap::new();
    for requirement in requirements.iter() {
        for question in requirement.questions.iter().filter(|question| question.from.is_none()) {
            let when = Condition::All(vec![requirement.applies.clone(), question.when.clone()]);
            shown.insert((requirement.id.clone(), question.id.clone()), (when, question.of.clone()));
        }
    }
    for requirement in requirements {
        let applies = requirement.applies.clone();
        for question in &mut requirement.questions {
            let source = question
                .from
                .as_ref()
                .and_then(|from| shown.get(&(from.requirement.clone(), from.question.clone())));
            let answered = source.is_some_and(|(when, of)| {
                *of == question.of
                    && within(&Condition::All(vec![applies.clone(), question.when.clone()]), when, knowledge)
            });
            if !answered {
                question.from = None;
            }
        }
    }
}

/// Whether one is asked only where the other is.
fn within(one: &Condition, other: &Condition, knowledge: &Knowledge) -> bool {
    let about_answers = |subject: &&Subject| matches!(subject, Subject::Answer(_) | Subject::Column(_));
    // Answers are named within a requirement: those of the source are not to be mixed up with its own.
    if other.subjects().iter().any(about_answers) {
        return false;
    }
    knowledge.kinds().iter().all(|kind| {
        let relation = inclusion::conditions(other, one, &kind.domains);
        matches!(relation, Inclusion::Same | Inclusion::Tighter)
    })
}
