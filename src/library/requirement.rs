//! A requirement, from wire to model: front matter, conditions and acceptances.

use std::sync::Arc;

use indexmap::IndexMap;
use serde_json::Value as Json;

use super::body::Written;
use super::borrowed::{self, Borrowed, Known};
use super::{File, conditions, id, imports, provisos, tables, wire};
use crate::condition::parse::{self, Operand, Vocabulary};
use crate::condition::value::read_date;
use crate::condition::{Check, Column, Condition, Subject, Type, Value};
use crate::diag::codes;
use crate::diag::{Bag, Diagnostic};
use crate::model::{Assurance, Obligation, Parameter, Question, Reference, Requirement, Term, Wanted};
use crate::syntax::template;
use crate::text::{Route, Span, Spanned};

/// The requirement of a file. What is faulty in it is reported and left out; nothing where
/// what is left would mean something else.
pub fn lower(
    wire: wire::Requirement,
    theme: Term,
    written: &Written<'_>,
    file: &File<'_>,
    added: bool,
    known: Known<'_>,
    bag: &mut Bag,
) -> Option<Requirement> {
    let Known { library, facts, answers } = known;
    let root = Route::root();
    let span = file.place(&root.key("id"));
    if wire.id != written.name {
        bag.push(
            Diagnostic::new(
                &codes::ID_DIFFERS_FROM_FILE,
                format!("the id `{}` differs from the name of the file, `{}.md`", wire.id, written.name),
            )
            .at(span, format!("the file is called `{}.md`", written.name))
            .hint("make the two the same: an id is found by its file"),
        );
    }
    if let Some(why) = id::why_not(&wire.id) {
        bag.push(
            Diagnostic::new(&codes::LIBRARY_WRONG_FORM, format!("`{}` cannot be an id: {why}", wire.id))
                .at(span, "")
                .hint("choose another id"),
        );
        return None;
    }
    let undecidable = conditions::undecidable(library, bag);
    let parameters = parameters(&wire, file, bag);
    let borrowed = borrowed::questions(&wire, file, answers, bag);
    let (types, mut vocabulary) = question_types(&wire, &borrowed, file, facts, &parameters, bag);
    let answers = vocabulary.iter().filter(|(name, _)| types.contains_key(name.as_ref()));
    let answers = answers.map(|(name, known)| (name.clone(), known.clone())).collect();
    let when_route = root.key("applies").key("when");
    let when = condition(wire.applies.when.as_ref(), facts, &when_route, file, undecidable, bag);
    let met_when = condition(wire.met_when.as_ref(), &answers, &root.key("met-when"), file, false, bag);
    let tier = wire.tier.unwrap_or_default();
    let mut questions = IndexMap::new();
    for (id, question) in &wire.questions {
        let Some(of) = types.get(id) else { continue };
        let at = root.key("questions").key(id);
        let own = vocabulary.remove_entry(id.as_str());
        let when = condition(question.when.as_ref(), &vocabulary, &at.key("when"), file, undecidable, bag);
        vocabulary.extend(own);
        let accept = acceptance(question, of, &at.key("accept"), &parameters, file, bag);
        let source = borrowed.get(id);
        let provisos = match source {
            Some((_, source)) => source.provisos.clone(),
            None if undecidable => Vec::new(),
            None => provisos::lower(question, &at, facts, file, bag),
        };
        let (ask, help) = match source {
            Some((_, source)) => (source.ask.clone(), source.help.clone()),
            None => (question.ask.clone().unwrap_or_default(), question.help.clone().unwrap_or_default()),
        };
        questions.insert(
            id.clone(),
            Question {
                id: id.clone(),
                ask,
                ask_span: file.place(&at.key(if source.is_some() { "from" } else { "ask" })),
                help,
                of: of.clone(),
                tier: question.tier.unwrap_or_default().max(tier),
                imports: imports::lower(&question.import, of, &at.key("import"), file, bag),
                from: source.map(|(from, _)| from.clone()),
                labels: labels(of, &at.key("options"), file),
                when,
                accept,
                provisos,
                span: file.key_place(&at),
            },
        );
    }
    let review_route = root.key("review-by");
    let Some(review_by) = read_date(&wire.review_by) else {
        bag.push(
            Diagnostic::new(&codes::LIBRARY_WRONG_FORM, format!("`{}` is not a date", wire.review_by))
                .at(file.place(&review_route), "")
                .hint("write a date of the calendar such as `2027-06-30`"),
        );
        return None;
    };
    let references = wire.references.iter().enumerate().map(|(i, reference)| {
        let at = root.key("references").index(i);
        let ids = reference.ids.iter().enumerate();
        Reference {
            standard: reference.standard.clone(),
            entries: ids
                .map(|(j, id)| Spanned::new(id.clone(), file.place(&at.key("ids").index(j))))
                .collect(),
            covers: reference.covers,
            span: file.place(&at.key("standard")),
        }
    });
    let evidence = wire.evidence.into_iter().enumerate().map(|(i, evidence)| {
        let place = file.place(&root.key("evidence").index(i).key("kind"));
        Wanted { kind: Spanned::new(evidence.kind, place), obligation: evidence.obligation }
    });
    Some(Requirement {
        theme,
        obligation: obligations(&wire.obligation.0),
        tier,
        categories: spanned(wire.applies.categories, &root.key("applies").key("categories"), file),
        not_categories: spanned(
            wire.applies.not_categories,
            &root.key("applies").key("not-categories"),
            file,
        ),
        when,
        when_span: file.key_place(&when_route),
        parameters,
        questions,
        met_when,
        evidence: evidence.collect(),
        verify: wire.verify,
        references: references.collect(),
        threats: spanned(wire.threats, &root.key("threats"), file),
        review_by: Spanned::new(review_by, file.place(&review_route)),
        statement: written.part(&written.body.statement, file),
        rationale: written.section("Rationale", file),
        verification: written.section("Verification", file),
        guidance: written.section("Guidance", file),
        id: wire.id,
        title: wire.title,
        title_span: file.place(&root.key("title")),
        span,
        added,
    })
}

