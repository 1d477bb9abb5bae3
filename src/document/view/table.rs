//! The requirements of all lots in one table: each once, the lots as columns.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::wording;
use crate::condition::{Condition, word};
use crate::document::build::{slug, unique};
use crate::resolve::spec::{self, Obligation, Spec, Term};
use crate::say;
use crate::words::Words;

/// The requirements of a theme.
#[derive(Debug, Serialize)]
pub struct Group {
    /// The id of its place.
    pub anchor: String,
    /// What people call it.
    pub title: String,
    /// Its requirements.
    pub rows: Vec<Row>,
}

/// A requirement across lots.
#[derive(Debug, Serialize)]
pub struct Row {
    /// Its id.
    pub id: String,
    /// The id of its place.
    pub anchor: String,
    /// Its title.
    pub title: String,
    /// The normative sentences, in Markdown, as most lots or the first one reads them.
    pub statement: String,
    /// Where a lot reads them otherwise.
    pub otherwise: Vec<Otherwise>,
    /// When it applies, in the lots where that is open.
    pub applies: Vec<Clause>,
    /// What it is in each lot.
    pub marks: Vec<Mark>,
    /// What is to be enclosed.
    pub evidence: Vec<Piece>,
    /// Whether the tender added it to the library's.
    pub added: bool,
}

/// How some lots read a requirement.
#[derive(Debug, Serialize)]
pub struct Otherwise {
    /// The lots: "lots 1 and 2".
    pub lots: String,
    /// The values that differ, as clauses: "Years of updates: 10 years"; empty where the statement differs
    /// in more than that.
    pub values: String,
    /// The whole statement, in Markdown; empty where the values say it.
    pub statement: String,
}

/// When a requirement applies.
#[derive(Debug, Serialize)]
pub struct Clause {
    /// The lots: "lots 1 and 2"; empty where it is so in all in which that is open.
    pub lots: String,
    /// The condition, as a clause.
    pub when: String,
}

/// What a requirement is in a lot.
#[derive(Debug, Serialize)]
pub struct Mark {
    /// `shall`, `should`, `may`, or empty where it is not asked.
    pub obligation: &'static str,
    /// Whether it applies under a condition.
    pub conditional: bool,
    /// What it weighs in the award; 0 where it has no weight.
    pub weight: u32,
    /// The one value of the lot that differs from the statement; may be empty.
    pub value: String,
}

/// Something to be enclosed.
#[derive(Debug, Serialize)]
pub struct Piece {
    /// The mark of its kind: `E3`.
    pub mark: String,
    /// The id of its place.
    pub anchor: String,
    /// `shall`, `should` or `may`.
    pub obligation: &'static str,
}

/// A kind of evidence.
#[derive(Debug, Serialize)]
pub struct Kind {
    /// Its mark: `E3`.
    pub mark: String,
    /// The id of its place.
    pub anchor: String,
    /// What people call it.
    pub title: String,
    /// The requirements for which it shall be enclosed.
    pub shall: Vec<Place>,
    /// Those for which it should or may be enclosed.
    pub other: Vec<Place>,
}

/// A requirement, and where it stands.
#[derive(Clone, Debug, Serialize)]
pub struct Place {
    /// Its id.
    pub id: String,
    /// The id of its place.
    pub anchor: String,
}

/// The places of requirements: unique, whatever requirements are called.
#[derive(Debug, Default)]
pub struct Anchors(BTreeMap<String, String>);

impl Anchors {
    /// Those of a spec: `upd-03`.
    pub fn of(spec: &Spec) -> Self {
        let mut taken = BTreeSet::new();
        let mut anchors = BTreeMap::new();
        for id in spec.lots.iter().flat_map(|lot| &lot.requirements).map(|requirement| &requirement.id) {
            if anchors.contains_key(id) {
                continue;
            }
            anchors.insert(id.clone(), unique(&slug(id), &mut taken));
        }
        Self(anchors)
    }

    /// The place of a requirement.
    pub fn place(&self, id: &str) -> Place {
        Place { id: id.to_owned(), anchor: self.0.get(id).cloned().unwrap_or_default() }
    }
}

