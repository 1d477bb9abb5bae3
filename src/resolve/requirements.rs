//! Requirements for a lot: which apply, which may apply, which do not and why; their texts and
//! acceptances with the tender's values put in.

use std::collections::BTreeSet;

use serde_json::Value as Json;

use super::exceptions::{self, Kind};
use super::imports::Import;
use super::kinds;
use super::knowledge::{Knowledge, OfKind};
use super::left_out;
use super::word::Stated;
use super::{award, parameters, provisos, spec};
use crate::condition::parse;
use crate::condition::word::Naming;
use crate::condition::{Condition, Domains, Subject, Type, reduce};
use crate::diag::codes;
use crate::diag::{Bag, Diagnostic};
use crate::model::{Library, Lot, Obligation, Question, Requirement, Tender, Tier};
use crate::syntax::template;
use crate::text::Spanned;
use crate::words::Words;

/// Puts every requirement of library and tender into the lot: applied, dropped or waived.
pub fn resolve(
    library: &Library,
    tender: &Tender,
    lot: &Lot,
    knowledge: &Knowledge,
    resolved: &mut spec::Lot,
    bag: &mut Bag,
) {
    let all = || library.requirements.values().chain(tender.additions.values());
    for requirement in all() {
        let dropped = |reason: spec::Absence| spec::Dropped {
            id: requirement.id.clone(),
            title: requirement.title.clone(),
            reason,
            rests_on: rests_on(requirement),
        };
        let waiver = exceptions::about(&tender.waivers, requirement, lot);
        let demand = exceptions::about(&tender.demands, requirement, lot);
        match left_out::applicability(library, lot, requirement, knowledge, demand.is_some()) {
            Err(reason) => {
                let stated = |id: &str| {
                    let fact = library.facts.get(id)?;
                    Some(Stated { title: &fact.title, of: &fact.of, known: knowledge.known(id) })
                };
                let named = [(waiver, Kind::Waiver), (demand, Kind::Demand)].into_iter();
                let named = named.filter_map(|(exception, kind)| Some((exception?, kind)));
                for (exception, kind) in named.filter(|(exception, _)| !exception.lots.is_empty()) {
                    exceptions::without_effect(
                        exception,
                        kind,
                        requirement,
                        || reason.say(Words::English, &stated),
                        bag,
                    );
                }
                resolved.dropped.push(dropped(reason));
            }
            Ok(_) if waiver.is_some() => {
                let reason = waiver.map(|waiver| waiver.reason.clone()).unwrap_or_default();
                resolved.waived.push(dropped(spec::Absence::Waiver(reason)));
            }
            Ok((obligation, applies)) => {
                let built = Builder { library, tender, lot, knowledge, requirement };
                let built = built.build(obligation, applies, bag);
                overdue(requirement, tender, bag);
                resolved.requirements.push(built);
            }
        }
    }
    // What the tender adds stands with its theme, so that every lot has the same order.
    let mut themes: Vec<&str> = tender.themes.iter().map(|theme| theme.value.as_str()).collect();
    for theme in all().map(|requirement| requirement.theme.id.as_str()) {
        if !themes.contains(&theme) {
            themes.push(theme);
        }
    }
    let theme = |of: &spec::Requirement| themes.iter().position(|theme| *theme == of.theme.id);
    resolved.requirements.sort_by(|one, other| (theme(one), &one.id).cmp(&(theme(other), &other.id)));
}

fn overdue(requirement: &Requirement, tender: &Tender, bag: &mut Bag) {
    if requirement.review_by.value < tender.deadline.value
        && !bag.iter().any(|known| {
            known.code == &codes::OVERDUE_AT_DEADLINE
                && known.message.starts_with(&format!("{} ", requirement.id))
        })
    {
        bag.push(
            Diagnostic::new(
                &codes::OVERDUE_AT_DEADLINE,
                format!("{} is past its review when bids are due", requirement.id),
            )
            .at(tender.deadline.span, format!("its review is due by {}", requirement.review_by.value))
            .hint("have the library's author review it before the tender is published"),
        );
    }
}

fn rests_on(requirement: &Requirement) -> Vec<String> {
    requirement.when.subjects().into_iter().map(|subject| subject.name().to_owned()).collect()
}

