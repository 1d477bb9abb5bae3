//! A library without a tender, in the shape of a spec: for comparing what two libraries say.

use indexmap::IndexMap;
use jiff::civil::Date;

use super::knowledge::Knowledge;
use super::{requirements, spec, wanted_kinds};
use crate::diag::Bag;
use crate::model::{Assurance, Library, Lot, Tender, Tier};
use crate::text::{Sources, Spanned};

/// The last day for bids of the tender that there is not: with it, days that are counted from the
/// deadline differ only where a library counts otherwise.
pub const NOTIONAL_DEADLINE: Date = jiff::civil::date(2030, 1, 1);

/// Every requirement of a library as it is written, in one lot of a notional tender: no fact is known,
/// every parameter has its default, every requirement binds. Faults of templates go into the bag.
pub fn as_written(library: &Library, bag: &mut Bag) -> spec::Spec {
    let nowhere = Sources::default().add("", "").span(0, 0);
    let unplaced = |word: &str| Spanned { value: word.to_owned(), span: nowhere };
    let lot = Lot {
        id: "library".to_owned(),
        former: None,
        title: String::new(),
        category: unplaced(""),
        quantity: None,
        with: Vec::new(),
        options: Vec::new(),
        renewal: None,
        places: Vec::new(),
        description: String::new(),
        zone: unplaced(""),
        assurance: Assurance::High,
        award: None,
        tier: Tier::Expert,
        bounds: Vec::new(),
        bounds_of: Vec::new(),
        span: nowhere,
    };
    let tender = Tender {
        id: "library".to_owned(),
        former: None,
        title: String::new(),
        reference: String::new(),
        procedure: None,
        contact: None,
        languages: Vec::new(),
        maximum_lots_awarded: None,
        published: None,
        corrigenda: Vec::new(),
        buyer: String::new(),
        summary: String::new(),
        deadline: Spanned { value: NOTIONAL_DEADLINE, span: nowhere },
        delivery: None,
        award: None,
        bill: Vec::new(),
        assurance: Assurance::High,
        tier: Tier::Expert,
        themes: Vec::new(),
        lots: IndexMap::new(),
        assets: IndexMap::new(),
        links: Vec::new(),
        settings: Vec::new(),
        waivers: Vec::new(),
        demands: Vec::new(),
        additions: IndexMap::new(),
    };
    let knowledge = Knowledge::none(library);
    let requirements = requirements::written(library, &tender, &lot, &knowledge, bag);
    let facts = library.facts.values().map(|fact| spec::Fact {
        id: fact.id.clone(),
        title: fact.title.clone(),
        ask: fact.ask.clone(),
        of: fact.of.clone(),
        known: Vec::new(),
        settled: None,
        asked: false,
        imports: Vec::new(),
    });
    let lots = vec![spec::Lot {
        id: lot.id,
        former: None,
        number: 1,
        title: lot.title,
        categories: Vec::new(),
        kinds: Vec::new(),
        assurance: None,
        award: None,
        tier: Tier::Expert,
        quantity: None,
        options: Vec::new(),
        renewal: None,
        places: Vec::new(),
        description: String::new(),
        facts: facts.collect(),
        requirements,
        dropped: Vec::new(),
        waived: Vec::new(),
    }];
    spec::Spec {
        pack: String::new(),
        tender: spec::Tender {
            id: tender.id,
            former: None,
            title: tender.title,
            reference: String::new(),
            procedure: None,
            contact: None,
            languages: Vec::new(),
            maximum_lots_awarded: None,
            published: None,
            corrigenda: Vec::new(),
            buyer: String::new(),
            summary: String::new(),
            deadline: NOTIONAL_DEADLINE,
            delivery: None,
            award: None,
            assurance: tender.assurance,
        },
        map: spec::Map { zones: Vec::new(), nodes: Vec::new(), links: Vec::new(), routes: Vec::new() },
        standards: super::cited_standards(library, &lots),
        threats: super::terms(
            &library.threats,
            lots.iter().flat_map(|lot| &lot.requirements).flat_map(|requirement| &requirement.threats),
        ),
        evidence_kinds: wanted_kinds(library, &[], &lots),
        lots,
    }
}
