//! What requirements are written with: facts, kinds of devices, threats, kinds of evidence, standards.

use indexmap::IndexMap;
use serde_json::json;

use crate::condition::word::{self, Naming};
use crate::condition::{Check, Condition, Subject, Type, inclusion};
use crate::diff::Said;
use crate::diff::change::Change;
use crate::diff::requirements::{level, words};
use crate::diff::{kinds, order, types};
use crate::model::{Category, Derivation, Fact, Holder, Library, Standard};
use crate::say;
use crate::words::Words;

/// Everything that is different but the requirements.
pub fn compare(before: &Library, after: &Library, words: Words) -> Vec<Change> {
    let mut changes = facts(before, after, words);
    changes.extend(categories(before, after, words));
    let threat = |title: &str| say!(words, "diff-term-threat", title = title);
    changes.extend(terms(&before.threats, &after.threats, |of| &of.title, threat));
    let kind = |title: &str| say!(words, "diff-term-kind-of-evidence", title = title);
    changes.extend(terms(&before.evidence, &after.evidence, |of| &of.title, kind));
    for (id, is) in &after.evidence {
        let Some(was) = before.evidence.get(id).filter(|was| was.content != is.content) else { continue };
        let said = |content: Option<crate::model::Content>| content.map(|content| content.word().to_owned());
        let title = if was.title == is.title { is.title.as_str() } else { "" };
        let change = Change::new(&kinds::EVIDENCE_KIND_CONTENT_CHANGED).about(id, title);
        changes.push(change.from_to(said(was.content), said(is.content)));
    }
    let standard = |title: &str| say!(words, "diff-term-standard", title = title);
    changes.extend(terms(&before.standards, &after.standards, |of| &of.short, standard));
    changes.extend(standards(before, after, words));
    changes
}

fn keys<T>(map: &IndexMap<String, T>) -> Vec<&str> {
    map.keys().map(String::as_str).collect()
}

/// The title that both sides have; empty where they differ.
fn common<'a>(old: &'a str, new: &str) -> &'a str {
    if old == new { old } else { "" }
}

fn facts(before: &Library, after: &Library, words: Words) -> Vec<Change> {
    let mut changes = Vec::new();
    for id in order::merged(&keys(&before.facts), &keys(&after.facts)) {
        match (before.facts.get(id), after.facts.get(id)) {
            (Some(was), Some(is)) => fact(was, is, words, &mut changes),
            (None, Some(is)) => {
                let change = Change::new(&kinds::FACT_ADDED).about(id, &is.title);
                changes.push(change.from_to(None, Some(words::answers(words, &is.of))));
            }
            (Some(was), None) => {
                let change = Change::new(&kinds::FACT_REMOVED).about(id, &was.title);
                changes.push(change.from_to(Some(words::answers(words, &was.of)), None));
            }
            (None, None) => {}
        }
    }
    changes
}

fn fact(was: &Fact, is: &Fact, words: Words, changes: &mut Vec<Change>) {
    let about = |rule| Change::new(rule).about(&is.id, common(&is.title, &was.title));
    if !types::same(&was.of, &is.of) {
        let relation = inclusion::checks(None, &was.of, None, &is.of);
        let change = about(&kinds::FACT_RETYPED).judged(level(relation));
        changes
            .push(change.from_to(Some(words::answers(words, &was.of)), Some(words::answers(words, &is.of))));
    }
    if was.holder != is.holder {
        let change = about(&kinds::FACT_HOLDER_CHANGED);
        changes.push(change.from_to(Some(holder(was, words)), Some(holder(is, words))));
    }
    if was.derivation != is.derivation {
        let change = about(&kinds::FACT_DERIVED_OTHERWISE);
        changes.push(change.from_to(Some(derived(was, words)), Some(derived(is, words))));
    }
    let texts = [(was.title.as_str(), is.title.as_str()), (was.ask.as_str(), is.ask.as_str())];
    if let Some((old, new)) = words::worded_apart(words, texts, &was.of, &is.of) {
        let change = Change::new(&kinds::FACT_REWORDED).about(&is.id, "");
        changes.push(change.from_to(Some(old), Some(new)));
    }
}

fn holder(fact: &Fact, words: Words) -> Said {
    let word = match fact.holder {
        Holder::Category => "category",
        Holder::Tender => "tender",
        Holder::Vendor => "vendor",
    };
    Said::new(say!(words, &format!("diff-holder-{word}")), word)
}

