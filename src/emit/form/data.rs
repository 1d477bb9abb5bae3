//! A form as the data that its page is built from. Keys are whole words, so that the page can be read.

use serde_json::{Map, Value as Json, json};

use crate::condition::Type;
use crate::condition::word::List;
use crate::document::parse;
use crate::document::tree::{Block, Inline};
use crate::form::{Fact, Form, Kind, Question, Requirement};
use crate::say;
use crate::words::Words;

/// A form.
pub fn of(form: &Form, words: Words) -> Json {
    let head = &form.head;
    let themes = form.themes.iter().map(|theme| {
        json!({
            "id": theme.term.id,
            "title": theme.term.title,
            "requirements": theme.requirements.iter().map(|one| requirement(one, words)).collect::<Json>(),
        })
    });
    json!({
        "format": crate::schema::DECLARATION,
        "pack": head.pack,
        "tender": head.tender.id,
        "title": head.tender.title,
        "buyer": head.buyer,
        "deadline": head.deadline.to_string(),
        "lot": head.lot.id,
        "lotTitle": head.lot.title,
        "number": head.number,
        "description": passage(&head.description),
        "facts": form.facts.iter().map(|one| fact(one, words)).collect::<Json>(),
        "themes": themes.collect::<Json>(),
        "evidence": form.evidence.iter().map(kind).collect::<Json>(),
    })
}

fn fact(fact: &Fact, words: Words) -> Json {
    let demands = fact.demands.iter().map(|demand| json!({ "says": demand.says, "because": demand.because }));
    with(
        json!({ "id": fact.id, "title": fact.title, "ask": fact.ask, "of": shape(&fact.of, words) }),
        [("settled", fact.settled.clone()), ("demands", some(demands.collect()))],
    )
}

fn requirement(one: &Requirement, words: Words) -> Json {
    let settings = one
        .settings
        .iter()
        .map(|set| json!({ "title": set.title, "value": set.value, "because": set.because }));
    let evidence = one.evidence.iter().map(|want| json!([want.kind, want.obligation.word()]));
    let applies = json!({ "words": one.applies.words, "facts": one.applies.facts() });
    let met = json!({ "words": one.met.words, "facts": one.met.facts() });
    with(
        json!({
            "id": one.id,
            "title": one.title,
            "obligation": one.obligation.word(),
            "statement": passage(&one.statement),
            "questions": one.questions.iter().map(|one| question(one, words)).collect::<Json>(),
        }),
        [
            ("applies", (!one.applies.is_always()).then_some(applies)),
            ("guidance", some(passage(&one.guidance))),
            ("rationale", some(passage(&one.rationale))),
            ("verification", some(passage(&one.verification))),
            ("settings", some(settings.collect())),
            ("met", (!one.met.is_always()).then_some(met)),
            ("evidence", some(evidence.collect())),
        ],
    )
}

fn question(question: &Question, words: Words) -> Json {
    // When it is asked is judged by the rules; a change of these facts has it judged anew.
    let when = question.when.facts().into_iter().map(Json::from);
    let from = question.from.as_ref().map(|from| json!([from.requirement, from.question]));
    with(
        json!({ "id": question.id, "ask": question.ask, "of": shape(&question.of, words) }),
        [
            ("help", (!question.help.is_empty()).then(|| passage(&question.help))),
            ("when", some(when.collect())),
            ("accepted", question.accept.as_ref().map(|accept| list(&accept.words))),
            ("review", question.review.then_some(true.into())),
            ("from", from),
        ],
    )
}

/// A kind of evidence with the requirements that want it: id and obligation.
fn kind(kind: &Kind) -> Json {
    let wanted = kind.wanted.iter().map(|(id, obligation)| json!([id, obligation.word()]));
    json!({ "id": kind.id, "title": kind.title, "wanted": wanted.collect::<Json>() })
}