fn spanned(words: Vec<String>, route: &Route, file: &File<'_>) -> Vec<Spanned<String>> {
    let words = words.into_iter().enumerate();
    words.map(|(i, word)| Spanned::new(word, file.place(&route.index(i)))).collect()
}

fn labels(of: &Type, route: &Route, file: &File<'_>) -> IndexMap<String, Span> {
    let (Type::Choice { options, .. } | Type::Choices { options, .. }) = of else { return IndexMap::new() };
    options.iter().map(|option| (option.id.clone(), file.place(&route.key(&option.id)))).collect()
}

fn condition(
    wire: Option<&wire::Condition>,
    vocabulary: &Vocabulary,
    route: &Route,
    file: &File<'_>,
    undecidable: bool,
    bag: &mut Bag,
) -> Condition {
    let Some(wire) = wire.filter(|_| !undecidable) else { return Condition::Constant(true) };
    parse::condition(&wire.0, vocabulary, route).unwrap_or_else(|faults| {
        conditions::report(faults, file, bag);
        Condition::Constant(true)
    })
}

fn acceptance(
    question: &wire::Question,
    of: &Type,
    route: &Route,
    parameters: &IndexMap<String, Parameter>,
    file: &File<'_>,
    bag: &mut Bag,
) -> Option<Spanned<Check<Operand>>> {
    let accept = question.accept.as_ref()?;
    let span = file.key_place(route);
    if matches!(of, Type::Text) {
        bag.push(
            Diagnostic::new(&codes::ACCEPTANCE_OF_TEXT, "a free text cannot be accepted by rule")
                .at(span, "")
                .hint("leave `accept` out, so that a human judges, or ask for a choice"),
        );
        return None;
    }
    match parse::check(&accept.0, of, route) {
        Ok(mut check) => {
            measure(&mut check, parameters, file, bag);
            Some(Spanned::new(check, span))
        }
        Err(faults) => {
            conditions::report(faults, file, bag);
            None
        }
    }
}