fn derived(fact: &Fact, words: Words) -> Said {
    match &fact.derivation {
        None => Said::new(say!(words, "diff-derived-from-nothing"), ()),
        Some(Derivation::Zone) => Said::new(say!(words, "diff-derived-from-zone"), "zone"),
        Some(Derivation::Reach { zone, none, linked, indirect, direct }) => {
            let text = say!(
                words,
                "diff-derived-from-reach",
                zone = zone.as_str(),
                none = none.as_str(),
                linked = linked.as_str(),
                indirect = indirect.as_str(),
                direct = direct.as_str(),
            );
            Said::new(text, json!(["reach", zone, none, linked, indirect, direct]))
        }
        Some(Derivation::Link { purpose, carries, includes }) => {
            let is_for = purpose.iter().map(|purpose| say!(words, "diff-is-for", purpose = purpose.as_str()));
            let load = carries.iter().map(|load| say!(words, "diff-carries", load = load.as_str()));
            let says = words.join(is_for.chain(load), "and");
            let link = say!(words, "diff-derived-from-link", says = says);
            let added = includes.iter().map(|option| format!("`{option}`")).collect::<Vec<_>>();
            let text = match added.join(&say!(words, "list-comma")).as_str() {
                "" => link,
                added => say!(words, "diff-derived-which-adds", link = link, options = added),
            };
            Said::new(text, json!(["link", purpose, carries, includes]))
        }
    }
}

fn categories(before: &Library, after: &Library, words: Words) -> Vec<Change> {
    let mut changes = Vec::new();
    for id in order::merged(&keys(&before.categories), &keys(&after.categories)) {
        match (before.categories.get(id), after.categories.get(id)) {
            (Some(was), Some(is)) => {
                if was.title != is.title {
                    let change = Change::new(&kinds::CATEGORY_RETITLED).about(id, "");
                    changes.push(change.from_to(Some(was.title.clone()), Some(is.title.clone())));
                }
                let (old, new) = (above(was, before, words), above(is, after, words));
                if was.parent.as_ref().map(|of| &of.value) != is.parent.as_ref().map(|of| &of.value) {
                    let change = Change::new(&kinds::CATEGORY_MOVED).about(id, common(&is.title, &was.title));
                    changes.push(change.from_to(old, new));
                }
                bounds((before, was), (after, is), words, &mut changes);
            }
            (None, Some(is)) => {
                let change = Change::new(&kinds::CATEGORY_ADDED).about(id, &is.title);
                changes.push(change.from_to(None, above(is, after, words)));
            }
            (Some(was), None) => {
                let change = Change::new(&kinds::CATEGORY_REMOVED).about(id, &was.title);
                changes.push(change.from_to(above(was, before, words), None));
            }
            (None, None) => {}
        }
    }
    changes
}

/// "a kind of “Device”".
fn above(category: &Category, library: &Library, words: Words) -> Option<Said> {
    let parent = &category.parent.as_ref()?.value;
    let title = library.categories.get(parent).map_or(parent, |above| &above.title);
    Some(Said::new(say!(words, "diff-a-kind-of", title = title.as_str()), parent.as_str()))
}

/// What is true of every device of a category, fact by fact.
fn bounds(
    (old, was): (&Library, &Category),
    (new, is): (&Library, &Category),
    words: Words,
    changes: &mut Vec<Change>,
) {
    for fact in order::merged(&keys(&old.facts), &keys(&new.facts)) {
        let (Some(before), Some(after)) = (old.facts.get(fact), new.facts.get(fact)) else { continue };
        let checks = |category: &Category| {
            let checks = category.bounds.iter().filter(|bound| bound.fact == fact);
            checks.map(|bound| bound.check.clone()).collect::<Vec<Check>>()
        };
        let (was_true, is_true) = (checks(was), checks(is));
        if was_true == is_true {
            continue;
        }
        let whole = |checks: &[Check]| (!checks.is_empty()).then(|| Check::All(checks.to_vec()));
        let relation =
            inclusion::checks(whole(&was_true).as_ref(), &before.of, whole(&is_true).as_ref(), &after.of);
        let title = common(&is.title, &was.title);
        let change = Change::new(&kinds::CATEGORY_BOUND_CHANGED).about(&is.id, title).judged(level(relation));
        changes.push(change.from_to(said(&was_true, before, words), said(&is_true, after, words)));
    }
}