/// What an answer may be, for a control to be made of.
fn shape(of: &Type, words: Words) -> Json {
    let options = || -> Json {
        let option = |one: &crate::condition::Choice| match one.exclusive {
            true => json!([one.id, one.label, true]),
            false => json!([one.id, one.label]),
        };
        of.options().iter().map(option).collect()
    };
    match of {
        Type::Flag => json!({ "type": "flag" }),
        Type::Choice { .. } => json!({ "type": "choice", "options": options() }),
        Type::Choices { least, .. } => {
            json!({ "type": "choices", "options": options(), "least": least })
        }
        Type::Integer { unit } => {
            json!({ "type": "integer", "counts": unit.name(), "unit": unit_word(*unit, words) })
        }
        Type::Number { unit } => {
            json!({ "type": "number", "counts": unit.name(), "unit": unit_word(*unit, words) })
        }
        Type::Text => json!({ "type": "text" }),
        Type::Date => json!({ "type": "date" }),
        Type::Version => json!({ "type": "version" }),
        Type::Url => json!({ "type": "url" }),
        Type::Table { columns, least } => {
            let columns = columns.iter().map(
                |column| json!({ "id": column.id, "title": column.title, "of": shape(&column.of, words) }),
            );
            json!({ "type": "table", "least": least, "columns": columns.collect::<Json>() })
        }
    }
}

fn unit_word(unit: crate::condition::Unit, words: Words) -> String {
    match unit {
        crate::condition::Unit::Count => String::new(),
        unit => say!(words, "form-unit", unit = unit.name()),
    }
}

/// What is accepted: a phrase, or a head with lists below.
fn list(words: &List) -> Json {
    match words.items.as_slice() {
        [] => words.text.clone().into(),
        items => json!([words.text, items.iter().map(list).collect::<Json>()]),
    }
}

/// A passage of Markdown as elements: each a text, or a list of its name and what stands in it.
fn passage(markdown: &str) -> Json {
    blocks(&parse::passage(markdown))
}

fn blocks(all: &[Block]) -> Json {
    all.iter().map(block).filter(|block| !block.is_null()).collect()
}

fn block(block: &Block) -> Json {
    match block {
        Block::Heading(heading) => element("p", inlines(&heading.text)),
        Block::Paragraph(text) => element("p", inlines(text)),
        Block::List { start, items } => {
            let items = items.iter().map(|item| element("li", children(blocks(item))));
            element(if start.is_some() { "ol" } else { "ul" }, items.collect())
        }
        Block::Quote(inner) => element("blockquote", children(blocks(inner))),
        Block::Code(text) => element("pre", vec![text.clone().into()]),
        Block::Definitions(all) => {
            let said = all.iter().flat_map(|one| {
                let meanings = one.meanings.iter().map(|meaning| element("dd", children(blocks(meaning))));
                std::iter::once(element("dt", inlines(&one.term))).chain(meanings).collect::<Vec<_>>()
            });
            element("dl", said.collect())
        }
        // A form has no room for tables inside its texts: a row is a line.
        Block::Table(table) => {
            let rows = std::iter::once(&table.head).chain(&table.rows);
            let line = |row: &Vec<Vec<Inline>>| {
                let cells = row.iter().map(|cell| {
                    let mut cell = inlines(cell);
                    cell.push(" ".into());
                    cell
                });
                element("li", cells.flatten().collect())
            };
            element("ul", rows.map(line).collect())
        }
        Block::Figure(_) | Block::Rule => Json::Null,
    }
}

fn inlines(all: &[Inline]) -> Vec<Json> {
    all.iter().map(inline).collect()
}

fn inline(inline: &Inline) -> Json {
    match inline {
        Inline::Text(text) => text.clone().into(),
        Inline::Code(text) => element("code", vec![text.clone().into()]),
        Inline::Strong(inner) => element("strong", inlines(inner)),
        Inline::Emphasis(inner) => element("em", inlines(inner)),
        // Nothing in the form leads out of it: what a link is called stays.
        Inline::Link { text, .. } => element("span", inlines(text)),
        Inline::Anchor(_) => "".into(),
        Inline::Break => " ".into(),
    }
}

fn element(name: &str, inner: Vec<Json>) -> Json {
    std::iter::once(Json::from(name)).chain(inner).collect()
}

fn children(json: Json) -> Vec<Json> {
    match json {
        Json::Array(all) => all,
        _ => Vec::new(),
    }
}

/// A list that is not empty.
fn some(json: Json) -> Option<Json> {
    json.as_array().is_some_and(|all| !all.is_empty()).then_some(json)
}

/// An object with further entries, as far as there are any.
fn with<const N: usize>(object: Json, entries: [(&str, Option<Json>); N]) -> Json {
    let mut object: Map<String, Json> = match object {
        Json::Object(object) => object,
        _ => Map::new(),
    };
    for (key, value) in entries {
        object.extend(value.map(|value| (key.to_owned(), value)));
    }
    Json::Object(object)
}
