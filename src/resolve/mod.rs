//! Library × tender → spec: what applies to each lot, with which values, and why.
//!
//! After this stage nothing about the inputs can be wrong any more.

mod answers;
pub(crate) mod award;
mod beyond;
#[cfg(test)]
pub(crate) mod example;
mod exceptions;
mod exposure;
mod guidance;
pub mod imports;
mod kinds;
mod knowledge;
mod left_out;
mod parameters;
mod provisos;
mod requirements;
mod routes;
pub mod spec;
#[cfg(test)]
mod tests;
mod word;
mod written;

pub use spec::Spec;
pub use word::Stated;
pub use written::{NOTIONAL_DEADLINE, as_written};

use crate::diag::Bag;
use crate::diag::Diagnostic;
use crate::diag::codes;
use crate::model::{BillElement, Content, Derivation, Library, Tender};

use knowledge::Knowledge;

/// Resolves a tender against a library. Nothing where a fault in the bag says why.
pub fn resolve(library: &Library, tender: &Tender, bag: &mut Bag) -> Option<Spec> {
    let mut lots = Vec::new();
    let mut applied = std::collections::BTreeSet::new();
    for (i, lot) in tender.lots.values().enumerate() {
        let knowledge = Knowledge::of(library, tender, lot, bag);
        let mut resolved = spec::Lot {
            id: lot.id.clone(),
            former: lot.former.clone(),
            number: i + 1,
            title: lot.title.clone(),
            categories: kinds::categories(library, lot)
                .into_iter()
                .filter(|(_, kinds)| kinds.is_empty())
                .map(|(category, _)| spec::Term { id: category.id.clone(), title: category.title.clone() })
                .collect(),
            kinds: kinds::listed(library, lot),
            assurance: Some(lot.assurance).filter(|level| *level != tender.assurance),
            award: lot.award.as_ref().map(spec::Award::of),
            tier: lot.tier,
            quantity: kinds::quantity(lot),
            options: lot.options.clone(),
            renewal: lot.renewal.clone(),
            places: lot.places.clone(),
            description: lot.description.clone(),
            facts: Vec::new(),
            requirements: Vec::new(),
            dropped: Vec::new(),
            waived: Vec::new(),
        };
        requirements::resolve(library, tender, lot, &knowledge, &mut resolved, bag);
        guidance::within_the_lot(&mut resolved, &|id| {
            library.requirements.contains_key(id) || tender.additions.contains_key(id)
        });
        answers::join(&mut resolved.requirements, &knowledge);
        beyond::add(library, tender, lot, &knowledge, &mut resolved, bag);
        applied.extend(resolved.requirements.iter().map(|requirement| requirement.id.clone()));
        resolved.facts = knowledge.into_facts(library, lot, &resolved.requirements, bag);
        lots.push(resolved);
    }
    for setting in tender.settings.iter().filter(|setting| !applied.contains(&setting.requirement)) {
        bag.push(
            Diagnostic::new(
                &codes::UNUSED_PARAMETER_VALUE,
                format!("{} applies to no lot, so its parameter has no effect", setting.requirement),
            )
            .at(setting.key, "")
            .hint("remove the value, or see `tenderc explain` for why the requirement does not apply"),
        );
    }
    exceptions::check(library, tender, &lots, bag);
    award::check(tender, &lots, bag);
    if bag.has_errors() {
        return None;
    }
    Some(Spec {
        pack: String::new(),
        tender: spec::Tender {
            id: tender.id.clone(),
            former: tender.former.clone(),
            title: tender.title.clone(),
            reference: tender.reference.clone(),
            procedure: tender.procedure,
            contact: tender.contact.clone(),
            languages: tender.languages.clone(),
            maximum_lots_awarded: tender.maximum_lots_awarded,
            published: tender.published,
            corrigenda: tender.corrigenda.iter().map(spec::Corrigendum::of).collect(),
            buyer: tender.buyer.clone(),
            summary: tender.summary.clone(),
            deadline: tender.deadline.value,
            delivery: tender.delivery,
            award: tender.award.as_ref().map(spec::Award::of),
            assurance: tender.assurance,
        },
        map: map(library, tender),
        standards: cited_standards(library, &lots),
        threats: terms(
            &library.threats,
            lots.iter().flat_map(|lot| &lot.requirements).flat_map(|r| &r.threats),
        ),
        evidence_kinds: wanted_kinds(library, &tender.bill, &lots),
        lots,
    })
}