fn said(checks: &[Check], fact: &Fact, words: Words) -> Option<Said> {
    let says = checks.iter().map(|check| word::predicate(words, check, &fact.of, Naming::Label));
    let (subject, says) = (format!("“{}”", fact.title), words.join(says, "and"));
    let text = say!(words, "condition-clause", subject = subject, says = says);
    (!checks.is_empty()).then(|| Said::new(text, json!([checks, fact.of])))
}

/// What is there under an id with a title, and nothing more.
fn terms<T>(
    before: &IndexMap<String, T>,
    after: &IndexMap<String, T>,
    title: impl Fn(&T) -> &String,
    named: impl Fn(&str) -> String,
) -> Vec<Change> {
    let mut changes = Vec::new();
    for id in order::merged(&keys(before), &keys(after)) {
        let (was, is) = (before.get(id).map(&title), after.get(id).map(&title));
        let rule = match (was, is) {
            (Some(was), Some(is)) if was != is => &kinds::TERM_RETITLED,
            (None, Some(_)) => &kinds::TERM_ADDED,
            (Some(_), None) => &kinds::TERM_REMOVED,
            _ => continue,
        };
        let change = Change::new(rule);
        changes.push(match (was, is) {
            (Some(was), Some(is)) => {
                let said = |title: &String| Some(Said::new(named(title), title.as_str()));
                change.about(id, "").from_to(said(was), said(is))
            }
            (one, other) => change.about(id, one.or(other).map(|title| named(title)).unwrap_or_default()),
        });
    }
    changes
}

fn standards(before: &Library, after: &Library, words: Words) -> Vec<Change> {
    let mut changes = Vec::new();
    for id in order::merged(&keys(&before.standards), &keys(&after.standards)) {
        let (Some(was), Some(is)) = (before.standards.get(id), after.standards.get(id)) else { continue };
        let about = |rule| Change::new(rule).about(id, common(&is.short, &was.short));
        let (old, new) = (head(was, words), head(is, words));
        if old != new {
            changes.push(about(&kinds::STANDARD_CHANGED).from_to(Some(old), Some(new)));
        }
        if was.scope != is.scope {
            let change = about(&kinds::STANDARD_SCOPE_CHANGED);
            changes.push(change.from_to(Some(scope(was, before, words)), Some(scope(is, after, words))));
        }
        let other = |standard: &Standard, than: &Standard| {
            let entries = standard.entries.iter().filter(|(id, entry)| {
                let known = than.entries.get(*id);
                !known.is_some_and(|known| {
                    (&known.title, &known.level, known.unchecked, &known.not_asked)
                        == (&entry.title, &entry.level, entry.unchecked, &entry.not_asked)
                })
            });
            entries.map(|(id, _)| id.clone()).collect::<Vec<_>>().join(", ")
        };
        let (old, new) = (other(was, is), other(is, was));
        if old != new || !old.is_empty() {
            let some = |text: String| Some(text).filter(|text| !text.is_empty());
            changes.push(about(&kinds::STANDARD_ENTRIES_CHANGED).from_to(some(old), some(new)));
        }
    }
    changes
}

/// "Cyber security for consumer devices, V3.1.3, ETSI".
fn head(standard: &Standard, words: Words) -> Said {
    let Standard { name, edition, publisher, superseded_by, .. } = standard;
    let head = format!("{name}, {edition}, {publisher}");
    let text = match superseded_by {
        None => head,
        Some(next) => say!(words, "diff-superseded", standard = head, next = next.as_str()),
    };
    Said::new(text, json!([name, edition, publisher, superseded_by]))
}

fn scope(standard: &Standard, library: &Library, words: Words) -> Said {
    let legend = |subject: &Subject| -> Option<(String, Type)> {
        let fact = library.facts.get(subject.name())?;
        Some((format!("“{}”", fact.title), fact.of.clone()))
    };
    let text = match &standard.scope {
        Condition::Constant(true) => say!(words, "diff-every-device"),
        condition => {
            let condition = word::condition(words, condition, &legend, Naming::Label);
            say!(words, "diff-devices-of-which", condition = condition)
        }
    };
    Said::new(text, json!(standard.scope))
}
