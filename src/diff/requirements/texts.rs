//! The texts around a demand, and what it covers: in other words, the same is demanded.

use super::{Pair, Parts, Seen, words};
use crate::diff::Said;
use crate::diff::change::Change;
use crate::diff::kinds;
use crate::resolve::spec::Requirement;
use crate::say;
use crate::words::Words;

/// One of the texts of a requirement.
type Text = fn(&Requirement) -> &str;

pub fn all(pair: &Pair<'_>, parts: &mut Parts) {
    let texts: [(&'static kinds::Rule, Text); 6] = [
        (&kinds::TITLE_REWORDED, |of| &of.title),
        (&kinds::STATEMENT_REWORDED, |of| &of.statement),
        (&kinds::RATIONALE_REWORDED, |of| &of.rationale),
        (&kinds::VERIFICATION_REWORDED, |of| &of.verification),
        (&kinds::GUIDANCE_REWORDED, |of| &of.guidance),
        (&kinds::THEME_CHANGED, |of| &of.theme.title),
    ];
    for (rule, text) in texts {
        let (old, new) = pair.both(|seen| text(seen.requirement));
        let Some((was, is)) = words::apart(old, new) else { continue };
        let change = Change::new(rule).from_to(some(&was), some(&is));
        match pair.echoes.of_text(old, new) {
            // Of the echoes in running text the statement alone is worth telling.
            Some(_) if rule != &kinds::STATEMENT_REWORDED => {}
            sources => parts.echo(change, sources),
        }
    }
    let (old, new) = pair.both(|seen| seen.requirement.verify);
    if old != new {
        let change = Change::new(&kinds::METHOD_CHANGED);
        parts.push(change.from_to(some(old.word()), some(new.word())));
    }
    references(pair, parts);
    let (old, new) = pair.both(|seen| &seen.requirement.threats);
    if old != new {
        let (old, new) = pair.both(|seen| threats(seen, pair.words));
        parts.push(Change::new(&kinds::THREATS_CHANGED).from_to(old, new));
    }
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned()).filter(|text| !text.is_empty())
}

fn references(pair: &Pair<'_>, parts: &mut Parts) {
    for standard in pair.ids(|of| of.citations.iter().map(|citation| citation.standard.as_str()).collect()) {
        let entries = |seen: Seen<'_>| -> Option<String> {
            let citation =
                seen.requirement.citations.iter().find(|citation| citation.standard == standard)?;
            let ids: Vec<&str> = citation.entries.iter().map(|entry| entry.id.as_str()).collect();
            Some(ids.join(", "))
        };
        let (was, is) = pair.both(entries);
        if was != is {
            let name = |seen: Seen<'_>| {
                let known = seen.spec.standards.iter().find(|known| known.id == standard);
                known.map(|known| known.short.clone())
            };
            let title = match pair.both(name) {
                (Some(old), Some(new)) if old != new => String::new(),
                (old, new) => new.or(old).unwrap_or_default(),
            };
            parts.push(Change::new(&kinds::REFERENCES_CHANGED).about(standard, title).from_to(was, is));
        }
    }
}

/// Threats by their titles, in the order of the library; nothing of none.
fn threats(seen: Seen<'_>, words: Words) -> Option<Said> {
    let ids = &seen.requirement.threats;
    let title = |id: &String| {
        let known = seen.spec.threats.iter().find(|known| known.id == *id);
        known.map_or_else(|| id.clone(), |known| known.title.clone())
    };
    let titles = ids.iter().map(title).collect::<Vec<_>>().join(&say!(words, "list-semicolon"));
    (!ids.is_empty()).then(|| Said::new(titles, ids.clone()))
}
