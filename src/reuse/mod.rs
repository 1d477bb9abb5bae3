//! Earlier declarations to a declaration begun for another pack.
//!
//! What was answered is an answer again only where it is known that the same was asked: the question, its
//! options and the help to it are what they were in the pack that was answered, and so is what is demanded.
//! Everything else that fits is a draft.

mod meaning;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use serde_json::{Value as Json, json};

use crate::condition::{KIND, Type, Value};
use crate::declaration::Declaration;
use crate::declaration::Place;
use crate::draft::{ABOUT, Begun, Doubt, Kind, Piece, Remark};
use crate::resolve::spec::{Fact, Lot, Question, Requirement};

/// An earlier declaration.
#[derive(Clone, Copy, Debug)]
pub struct Earlier<'a> {
    /// What people call it.
    pub name: &'a str,
    /// What it says.
    pub declaration: &'a Declaration,
    /// The lot that it answered; nothing where its pack is not at hand.
    pub lot: Option<&'a Lot>,
}

/// Begins a declaration for a lot. Of what several say the first counts; where a later one says something
/// else, that is said. `kind`: of which kind the device is, in a lot of several, if not of that which they say.
pub fn begin(lot: &Lot, kind: Option<&str>, earlier: &[Earlier<'_>]) -> Begun {
    let mut begun = Begun::default();
    about(earlier, &mut begun);
    match (kind, lot.fact(KIND)) {
        (Some(kind), _) => begun.say_kind(kind),
        (None, Some(fact)) => of_fact(fact, Kind::named(lot, None), earlier, &mut begun),
        (None, None) => {}
    }
    let kind = begun.kind(lot);
    for fact in lot.facts.iter().filter(|fact| fact.asked && fact.id != KIND) {
        of_fact(fact, kind, earlier, &mut begun);
    }
    for requirement in &lot.requirements {
        for question in requirement.asked() {
            let place = Place::answer(&requirement.id, &question.id);
            let sources = earlier.iter().filter_map(|one| {
                // What is asked here may have been answered elsewhere.
                let old = one.lot.and_then(|lot| lot.requirement(&requirement.id));
                let (owner, asked) =
                    old.map_or((&*requirement.id, &*question.id), |old| old.answer_to(&question.id));
                let found = said(*one, &Place::answer(owner, asked), &question.of)?;
                Some((found, doubts(*one, kind, requirement, question)))
            });
            settle(&place, &question.of, sources.collect(), &mut begun);
        }
        deviation(requirement, earlier, &mut begun);
    }
    evidence(lot, earlier, &mut begun);
    for one in earlier {
        let idle = idle(lot, one.declaration);
        if !idle.is_empty() {
            begun.idle.entry(one.name.to_owned()).or_default().extend(idle);
        }
    }
    begun
}

/// What one declaration says at a place.
struct Said {
    json: Json,
    /// What it is as a value; nothing where it is no answer to the question.
    value: Option<Value>,
    origin: String,
    public: bool,
    /// Why it was a draft, if it was.
    before: Option<String>,
    among: Vec<Json>,
}

fn said(one: Earlier<'_>, place: &Place, of: &Type) -> Option<Said> {
    if let Some(json) = one.declaration.stated(place) {
        let origin = one.declaration.origin(place);
        return Some(Said {
            json: json.clone(),
            value: Value::read(of, json),
            origin: origin.unwrap_or(one.name).to_owned(),
            public: origin.is_some(),
            before: None,
            among: Vec::new(),
        });
    }
    let draft = one.declaration.draft(place)?;
    let text =
        |key: &str| draft.get(key).and_then(Json::as_str).map(str::trim).unwrap_or_default().to_owned();
    let origin = Some(text("origin")).filter(|origin| !origin.is_empty());
    let json = draft.get("value").cloned().unwrap_or_default();
    let among = draft.get("among").and_then(Json::as_array).into_iter().flatten();
    Some(Said {
        value: Value::read(of, &json),
        json,
        origin: origin.unwrap_or_else(|| one.name.to_owned()),
        public: false,
        before: Some(text("why")),
        among: among.filter(|json| Value::read(of, json).is_some()).cloned().collect(),
    })
}

/// Puts together what several say.
fn settle(place: &Place, of: &Type, sources: Vec<(Said, Vec<Doubt>)>, begun: &mut Begun) {
    let mut settled: Option<Piece> = None;
    for (said, mut doubts) in sources {
        if said.value.is_none() && said.among.is_empty() {
            let remark = Remark::Unfit { place: place.clone(), said: said.json, origin: said.origin };
            begun.remarks.push(remark);
            continue;
        }
        doubts.extend(said.before.map(Doubt::Before));
        let value = said.value.is_some().then_some(said.json);
        match &mut settled {
            None => {
                let Said { among, origin, public, .. } = said;
                settled = Some(Piece { value, among, origin, public, doubts });
            }
            Some(piece) => {
                let same = piece.value.as_ref().and_then(|json| Value::read(of, json)) == said.value;
                match (same, &piece.value, value) {
                    // What was only likely is known from somewhere else.
                    (true, Some(_), _) if doubts.is_empty() && !contradicted(piece) => {
                        if !piece.doubts.is_empty() {
                            (piece.origin, piece.public) = (said.origin, said.public);
                        }
                        piece.doubts.clear();
                    }
                    (true, _, _) | (_, _, None) => {}
                    (false, None, value) => {
                        *piece = Piece {
                            value,
                            among: Vec::new(),
                            origin: said.origin,
                            public: said.public,
                            doubts,
                        };
                    }
                    (false, Some(_), Some(value)) => {
                        piece.doubts.push(Doubt::Contradicted { value, origin: said.origin });
                    }
                }
            }
        }
    }
    if let Some(piece) = settled {
        // Once there is an answer, it is no matter that another was of another form.
        begun.remarks.retain(|remark| !matches!(remark, Remark::Unfit { place: at, .. } if at == place));
        begun.pieces.insert(place.clone(), piece);
    }
}

fn contradicted(piece: &Piece) -> bool {
    piece.doubts.iter().any(|doubt| matches!(doubt, Doubt::Contradicted { .. }))
}

/// What speaks against taking an answer as it is.
fn doubts(one: Earlier<'_>, kind: Kind<'_>, requirement: &Requirement, question: &Question) -> Vec<Doubt> {
    let Some(lot) = one.lot else { return vec![Doubt::PackNotAtHand] };
    let Some(old) = lot.requirement(&requirement.id) else { return vec![Doubt::AskedOtherwise(None)] };
    let Some(asked) = old.question(&question.id) else { return vec![Doubt::AskedOtherwise(None)] };
    if asked.from.is_some() || meaning::of_question(asked) != meaning::of_question(question) {
        let reworded = asked.ask.trim() != question.ask.trim();
        return vec![Doubt::AskedOtherwise(reworded.then(|| asked.ask.trim().to_owned()))];
    }
    if asked.accept != question.accept {
        return vec![Doubt::AcceptedOtherwise];
    }
    let old_kind = Kind::said(lot, one.declaration);
    let before = meaning::of_demand(old, old_kind, requirement.obligation);
    if before != meaning::of_demand(requirement, kind, old.obligation) {
        // Whether it is the kind alone that makes the difference.
        let as_now = meaning::of_demand(old, Kind::named(lot, kind.id()), requirement.obligation);
        let same = as_now == meaning::of_demand(requirement, kind, old.obligation);
        return vec![if same { Doubt::OtherKind } else { Doubt::DemandedOtherwise }];
    }
    Vec::new()
}

fn of_fact(fact: &Fact, kind: Kind<'_>, earlier: &[Earlier<'_>], begun: &mut Begun) {
    let place = Place::Fact(fact.id.clone());
    let found = earlier.iter().filter_map(|one| Some((*one, said(*one, &place, &fact.of)?)));
    if let Some(settled) = &fact.settled {
        let others = found.filter(|(_, said)| said.value.as_ref() != Some(settled) && said.before.is_none());
        begun.remarks.extend(others.map(|(_, said)| Remark::Settled {
            fact: fact.id.clone(),
            value: settled.json(),
            said: said.json,
            origin: said.origin,
        }));
        return;
    }
    let sources = found.map(|(one, said)| {
        let mut doubts = match one.lot.map(|lot| lot.fact(&fact.id)) {
            None => vec![Doubt::PackNotAtHand],
            Some(None) => vec![Doubt::AskedOtherwise(None)],
            Some(Some(old)) if meaning::of_fact(old) != meaning::of_fact(fact) => {
                let reworded = old.ask.trim() != fact.ask.trim();
                vec![Doubt::AskedOtherwise(reworded.then(|| old.ask.trim().to_owned()))]
            }
            Some(Some(old)) => {
                let old_kind = one.lot.map(|lot| Kind::said(lot, one.declaration));
                let other = old_kind
                    .is_some_and(|before| kind.is_other(before) && before.demands(old) != kind.demands(fact));
                if other { vec![Doubt::OtherKind] } else { Vec::new() }
            }
        };
        if said.value.as_ref().is_some_and(|value| !kind.admits(fact, value)) {
            doubts.push(Doubt::Refused);
        }
        (said, doubts)
    });
    let sources = sources.collect();
    settle(&place, &fact.of, sources, begun);
}

