//! What the pack's schema finds in a declaration, as diagnostics in the tender's own words.
//!
//! The schema decides that something is wrong; the spec only says it in words. What is not
//! answered at all is no fault: it is the verdict `unanswered`.

use std::collections::BTreeSet;

use jsonschema::ValidationError;
use jsonschema::error::ValidationErrorKind as Kind;
use serde_json::Value as Json;

use crate::condition::KIND;
use crate::condition::Value;
use crate::condition::word;
use crate::condition::word::Naming;
use crate::declaration::Declaration;
use crate::diag::suggest;
use crate::diag::{Code, Diagnostic, codes};
use crate::pack::LotSchema;
use crate::resolve::spec::{Fact, Lot, Requirement, Spec};
use crate::syntax::Faults;
use crate::text::{Route, Step};

use super::wrong;
use super::wrong::{Asked, found, words};
use crate::words::Words as Language;

/// Faults beyond this number are not told one by one.
const MOST: usize = 300;

/// The words for what a schema finds.
pub struct Words<'a> {
    /// The tender.
    pub spec: &'a Spec,
    /// The lot that is answered.
    pub lot: &'a Lot,
    /// The declaration.
    pub declaration: &'a Declaration,
    /// The schema that finds it.
    pub schema: &'a LotSchema,
}