/// Says of each template what the amount is counted in that it yields.
fn measure(
    check: &mut Check<Operand>,
    parameters: &IndexMap<String, Parameter>,
    file: &File<'_>,
    bag: &mut Bag,
) {
    for operand in check.operands_mut() {
        let Operand::Template { expression, unit, route } = operand else { continue };
        let Ok(names) = template::expression_names(expression) else { continue };
        let mut units = names.iter().filter_map(|name| parameters.get(name)?.of.unit());
        *unit = units.next();
        let other = unit.and_then(|first| units.find(|unit| *unit != first).map(|other| (first, other)));
        if let Some((first, other)) = other {
            bag.push(
                Diagnostic::new(
                    &codes::WRONG_UNIT,
                    format!("{} and {} are put into one amount", first.name(), other.name()),
                )
                .at(file.place(route), "parameters of different units")
                .hint("give the parameters in this template one unit"),
            );
        }
    }
}

/// The types of all questions, and what their conditions can speak of.
fn question_types(
    wire: &wire::Requirement,
    borrowed: &Borrowed<'_>,
    file: &File<'_>,
    facts: &Vocabulary,
    parameters: &IndexMap<String, Parameter>,
    bag: &mut Bag,
) -> (IndexMap<String, Type>, Vocabulary) {
    let mut types = IndexMap::new();
    let mut vocabulary = facts.clone();
    for (id, question) in &wire.questions {
        let at = Route::root().key("questions").key(id);
        let is_fact = facts.contains_key(id.as_str());
        if is_fact || parameters.contains_key(id) || matches!(id.as_str(), "all" | "any" | "not") {
            let what = match () {
                () if is_fact => "a fact",
                () if parameters.contains_key(id) => "a parameter",
                () => "a word that conditions are built with",
            };
            bag.push(
                Diagnostic::new(&codes::NAME_CLASH, format!("`{id}` is both a question and {what}"))
                    .at(file.key_place(&at), "")
                    .hint("give the question another name"),
            );
            continue;
        }
        let of = match (&question.of, borrowed.get(id)) {
            (_, Some((_, source))) => Some(source.of.clone()),
            (Some(keys), None) => tables::type_of(keys, &at, file, bag),
            (None, None) => None, // what it is answered by is not there, which is reported
        };
        let Some(of) = of else { continue };
        if borrowed.contains_key(id) {
            vocabulary.insert(id.as_str().into(), Arc::new((Subject::Answer(id.clone()), of.clone())));
            types.insert(id.clone(), of);
            continue;
        }
        let of = match of {
            Type::Table { .. } => Type::Table {
                columns: columns(question, &at.key("columns"), file, bag),
                least: usize::from(!question.may_be_empty),
            },
            Type::Choices { options, .. } => {
                Type::Choices { options, least: usize::from(!question.may_be_empty) }
            }
            other => other,
        };
        if question.may_be_empty && !matches!(of, Type::Table { .. } | Type::Choices { .. }) {
            bag.push(
                Diagnostic::new(&codes::LIBRARY_WRONG_FORM, "only a `table` or `choices` can be empty")
                    .at(file.key_place(&at.key("may-be-empty")), "")
                    .hint("remove `may-be-empty`"),
            );
        }
        if question.columns.is_empty() == matches!(of, Type::Table { .. }) {
            bag.push(
                Diagnostic::new(&codes::LIBRARY_WRONG_FORM, "a `table` has `columns`, and nothing else has")
                    .at(file.key_place(&at), ""),
            );
            continue;
        }
        vocabulary.insert(id.as_str().into(), Arc::new((Subject::Answer(id.clone()), of.clone())));
        types.insert(id.clone(), of);
    }
    (types, vocabulary)
}

fn columns(question: &wire::Question, route: &Route, file: &File<'_>, bag: &mut Bag) -> Vec<Column> {
    let mut columns = Vec::new();
    for (id, column) in &question.columns {
        let at = route.key(id);
        match tables::type_of(&column.of, &at, file, bag) {
            Some(Type::Table { .. }) => bag.push(
                Diagnostic::new(&codes::LIBRARY_WRONG_FORM, "a column cannot be a table")
                    .at(file.place(&at.key("type")), ""),
            ),
            Some(of) => columns.push(Column { id: id.clone(), title: column.title.clone(), of }),
            None => {}
        }
    }
    columns
}