/// Every requirement of a library as it is written: nothing decided, every parameter at its default,
/// binding as far as can be, each standard cited whatever its scope.
pub fn written(
    library: &Library,
    tender: &Tender,
    lot: &Lot,
    knowledge: &Knowledge,
    bag: &mut Bag,
) -> Vec<spec::Requirement> {
    let requirements = library.requirements.values().map(|requirement| {
        let builder = Builder { library, tender, lot, knowledge, requirement };
        let built = builder.build(Obligation::Shall, requirement.when.clone(), bag);
        spec::Requirement { citations: builder.citations(None), ..built }
    });
    requirements.collect()
}

/// What a requirement of a lot is built from.
pub struct Builder<'a> {
    pub library: &'a Library,
    pub tender: &'a Tender,
    pub lot: &'a Lot,
    pub knowledge: &'a Knowledge,
    pub requirement: &'a Requirement,
}

impl Builder<'_> {
    fn build(&self, obligation: Obligation, applies: Condition, bag: &mut Bag) -> spec::Requirement {
        let parameters = parameters::resolve(self.requirement, self.tender, self.lot, bag);
        self.with(parameters, obligation, applies, bag)
    }

    /// The requirement as it reads with these values.
    pub fn with(
        &self,
        parameters: Vec<spec::Parameter>,
        obligation: Obligation,
        applies: Condition,
        bag: &mut Bag,
    ) -> spec::Requirement {
        let requirement = self.requirement;
        let concerned = self.knowledge.concerned(&applies);
        let words = self.context(obligation, &parameters, Naming::Label);
        let mut text = |template: &Spanned<String>| match template::render(&template.value, &words) {
            Ok(text) => text,
            Err(fault) => {
                bag.push(Diagnostic::new(&codes::TEMPLATE_FAULT, fault.message).at(template.span, ""));
                String::new()
            }
        };
        let (statement, rationale) = (text(&requirement.statement), text(&requirement.rationale));
        let (verification, guidance) = (text(&requirement.verification), text(&requirement.guidance));
        let domains = concerned.iter().map(|kind| (kind.id.as_str(), self.answered(kind.domains.clone())));
        let domains: Vec<(&str, Domains)> = domains.collect();
        let left = |condition: &Condition| self.left(condition, &domains);
        let questions = self.questions(obligation, &parameters, &left, bag);
        let answers = || self.answered(self.knowledge.of_all());
        spec::Requirement {
            id: requirement.id.clone(),
            number: requirement.id.clone(),
            theme: spec::Term { id: requirement.theme.id.clone(), title: requirement.theme.title.clone() },
            title: requirement.title.clone(),
            obligation,
            applies,
            statement,
            rationale,
            verification,
            guidance,
            met_when: provisos::joined(requirement, &questions, &left, answers),
            questions,
            spared: self.spared(&words),
            parameters,
            evidence: requirement
                .evidence
                .iter()
                .map(|wanted| spec::Evidence {
                    kind: wanted.kind.value.clone(),
                    obligation: wanted.obligation.min(obligation),
                })
                .collect(),
            verify: requirement.verify,
            citations: self.citations(Some(&concerned)),
            threats: requirement.threats.iter().map(|threat| threat.value.clone()).collect(),
            weight: award::weight(self.tender, self.lot, &requirement.id, obligation),
            rests_on: rests_on(requirement),
            added: requirement.added,
        }
    }

    fn context(&self, obligation: Obligation, parameters: &[spec::Parameter], naming: Naming) -> Json {
        parameters::context(
            &self.library.about.buyer,
            self.tier(),
            (self.tender, self.lot),
            obligation,
            parameters,
            naming,
        )
    }

    /// The questions that can still be asked for this lot.
    fn questions(
        &self,
        obligation: Obligation,
        parameters: &[spec::Parameter],
        left: &dyn Fn(&Condition) -> Condition,
        bag: &mut Bag,
    ) -> Vec<spec::Question> {
        let context = self.context(obligation, parameters, Naming::Id);
        let words = self.context(obligation, parameters, Naming::Label);
        let mut deciding: BTreeSet<&Subject> = self.requirement.met_when.subjects();
        deciding.extend(self.within_tier().flat_map(|question| question.when.subjects()));
        let mut questions = Vec::new();
        for question in self.within_tier() {
            let when = left(&question.when);
            if when == Condition::Constant(false) {
                continue;
            }
            let accept = question.accept.as_ref().and_then(|accept| {
                let mut fault = None;
                let mut render = |expression: &str| {
                    template::evaluate(expression, &context).map_err(|why| fault = Some(why.message)).ok()
                };
                let settled = parse::settle(&accept.value, &question.of, &mut render);
                settled
                    .map(|accept| provisos::without_untrue(accept, question, left))
                    .map_err(|_| {
                        let why = fault.unwrap_or_else(|| "it yields a value of another type".to_owned());
                        let message =
                            format!("the acceptance of `{}` cannot be computed: {why}", question.id);
                        bag.push(Diagnostic::new(&codes::TEMPLATE_FAULT, message).at(accept.span, ""));
                    })
                    .ok()
            });
            let decides = accept.is_some() || deciding.contains(&Subject::Answer(question.id.clone()));
            let mut filled = |text: &str| {
                template::render(text, &words).unwrap_or_else(|why| {
                    let fault = Diagnostic::new(&codes::TEMPLATE_FAULT, why.message);
                    bag.push(fault.at(question.ask_span, ""));
                    String::new()
                })
            };
            questions.push(spec::Question {
                id: question.id.clone(),
                ask: filled(&question.ask),
                help: filled(&question.help),
                of: question.of.clone(),
                when,
                review: !decides || question.of == Type::Text,
                accept,
                from: question.from.clone(),
                imports: Import::all(&question.imports),
            });
        }
        questions
    }

    /// What is left of a condition on facts and answers for devices of these kinds.
    fn left(&self, condition: &Condition, kinds: &[(&str, Domains)]) -> Condition {
        let left = kinds.iter().map(|(kind, domains)| (*kind, Some(reduce(condition, domains))));
        let every = self.knowledge.of_every_kind(condition, &|domains| self.answered(domains));
        kinds::join(left.collect(), every)
    }

    /// How far the requirement is asked: the lot's tier, or its own where it is asked beyond that.
    fn tier(&self) -> Tier {
        self.lot.tier.max(self.requirement.tier)
    }

    fn within_tier(&self) -> impl Iterator<Item = &Question> {
        let tier = self.tier();
        self.requirement.questions.values().filter(move |question| question.tier <= tier)
    }

    /// The questions of later tiers. A fault in their templates is told where they are asked.
    fn spared(&self, words: &Json) -> Vec<spec::Spared> {
        let asked: BTreeSet<&str> = self.within_tier().map(|question| question.id.as_str()).collect();
        let later = self.requirement.questions.values().filter(|one| !asked.contains(one.id.as_str()));
        later
            .map(|question| spec::Spared {
                ask: template::render(&question.ask, words).unwrap_or_default(),
                tier: question.tier,
            })
            .collect()
    }

    /// The domains of facts, and of the answers besides.
    fn answered(&self, mut domains: Domains) -> Domains {
        for question in self.within_tier() {
            domains.declare_optional(Subject::Answer(question.id.clone()), question.of.clone());
        }
        domains
    }

    /// The citations, or those alone whose standard is certainly about devices of these kinds.
    fn citations(&self, scope: Option<&[&OfKind]>) -> Vec<spec::Citation> {
        let cited = self.requirement.references.iter().filter_map(|reference| {
            let standard = self.library.standards.get(&reference.standard)?;
            let in_scope =
                |kind: &&OfKind| reduce(&standard.scope, &kind.domains) == Condition::Constant(true);
            scope.is_none_or(|kinds| kinds.iter().all(in_scope)).then(|| spec::Citation {
                standard: standard.id.clone(),
                covers: reference.covers,
                entries: reference
                    .entries
                    .iter()
                    .filter_map(|entry| {
                        let title = standard.entries.get(&entry.value)?.title.clone();
                        Some(spec::Term { id: entry.value.clone(), title })
                    })
                    .collect(),
            })
        });
        cited.collect()
    }
}