/// A deviation is an offer to one buyer, so it is never more than a draft.
fn deviation(requirement: &Requirement, earlier: &[Earlier<'_>], begun: &mut Begun) {
    let place = Place::Deviation(requirement.id.clone());
    let proposed = earlier.iter().find_map(|one| {
        let deviation = one.declaration.deviations.get(&requirement.id)?;
        Some((json!({ "reason": deviation.reason, "measure": deviation.measure }), one.name.to_owned()))
    });
    if let Some((value, origin)) = proposed {
        let doubts = vec![Doubt::Deviation];
        begun
            .pieces
            .insert(place, Piece { value: Some(value), among: Vec::new(), origin, public: false, doubts });
    }
}

fn about(earlier: &[Earlier<'_>], begun: &mut Begun) {
    for (which, (part, key)) in ABOUT.iter().enumerate() {
        let mut texts: Vec<(String, String)> = Vec::new();
        for one in earlier {
            let text = one.declaration.json().get(part).and_then(|part| part.get(key));
            let text = text.and_then(Json::as_str).map(str::trim).filter(|text| !text.is_empty());
            let Some(text) = text else { continue };
            if !texts.iter().any(|(known, _)| known == text) {
                texts.push((text.to_owned(), one.name.to_owned()));
            }
        }
        match texts.as_slice() {
            [] => {}
            [(only, _)] => {
                if let Some(about) = begun.about.get_mut(which) {
                    *about = Some(only.clone());
                }
            }
            _ => begun.remarks.push(Remark::About { which, texts }),
        }
    }
}

/// The files that were listed, for what still wants them.
fn evidence(lot: &Lot, earlier: &[Earlier<'_>], begun: &mut Begun) {
    let wants = |id: &str, kind: &str| {
        let requirement = lot.requirement(id);
        requirement.is_some_and(|one| one.evidence.iter().any(|wanted| wanted.kind == kind))
    };
    let mut seen = BTreeSet::new();
    for piece in earlier.iter().flat_map(|one| one.declaration.enclosed()) {
        let (Some(kind), Some(file)) = (piece.text("kind"), piece.text("file")) else { continue };
        let ids: Vec<&str> = piece.serves().filter(|id| wants(id, kind)).collect();
        if ids.is_empty() || !seen.insert((kind.to_owned(), file.to_owned(), ids.join(" "))) {
            continue;
        }
        let mut entry = json!({ "for": ids, "kind": kind, "file": file, "sha256": piece.json.get("sha256") });
        if let (Some(until), Some(entry)) = (piece.text("valid-until"), entry.as_object_mut()) {
            entry.insert("valid-until".to_owned(), json!(until));
        }
        begun.evidence.push(entry);
    }
    if !begun.evidence.is_empty() {
        begun.remarks.push(Remark::Evidence(begun.evidence.len()));
    }
}

/// What a declaration says that is not asked for the lot.
fn idle(lot: &Lot, declaration: &Declaration) -> Vec<Place> {
    let facts = declaration.facts().into_keys().map(|id| Place::Fact(id.to_owned()));
    let answers = declaration.answers().into_iter().flat_map(|(requirement, answers)| {
        answers.into_keys().map(move |question| Place::answer(requirement, question))
    });
    let asked = |place: &Place| match place {
        Place::Fact(id) => lot.fact(id).is_some_and(|fact| fact.asked),
        Place::Answer { requirement, question } => {
            lot.requirement(requirement).is_some_and(|one| one.asked().any(|asked| asked.id == *question))
        }
        Place::Deviation(id) => lot.requirement(id).is_some(),
    };
    facts.chain(answers).filter(|place| !asked(place)).collect()
}