fn cited_standards(library: &Library, lots: &[spec::Lot]) -> Vec<spec::Standard> {
    let cited: std::collections::BTreeSet<&String> = lots
        .iter()
        .flat_map(|lot| &lot.requirements)
        .flat_map(|requirement| &requirement.citations)
        .map(|citation| &citation.standard)
        .collect();
    let standards = library.standards.values().filter(|standard| cited.contains(&standard.id));
    standards
        .map(|standard| spec::Standard {
            id: standard.id.clone(),
            name: standard.name.clone(),
            short: standard.short.clone(),
            edition: standard.edition.clone(),
            publisher: standard.publisher.clone(),
        })
        .collect()
}

fn wanted_kinds(library: &Library, asked: &[BillElement], lots: &[spec::Lot]) -> Vec<spec::EvidenceKind> {
    let requirements = lots.iter().flat_map(|lot| &lot.requirements);
    let wanted: std::collections::BTreeSet<&String> =
        requirements.flat_map(|requirement| &requirement.evidence).map(|evidence| &evidence.kind).collect();
    let kinds = library.evidence.values().filter(|kind| wanted.contains(&kind.id));
    kinds
        .map(|kind| spec::EvidenceKind {
            id: kind.id.clone(),
            title: kind.title.clone(),
            content: kind.content.map(|content| content.word().to_owned()),
            elements: match kind.content {
                Some(Content::Sbom) if !asked.is_empty() => asked.to_vec(),
                _ => kind.elements.clone(),
            },
        })
        .collect()
}

fn terms<'a>(
    known: &indexmap::IndexMap<String, crate::model::Term>,
    used: impl Iterator<Item = &'a String>,
) -> Vec<spec::Term> {
    let used: std::collections::BTreeSet<&String> = used.collect();
    let known = known.values().filter(|term| used.contains(&term.id));
    known.map(|term| spec::Term { id: term.id.clone(), title: term.title.clone() }).collect()
}

fn map(library: &Library, tender: &Tender) -> spec::Map {
    let lots = tender.lots.values().map(|lot| spec::Node {
        id: lot.id.clone(),
        title: lot.title.clone(),
        zone: lot.zone.value.clone(),
        also_in: Vec::new(),
        lot: true,
    });
    let assets = tender.assets.values().map(|asset| spec::Node {
        id: asset.id.clone(),
        title: asset.title.clone(),
        zone: asset.zone.value.clone(),
        also_in: asset.also_in.clone(),
        lot: false,
    });
    let nodes: Vec<spec::Node> = lots.chain(assets).collect();
    let holds =
        |zone: &spec::Term| nodes.iter().any(|node| node.zone == zone.id || node.also_in.contains(&zone.id));
    let zones = zones(library).filter(holds).collect();
    let links = tender.links.iter().map(|link| spec::Link {
        from: link.from.value.clone(),
        to: link.to.value.clone(),
        one_way: link.one_way,
        over: link.over.clone(),
        carries: link.carries.clone(),
        purpose: link.purpose.clone(),
    });
    let outside = library.facts.values().find_map(|fact| match &fact.derivation {
        Some(Derivation::Reach { zone, .. }) => Some(zone.as_str()),
        _ => None,
    });
    let routes = tender.lots.keys().filter_map(|lot| routes::route(tender, lot, outside?));
    let routes = routes.map(|route| route.into_iter().map(str::to_owned).collect()).collect();
    spec::Map { zones, nodes, links: links.collect(), routes }
}

/// The zones that the library knows.
fn zones(library: &Library) -> impl Iterator<Item = spec::Term> {
    let settled = library.facts.values().filter(|fact| matches!(fact.derivation, Some(Derivation::Zone)));
    let options = settled.flat_map(|fact| fact.of.options());
    options.map(|option| spec::Term { id: option.id.clone(), title: option.label.clone() })
}