impl Words<'_> {
    /// The diagnostics of all that the schema finds, each thing once, up to a limit.
    pub fn of_all(&self, errors: Vec<ValidationError<'_>>) -> Vec<Diagnostic> {
        let (mut told, mut whole) = (BTreeSet::new(), BTreeSet::new());
        let mut faults = Vec::new();
        for error in errors {
            let route = Route::pointer(error.instance_path().as_str());
            let keys: Vec<String> = route.steps().iter().map(key).collect();
            let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
            // One answer may break the schema in many places; it is told once, as a whole.
            if let ["answers", _, _, ..] | ["facts", _, ..] = keys.as_slice() {
                let depth = if keys.first() == Some(&"answers") { 3 } else { 2 };
                if !whole.insert(keys.iter().take(depth).map(ToString::to_string).collect::<Vec<_>>()) {
                    continue;
                }
            }
            for fault in self.of(&error, &route, &keys) {
                let place = fault.primary().map(|label| label.span);
                if told.insert((fault.code.id, place, fault.message.clone())) {
                    faults.push(fault);
                }
            }
            if faults.len() >= MOST {
                faults.truncate(MOST);
                let message =
                    format!("the declaration has more than {MOST} faults; only some of them are told");
                let fault = self.at(&codes::DECLARATION_BEYOND_LIMITS, &Route::root(), message);
                faults.push(fault.hint("start from the blank declaration in the pack"));
                break;
            }
        }
        faults
    }

    fn of(&self, error: &ValidationError<'_>, route: &Route, keys: &[&str]) -> Vec<Diagnostic> {
        // What nobody has filled in yet is unanswered, or not stated; it is no fault of form.
        let empty = error.instance().is_null();
        match (keys, error.kind()) {
            (
                ["answers", _, ..] | ["deviations", ..] | ["evidence", ..],
                Kind::Not { .. } | Kind::Type { .. },
            ) if empty => Vec::new(),
            (["facts", id], Kind::Not { .. }) if empty => {
                self.lot.fact(id).map(|fact| self.missing_fact(fact)).into_iter().collect()
            }
            ([owner @ ("vendor" | "device"), key], Kind::Not { .. }) if empty => {
                vec![self.blank(key, &format!("the {owner}"), route)]
            }
            (["answers"] | ["answers", _], Kind::Required { .. }) => Vec::new(),
            // A table without rows is not answered yet.
            (["answers", _, _], Kind::MinItems { .. }) => Vec::new(),
            (["facts"], Kind::Required { property }) => property
                .as_str()
                .and_then(|id| self.lot.fact(id))
                .filter(|fact| !self.is_misspelt(&fact.id))
                .map(|fact| self.missing_fact(fact))
                .into_iter()
                .collect(),
            (["facts"], Kind::AdditionalProperties { unexpected }) => {
                unexpected.iter().take(MOST).map(|id| self.unknown_fact(id)).collect()
            }
            (["facts", id, ..], _) => self.fact(id).unwrap_or_else(|| self.generic(error)),
            (["answers"], Kind::AdditionalProperties { unexpected }) => {
                unexpected.iter().take(MOST).map(|id| self.unknown_requirement(id, route)).collect()
            }
            (["answers", id], Kind::AdditionalProperties { unexpected }) => unexpected
                .iter()
                .take(MOST)
                .map(|question| self.unknown_question(id, question, route))
                .collect(),
            (["answers", id, question, ..], _) => {
                self.answer(id, question).map_or_else(|| self.generic(error), |fault| vec![fault])
            }
            (["deviations"], Kind::PropertyNames { error }) => {
                let id = error.instance().as_str().unwrap_or_default();
                vec![self.unknown_requirement(id, route)]
            }
            (["evidence", _, "for", _], _) => vec![self.unknown_in_list(error.instance(), route)],
            (
                ["evidence", _, key],
                Kind::Type { .. }
                | Kind::Pattern { .. }
                | Kind::MaxLength { .. }
                | Kind::Not { .. }
                | Kind::Enum { .. }
                | Kind::FalseSchema,
            ) => self.evidence(key, error, route),
            ([owner @ ("vendor" | "device"), key], Kind::Pattern { .. }) => {
                vec![self.blank(key, &format!("the {owner}"), route)]
            }
            (["answers"] | ["answers", _] | ["deviations", _], Kind::Type { .. }) => {
                let example = self.example(keys);
                let faults = self.generic(error).into_iter();
                faults.map(|fault| fault.hint(format!("write it as `{example}`"))).collect()
            }
            (["deviations", id, key], Kind::Pattern { .. }) => {
                vec![self.blank(key, &format!("the deviation from {}", cut(id)), route)]
            }
            _ => self.generic(error),
        }
    }

    fn at(&self, code: &'static Code, route: &Route, message: String) -> Diagnostic {
        Diagnostic::new(code, message).at(self.declaration.place(route), "")
    }

    /// How a part is written whose keys are those of requirements, or below one.
    fn example(&self, keys: &[&str]) -> String {
        match keys {
            ["deviations", id] => format!("{}: {{reason: …, measure: …}}", cut(id)),
            _ => {
                let named = keys.get(1).and_then(|id| self.lot.requirement(id));
                let asked =
                    named.or_else(|| self.lot.requirements.iter().find(|one| one.asked().next().is_some()));
                let questions = asked.into_iter().flat_map(Requirement::asked);
                let questions: Vec<String> =
                    questions.map(|question| format!("{}: …", question.id)).collect();
                format!("{}: {{{}}}", asked.map_or("", |one| one.id.as_str()), questions.join(", "))
            }
        }
    }

    fn blank(&self, key: &str, owner: &str, route: &Route) -> Diagnostic {
        let message = format!("the {key} of {owner} is blank");
        self.at(&codes::DECLARATION_WRONG_FORM, route, message).hint(format!("state the {key}"))
    }

    /// The words of form, which need no tender.
    fn generic(&self, error: &ValidationError<'_>) -> Vec<Diagnostic> {
        if let Kind::AdditionalProperties { unexpected } = error.kind()
            && unexpected.len() > MOST
        {
            let route = Route::pointer(error.instance_path().as_str());
            let message = format!("{} keys stand here that are not known", unexpected.len());
            return vec![self.at(&codes::DECLARATION_UNKNOWN_KEY, &route, message).hint("remove them")];
        }
        let mut faults = Faults::DECLARATION.of_schema(error, self.schema.named(), self.declaration.tree());
        for fault in &mut faults {
            for edit in fault.hints.iter_mut().filter_map(|hint| hint.edit.as_mut()) {
                edit.replacement = self.declaration.written(&edit.replacement);
            }
        }
        faults
    }

    fn missing_fact(&self, fact: &Fact) -> Diagnostic {
        if let Some(around) = self.fact_around(&fact.id) {
            return self.stray(&codes::MISSING_FACT, &around, &fact.id);
        }
        let facts = Route::root().key("facts");
        let own = facts.key(&fact.id);
        let (route, way) = if self.declaration.has(&own) { (own, "fill in") } else { (facts, "add") };
        let message = format!("the fact `{}` is not stated: {}", fact.id, fact.ask.trim());
        Diagnostic::new(&codes::MISSING_FACT, message).at(self.declaration.key_place(&route), "").hint(
            match self.declaration.in_workbook() {
                true => {
                    format!("answer “{}” with {}", fact.title, words(&fact.of, true).trim_end_matches(','))
                }
                false => format!("{way} `{}` with {}", fact.id, words(&fact.of, false).trim_end_matches(',')),
            },
        )
    }

    fn unknown_fact(&self, id: &str) -> Diagnostic {
        let place = self.declaration.key_place(&Route::root().key("facts").key(id));
        if let Some(fact) = self.lot.fact(id) {
            let because: Vec<String> =
                fact.known.iter().map(|known| known.because.say(Language::English)).collect();
            let because = match fact.settled {
                Some(_) => because.join("; "),
                None => "no requirement depends on it".to_owned(),
            };
            let message = format!("the fact `{id}` is not the vendor's to state ({because})");
            return Diagnostic::new(&codes::DECLARED_UNKNOWN_FACT, message).at(place, "").hint("remove it");
        }
        let fault =
            Diagnostic::new(&codes::DECLARED_UNKNOWN_FACT, format!("no fact is called `{}`", cut(id)))
                .at(place, "not asked");
        self.near(fault, id, place, &self.asked_facts(), "state only")
    }

    fn asked_facts(&self) -> Vec<&str> {
        self.lot.facts.iter().filter(|fact| fact.asked).map(|fact| fact.id.as_str()).collect()
    }

    /// Whether a fact is stated under a name that is nearly its own, which is told there.
    fn is_misspelt(&self, id: &str) -> bool {
        let asked = self.asked_facts();
        let stated = self.declaration.facts().into_keys();
        let mut unknown = stated.filter(|stated| self.lot.fact(stated).is_none());
        unknown.any(|stated| suggest::nearest(stated, asked.iter().copied()) == Some(id))
    }

    fn fact(&self, id: &str) -> Option<Vec<Diagnostic>> {
        let fact = self.lot.fact(id)?;
        let json = self.declaration.fact(id)?;
        let route = Route::root().key("facts").key(id);
        let Some(value) = Value::read(&fact.of, json) else {
            if Self::holds_only(json, |key| self.lot.fact(key).is_some()) {
                return Some(vec![self.missing_fact(fact)]);
            }
            let asked = Asked { id, ask: &fact.ask, of: &fact.of, route };
            return Some(wrong::answer(&asked, json, self.declaration).into_iter().collect());
        };
        let naming = if self.declaration.in_workbook() { Naming::Both } else { Naming::Id };
        let kind = self.declaration.fact(KIND).and_then(Json::as_str);
        let known = fact.known.iter().filter(|known| known.is_of(kind));
        let demanded = known.filter(|known| !known.check.accepts(&value));
        let faults: Vec<Diagnostic> = demanded
            .map(|known| {
                let message = format!(
                    "the device does not fit the lot: {} is {}; the lot demands that it {} ({})",
                    wrong::called(id, &fact.title, self.declaration),
                    word::value(Language::English, &value, &fact.of, naming),
                    word::predicate(Language::English, &known.check, &fact.of, naming),
                    known.because.say(Language::English)
                );
                self.at(&codes::DEVICE_DOES_NOT_FIT, &route, message)
                    .hint("correct the fact, or offer another device")
            })
            .collect();
        (!faults.is_empty()).then_some(faults)
    }

    fn unknown_requirement(&self, id: &str, route: &Route) -> Diagnostic {
        let place = self.declaration.key_place(&route.key(id));
        self.not_in_lot(id, place)
    }

    fn unknown_in_list(&self, json: &Json, route: &Route) -> Diagnostic {
        let place = self.declaration.place(route);
        match json.as_str() {
            Some(id) => self.not_in_lot(id, place),
            None => {
                let message = format!("`for` names {}; the id of a requirement is asked for", found(json));
                self.at(&codes::DECLARATION_WRONG_TYPE, route, message)
            }
        }
    }

    fn not_in_lot(&self, id: &str, place: crate::text::Span) -> Diagnostic {
        let lot = self.lot;
        let other = lot.dropped.iter().map(|dropped| (dropped, "does not apply"));
        let other = other.chain(lot.waived.iter().map(|waived| (waived, "is waived")));
        if let Some((out, why)) = other.into_iter().find(|(out, _)| out.id == id) {
            let message = format!(
                "the requirement `{id}` {why} in the lot `{}`: {}",
                lot.id,
                out.say(Language::English, lot)
            );
            let message = message.trim_end_matches('.').to_owned();
            return Diagnostic::new(&codes::UNKNOWN_ANSWER, message).at(place, "").hint("remove it");
        }
        let message = format!("the lot `{}` has no requirement `{}`", lot.id, cut(id));
        let fault = Diagnostic::new(&codes::UNKNOWN_ANSWER, message).at(place, "not asked");
        let elsewhere = self.spec.lots.iter().find(|lot| lot.requirement(id).is_some());
        let known: Vec<&str> = lot.requirements.iter().map(|requirement| requirement.id.as_str()).collect();
        match elsewhere {
            Some(elsewhere) => {
                fault.hint(format!("remove it; it is a requirement of the lot `{}`", elsewhere.id))
            }
            None => self.near(fault, id, place, &known, "answer only"),
        }
    }

    fn unknown_question(&self, id: &str, question: &str, route: &Route) -> Diagnostic {
        if self.lot.requirement(question).is_some() {
            return self.stray(&codes::UNKNOWN_ANSWER, route, question);
        }
        let place = self.declaration.key_place(&route.key(question));
        let fault =
            Diagnostic::new(&codes::UNKNOWN_ANSWER, format!("{id} has no question `{}`", cut(question)))
                .at(place, "not asked");
        let questions =
            self.lot.requirement(id).map_or(&[][..], |requirement| requirement.questions.as_slice());
        let known: Vec<&str> = questions.iter().map(|question| question.id.as_str()).collect();
        self.near(fault, question, place, &known, "answer only")
    }

    fn near(
        &self,
        fault: Diagnostic,
        word: &str,
        place: crate::text::Span,
        known: &[&str],
        only: &str,
    ) -> Diagnostic {
        match suggest::nearest(word, known.iter().copied()) {
            Some(near) => {
                fault.edit(format!("did you mean `{near}`?"), place, self.declaration.written(near))
            }
            None if known.is_empty() => fault.hint("remove it"),
            None => fault.hint(format!("{only} {}", suggest::listed(known.iter().copied()))),
        }
    }

    fn answer(&self, id: &str, question: &str) -> Option<Diagnostic> {
        let requirement = self.lot.requirement(id)?;
        let asked = requirement.question(question)?;
        let json = self.declaration.answer(id, question)?;
        let route = Route::root().key("answers").key(id).key(question);
        if Self::holds_only(json, |key| requirement.question(key).is_some()) {
            let inner = json.as_object()?.keys().next()?;
            return Some(self.stray(&codes::WRONG_ANSWER, &route, inner));
        }
        wrong::answer(&Asked { id: question, ask: &asked.ask, of: &asked.of, route }, json, self.declaration)
    }

    fn evidence(&self, key: &str, error: &ValidationError<'_>, route: &Route) -> Vec<Diagnostic> {
        let json = error.instance();
        let wrong = |words: &str, way: &str| {
            let message = format!("`{key}` is {}; {words} is asked for", found(json));
            vec![self.at(&codes::DECLARATION_WRONG_FORM, route, message).hint(way)]
        };
        match key {
            "kind" => {
                let place = self.declaration.place(route);
                let known: Vec<&str> = self.spec.evidence_kinds.iter().map(|kind| kind.id.as_str()).collect();
                let message =
                    format!("`kind` is {}, which is no kind of evidence of this tender", found(json));
                let fault = Diagnostic::new(&codes::DECLARATION_UNKNOWN_WORD, message).at(place, "");
                vec![self.near(fault, json.as_str().unwrap_or_default(), place, &known, "use one of")]
            }
            "file" => wrong(
                "a path below the folder of the declaration, with `/` between folders,",
                "put the file beside the declaration or below it, and name it from there",
            ),
            "sha256" if json.is_number() => {
                let message = "`sha256` is a number, since it stands without quotes".to_owned();
                vec![self.at(&codes::DECLARATION_WRONG_FORM, route, message).hint("put the value in quotes")]
            }
            "sha256" => wrong(
                "the SHA-256 of the file in 64 hexadecimal digits",
                "have it written by `tenderc evidence`, or by the form",
            ),
            "valid-until" => wrong(
                "a day of the calendar, such as `2027-03-31`,",
                "write year, month and day with hyphens between; leave it out where the file stays valid",
            ),
            _ => self.generic(error),
        }
    }
}

fn key(step: &Step) -> String {
    match step {
        Step::Key(key) => key.clone(),
        Step::Index(index) => index.to_string(),
    }
}

/// A key of the declaration as it may stand in a sentence.
fn cut(key: &str) -> String {
    match key.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", key.get(..end).unwrap_or_default()),
        None => key.to_owned(),
    }
}