/// The requirements of all lots by theme, in the order of their ids, each with the lots that have it.
pub fn each(spec: &Spec) -> Vec<(&Term, Vec<Asked<'_>>)> {
    let mut groups: Vec<(&Term, BTreeMap<&str, Asked<'_>>)> = Vec::new();
    for lot in &spec.lots {
        // A theme that no lot before has comes behind the one that it comes behind in this lot.
        let mut next = 0;
        for requirement in &lot.requirements {
            let known = groups.iter().position(|(theme, _)| theme.id == requirement.theme.id);
            let at = known.unwrap_or_else(|| {
                groups.insert(next, (&requirement.theme, BTreeMap::new()));
                next
            });
            next = at + 1;
            if let Some((_, rows)) = groups.get_mut(at) {
                rows.entry(&requirement.id).or_default().push((lot, requirement));
            }
        }
    }
    groups.into_iter().map(|(theme, rows)| (theme, rows.into_values().collect())).collect()
}

/// A requirement as the lots that have it read it, in the order of the tender; at least one.
pub type Asked<'s> = Vec<(&'s spec::Lot, &'s spec::Requirement)>;

/// The table of requirements.
pub fn groups(spec: &Spec, anchors: &Anchors, words: Words) -> Vec<Group> {
    let groups = each(spec).into_iter().map(|(theme, rows)| Group {
        anchor: slug(&format!("theme-{}", theme.id)),
        title: theme.title.clone(),
        rows: rows.iter().filter_map(|asked| row(asked, spec, anchors, words)).collect(),
    });
    groups.collect()
}

fn row(asked: &Asked<'_>, spec: &Spec, anchors: &Anchors, words: Words) -> Option<Row> {
    let (_, first) = asked.first()?;
    let statements = alike(asked, |_, requirement| requirement.statement.clone());
    // The first of those that most lots read.
    let most = statements.iter().map(|(_, lots)| lots.len()).max()?;
    let (_, usual) = statements.iter().find(|(_, lots)| lots.len() == most)?;
    let (_, usual) = usual.first()?;
    let otherwise: Vec<(Vec<usize>, Otherwise)> = statements
        .iter()
        .filter(|(statement, _)| *statement != usual.statement)
        .filter_map(|(_, lots)| {
            let numbers: Vec<usize> = lots.iter().map(|(lot, _)| lot.number).collect();
            Some((numbers, otherwise(lots, usual, words)?))
        })
        .collect();
    let open: Asked<'_> =
        asked.iter().filter(|(_, one)| one.applies != Condition::Constant(true)).copied().collect();
    let conditions = alike(&open, |lot, one| wording::over_facts(&one.applies, lot, words));
    let all = conditions.len() == 1;
    let applies = conditions
        .into_iter()
        .map(|(when, lots)| Clause { lots: if all { String::new() } else { named(&lots, words) }, when });
    let marks = spec.lots.iter().map(|lot| {
        let value = otherwise.iter().find(|(numbers, _)| numbers.contains(&lot.number));
        let here = asked.iter().find(|(of, _)| of.id == lot.id).map(|(_, here)| *here);
        mark(here, usual, value.is_some_and(|(_, one)| !one.values.is_empty()), words)
    });
    let place = anchors.place(&first.id);
    Some(Row {
        id: place.id,
        anchor: place.anchor,
        title: first.title.clone(),
        statement: usual.statement.clone(),
        applies: applies.collect(),
        marks: marks.collect(),
        evidence: pieces(asked, spec),
        added: first.added,
        otherwise: otherwise.into_iter().map(|(_, one)| one).collect(),
    })
}

/// Lots that read something alike, with what they read, in the order of the tender.
pub fn alike<'s, T: PartialEq>(
    asked: &Asked<'s>,
    read: impl Fn(&spec::Lot, &spec::Requirement) -> T,
) -> Vec<(T, Asked<'s>)> {
    let mut alike: Vec<(T, Asked<'s>)> = Vec::new();
    for (lot, requirement) in asked {
        let text = read(lot, requirement);
        match alike.iter_mut().find(|(known, _)| *known == text) {
            Some((_, lots)) => lots.push((lot, requirement)),
            None => alike.push((text, vec![(lot, requirement)])),
        }
    }
    alike
}

/// Lots by their numbers: "lots 1 and 2".
pub fn named(lots: &Asked<'_>, words: Words) -> String {
    let numbers = words.join(lots.iter().map(|(lot, _)| lot.number.to_string()), "and");
    say!(words, "annex-lots", count = lots.len(), numbers = numbers)
}

/// How lots read a requirement otherwise than usual: by their values alone, where those explain it.
fn otherwise(lots: &Asked<'_>, usual: &spec::Requirement, words: Words) -> Option<Otherwise> {
    let (_, here) = lots.first()?;
    let mut with_values = usual.statement.clone();
    let mut values = Vec::new();
    for (parameter, own) in differing(usual, here) {
        let (before, after) = (said(parameter, words), said(own, words));
        with_values = with_values.replace(&before, &after);
        values.push(format!("{}: {after}", own.title));
    }
    let explained = !values.is_empty() && with_values == here.statement;
    Some(Otherwise {
        lots: named(lots, words),
        values: if explained { words.join(values, "and") } else { String::new() },
        statement: if explained { String::new() } else { here.statement.clone() },
    })
}

/// The parameters of two readings of a requirement that differ in their value.
fn differing<'p>(
    usual: &'p spec::Requirement,
    here: &'p spec::Requirement,
) -> Vec<(&'p spec::Parameter, &'p spec::Parameter)> {
    let pairs = here.parameters.iter().filter_map(|own| {
        let other = usual.parameters.iter().find(|other| other.id == own.id)?;
        (other.value != own.value).then_some((other, own))
    });
    pairs.collect()
}

fn said(parameter: &spec::Parameter, words: Words) -> String {
    word::value(words, &parameter.value, &parameter.of, word::Naming::Label)
}