fn parameters(wire: &wire::Requirement, file: &File<'_>, bag: &mut Bag) -> IndexMap<String, Parameter> {
    let mut parameters = IndexMap::new();
    for (id, parameter) in &wire.parameters {
        let at = Route::root().key("parameters").key(id);
        let Some(of) = tables::type_of(&parameter.of, &at, file, bag) else { continue };
        provisos::refuse(&parameter.of, &at, file, bag);
        if matches!(of, Type::Table { .. }) {
            bag.push(
                Diagnostic::new(&codes::LIBRARY_WRONG_FORM, "a parameter cannot be a table")
                    .at(file.place(&at.key("type")), ""),
            );
            continue;
        }
        let mut bounds = Vec::new();
        let named = [("at-least", &parameter.at_least), ("at-most", &parameter.at_most)];
        for (test, bound) in named.into_iter().filter_map(|(test, bound)| Some((test, bound.as_ref()?))) {
            let test = match (test, &of) {
                ("at-least", Type::Date) => "not-before",
                ("at-most", Type::Date) => "not-after",
                (test, _) => test,
            };
            let json = Json::Object([(test.to_owned(), bound.clone())].into_iter().collect());
            bounds.extend(literal(&json, &of, &at, file, bag));
        }
        let default_route = at.key("default");
        let equals = Json::Object([("equals".to_owned(), parameter.default.clone())].into_iter().collect());
        let Some(Check::Equals(default)) = literal(&equals, &of, &default_route, file, bag) else { continue };
        let default = Spanned::new(default, file.place(&default_route));
        let span = file.key_place(&at);
        check_bounds(id, &of, &default, &bounds, span, bag);
        parameters.insert(
            id.clone(),
            Parameter {
                id: id.clone(),
                title: parameter
                    .title
                    .clone()
                    .unwrap_or_else(|| tables::sentence_case(&id.replace('_', "-"))),
                of,
                default,
                bounds,
                higher_is_stronger: parameter.stronger.map(|stronger| stronger == wire::Stronger::Higher),
                span,
            },
        );
    }
    parameters
}

/// A check whose operands are written out.
fn literal(json: &Json, of: &Type, route: &Route, file: &File<'_>, bag: &mut Bag) -> Option<Check> {
    parse::check(json, of, route)
        .and_then(|check| parse::settle(&check, of, &mut |_| None))
        .map_err(|faults| conditions::report(faults, file, bag))
        .ok()
}

fn check_bounds(id: &str, of: &Type, default: &Spanned<Value>, bounds: &[Check], span: Span, bag: &mut Bag) {
    let mut domain = crate::condition::Domains::default();
    let subject = Subject::Fact(id.to_owned());
    domain.declare(subject.clone(), of.clone());
    for bound in bounds {
        domain.learn(&subject, bound.clone());
    }
    if domain.is_empty(&subject) {
        bag.push(
            Diagnostic::new(&codes::EMPTY_BOUNDS, format!("no value of `{id}` is within its own bounds"))
                .at(span, "the least is more than the most")
                .hint("swap or widen the bounds"),
        );
    } else if !bounds.iter().all(|bound| bound.accepts(&default.value)) {
        bag.push(
            Diagnostic::new(
                &codes::PARAMETER_OUT_OF_BOUNDS,
                format!("the default of `{id}` is out of its own bounds"),
            )
            .at(default.span, "")
            .hint("change the default or the bounds"),
        );
    }
}

fn obligations(json: &Json) -> Vec<(Assurance, Obligation)> {
    let word = |json: &Json| match json.as_str() {
        Some("shall") => Some(Obligation::Shall),
        Some("should") => Some(Obligation::Should),
        Some("may") => Some(Obligation::May),
        _ => None,
    };
    [Assurance::Basic, Assurance::Substantial, Assurance::High]
        .into_iter()
        .filter_map(|level| Some((level, word(json.get(level.word()).unwrap_or(json))?)))
        .collect()
}
