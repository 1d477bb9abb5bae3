//! What goes beyond a requirement and has a weight: the same requirement with a stronger value, as a `should` of its
//! own that judges the same answers. It asks nothing more.

use std::cmp::Ordering;

use super::knowledge::Knowledge;
use super::requirements::Builder;
use super::{parameters, spec};
use crate::condition::Value;
use crate::condition::word::{self, Naming};
use crate::diag::codes;
use crate::diag::{Bag, Diagnostic};
use crate::model::{AnswerTo, Beyond, Library, Lot, Obligation, Setting, Tender};
use crate::say;
use crate::words::Words;

/// What the id of a requirement has behind it where it is gone beyond; a number follows from the second on.
const SUFFIX: &str = "PLUS";

/// Puts what goes beyond the requirements of a lot behind each of them.
pub fn add(
    library: &Library,
    tender: &Tender,
    lot: &Lot,
    knowledge: &Knowledge,
    resolved: &mut spec::Lot,
    bag: &mut Bag,
) {
    let Some(award) = tender.award(lot) else { return };
    let mut all = Vec::new();
    for base in std::mem::take(&mut resolved.requirements) {
        let mut plus: Vec<spec::Requirement> = Vec::new();
        for beyond in award.beyond.iter().filter(|beyond| beyond.setting.requirement == base.id) {
            let known = library.requirements.get(&base.id).or_else(|| tender.additions.get(&base.id));
            let Some(requirement) = known else { continue };
            let Some(stronger) = stronger(&beyond.setting, requirement, &base, bag) else { continue };
            let builder = Builder { library, tender, lot, knowledge, requirement };
            let built = builder.with(stronger, Obligation::Should, base.applies.clone(), bag);
            let id = match plus.len() {
                0 => format!("{}-{SUFFIX}", base.id),
                before => format!("{}-{SUFFIX}-{}", base.id, before + 1),
            };
            plus.push(judging_alone(built, &base, id, beyond));
        }
        all.push(base);
        all.extend(plus);
    }
    resolved.requirements = all;
}

/// The values of a requirement with one that is stronger than what is asked; told where it is not.
fn stronger(
    setting: &Setting,
    requirement: &crate::model::Requirement,
    base: &spec::Requirement,
    bag: &mut Bag,
) -> Option<Vec<spec::Parameter>> {
    let parameter = requirement.parameters.get(&setting.parameter)?;
    let value = parameters::read(setting, parameter, bag)?;
    let mut values = base.parameters.clone();
    let asked = values.iter_mut().find(|known| known.id == setting.parameter)?;
    let place = |word: &str| parameter.of.options().iter().position(|option| option.id == word);
    let order = match (&value, &asked.value) {
        (Value::Word(given), Value::Word(least)) => Some(place(given).cmp(&place(least))),
        (given, least) => given.order(least),
    };
    let wanted =
        parameter.higher_is_stronger.map(|higher| if higher { Ordering::Greater } else { Ordering::Less });
    if order.is_none() || order != wanted {
        let name = format!("{}.{}", setting.requirement, setting.parameter);
        let message = match parameter.higher_is_stronger {
            Some(_) => format!("`{name}` is no stronger than what is asked anyway"),
            None => format!("no value of `{name}` is stronger than another"),
        };
        bag.push(
            Diagnostic::new(&codes::NOT_BEYOND, message)
                .at(setting.span, "")
                .because(parameter.span, "declared here")
                .hint(format!("name a value that demands more than {}", asked.value.json())),
        );
        return None;
    }
    asked.value = value;
    asked.because = spec::Setter::Tender;
    Some(values)
}

/// The requirement with a stronger value, in a sentence, judging the answers to the one that it goes beyond.
fn judging_alone(
    built: spec::Requirement,
    base: &spec::Requirement,
    id: String,
    beyond: &Beyond,
) -> spec::Requirement {
    let words = Words::English;
    let value = |of: &spec::Requirement| {
        let known = of.parameters.iter().find(|parameter| parameter.id == beyond.setting.parameter)?;
        Some((known.title.clone(), word::value(words, &known.value, &known.of, Naming::Label)))
    };
    let (parameter, given) = value(&built).unwrap_or_default();
    let (_, least) = value(base).unwrap_or_default();
    let questions = built.questions.into_iter().map(|question| {
        let source = base.question(&question.id).and_then(|asked| asked.from.clone());
        let own = AnswerTo { requirement: base.id.clone(), question: question.id.clone() };
        spec::Question { from: Some(source.unwrap_or(own)), imports: Vec::new(), ..question }
    });
    spec::Requirement {
        number: id.clone(),
        id,
        title: say!(words, "resolve-beyond", title = base.title.as_str()),
        // It stands once in full, where it is asked.
        statement: say!(
            words,
            "resolve-beyond-statement",
            id = base.id.as_str(),
            parameter = parameter,
            given = given,
            least = least
        ),
        rationale: say!(words, "resolve-beyond-rationale"),
        verification: String::new(),
        guidance: String::new(),
        questions: questions.collect(),
        spared: Vec::new(),
        evidence: Vec::new(),
        citations: Vec::new(),
        weight: beyond.weight,
        added: true,
        ..built
    }
}