fn mark(here: Option<&spec::Requirement>, usual: &spec::Requirement, by_value: bool, words: Words) -> Mark {
    let Some(here) = here else {
        return Mark { obligation: "", conditional: false, weight: 0, value: String::new() };
    };
    let value = match differing(usual, here).as_slice() {
        [(_, own)] if by_value => said(own, words),
        _ => String::new(),
    };
    Mark {
        obligation: here.obligation.word(),
        conditional: here.applies != Condition::Constant(true),
        weight: here.weight,
        value,
    }
}

/// How binding each kind of evidence of a requirement is, in the lot where it binds most.
fn wanted(asked: &Asked<'_>) -> BTreeMap<String, Obligation> {
    let mut wanted: BTreeMap<String, Obligation> = BTreeMap::new();
    for evidence in asked.iter().flat_map(|(_, requirement)| &requirement.evidence) {
        let most = wanted.entry(evidence.kind.clone()).or_insert(evidence.obligation);
        *most = (*most).max(evidence.obligation);
    }
    wanted
}

fn pieces(asked: &Asked<'_>, spec: &Spec) -> Vec<Piece> {
    let wanted = wanted(asked);
    let kinds = spec.evidence_kinds.iter().enumerate();
    let pieces = kinds.filter_map(|(at, kind)| {
        let obligation = wanted.get(&kind.id)?.word();
        Some(Piece { mark: kind_mark(at), anchor: kind_anchor(at), obligation })
    });
    pieces.collect()
}

fn kind_mark(at: usize) -> String {
    format!("E{}", at + 1)
}

fn kind_anchor(at: usize) -> String {
    format!("evidence-e{}", at + 1)
}

/// What is to be enclosed, by kind.
pub fn kinds(spec: &Spec, anchors: &Anchors) -> Vec<Kind> {
    let asked = each(spec);
    let kinds = spec.evidence_kinds.iter().enumerate().map(|(at, kind)| {
        let (mut shall, mut other) = (Vec::new(), Vec::new());
        for asked in asked.iter().flat_map(|(_, rows)| rows) {
            let Some((_, first)) = asked.first() else { continue };
            match wanted(asked).get(&kind.id) {
                Some(Obligation::Shall) => shall.push(anchors.place(&first.id)),
                Some(_) => other.push(anchors.place(&first.id)),
                None => {}
            }
        }
        Kind { mark: kind_mark(at), anchor: kind_anchor(at), title: kind.title.clone(), shall, other }
    });
    kinds.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::condition::Value;
    use crate::document::fixture;

    /// The row of UPD-03 after a change of what the third lot reads.
    fn changed(change: impl Fn(&mut spec::Requirement)) -> Row {
        let mut spec = fixture::spec();
        let requirement = spec.lots[2].requirements.iter_mut().find(|one| one.id == "UPD-03").unwrap();
        change(requirement);
        let anchors = Anchors::of(&spec);
        let mut rows = groups(&spec, &anchors, Words::English).into_iter().flat_map(|group| group.rows);
        rows.find(|row| row.id == "UPD-03").unwrap()
    }

    #[test]
    fn lots_that_read_alike_are_told_once() {
        let row = changed(|_| {});
        assert!(row.otherwise.is_empty());
        let applies: Vec<&str> = row.applies.iter().map(|clause| clause.lots.as_str()).collect();
        assert_eq!(applies, [""]);
        let marks: Vec<(&str, bool)> =
            row.marks.iter().map(|mark| (mark.obligation, mark.conditional)).collect();
        assert_eq!(marks, [("shall", true), ("", false), ("shall", true), ("", false), ("", false)]);
    }

    #[test]
    fn a_value_of_a_lot_stands_in_its_column() {
        let row = changed(|requirement| {
            requirement.parameters[0].value = Value::Number(5.0);
            requirement.statement = requirement.statement.replace("10 years", "5 years");
        });
        let otherwise = &row.otherwise[0];
        assert_eq!((otherwise.lots.as_str(), otherwise.statement.as_str()), ("lot 3", ""));
        assert_eq!(otherwise.values, "Years of support: 5 years");
        assert_eq!((row.marks[0].value.as_str(), row.marks[2].value.as_str()), ("", "5 years"));
        assert!(row.statement.contains("10 years"), "{}", row.statement);
    }

    #[test]
    fn a_statement_that_no_value_explains_stands_in_full() {
        let row = changed(|requirement| requirement.statement = "It shall do something else.".into());
        let otherwise = &row.otherwise[0];
        assert_eq!((otherwise.values.as_str(), otherwise.lots.as_str()), ("", "lot 3"));
        assert_eq!(otherwise.statement, "It shall do something else.");
        let row = changed(|requirement| requirement.applies = Condition::Constant(true));
        let marks: Vec<bool> = row.marks.iter().map(|mark| mark.conditional).collect();
        assert_eq!((marks, row.applies.len()), (vec![true, false, false, false, false], 1));
    }

    #[test]
    fn evidence_is_listed_by_its_marks() {
        let spec = fixture::spec();
        let kinds = kinds(&spec, &Anchors::of(&spec));
        let shall: Vec<&str> = kinds[0].shall.iter().map(|place| place.anchor.as_str()).collect();
        assert_eq!((kinds[0].mark.as_str(), shall), ("E1", vec!["upd-03"]));
    }
}
