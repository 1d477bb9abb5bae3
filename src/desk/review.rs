//! Reviewing: what is to be decided and in which order, each case with everything in view, and what a decision
//! becomes. Whoever asks the reviewer, and keeps what was decided, does it elsewhere.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::Exit;
use super::submissions::{Gathered, Submission};
use crate::check::Verdict;
use crate::compare::{self, Scope};
use crate::diag::{Bag, Diagnostic, codes};
use crate::judgement::{self, Bound, Judgement, Piece, Ruling};
use crate::pack::Pack;
use crate::report::Report;
use crate::report::render::review::{self as render, Case};
use crate::say;
use crate::standing::Standing;
use crate::text::Sources;
use crate::words::Words;

/// What is walked through, and in which order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Agenda {
    /// Everything that applies, met and decided or not; else what waits alone.
    pub all: bool,
    /// Requirement by requirement over all bids; else bid by bid.
    pub by_requirement: bool,
}

/// One requirement of one bid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Item {
    submission: usize,
    verdict: usize,
}

/// What a reviewer decides.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The file that is judged; nothing where it is the requirement.
    pub piece: Option<Piece>,
    /// The ruling.
    pub ruling: Ruling,
    /// On what condition it is accepted, if on one.
    pub condition: Option<String>,
    /// The reason.
    pub why: String,
}

/// Why there is nothing to decide, or not one thing alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unclear {
    /// It does not apply; with the file of the declaration, where one was asked.
    Nothing(Option<String>),
    /// So many declarations are asked for it.
    Several(usize),
}

/// Bids before a reviewer.
#[derive(Debug)]
pub struct Sitting {
    pack: Pack,
    submissions: Vec<Submission>,
    sources: Sources,
    /// What deserves a second look, by the place of the submission and the id of the requirement.
    marks: BTreeMap<(usize, String), Vec<String>>,
}

impl Sitting {
    /// Opens one, with warnings about the pack, the decisions, and bids that a judgement cannot tell apart.
    pub fn open(gathered: Gathered, sources: Sources, words: Words) -> (Self, Bag) {
        let Gathered { pack, submissions, mut bag } = gathered;
        alike(&submissions, &mut bag);
        let marks = marks(&pack, &submissions, words);
        (Self { pack, submissions, sources, marks }, bag)
    }

    /// The texts that diagnostics point into.
    pub fn sources(&self) -> &Sources {
        &self.sources
    }

    /// What is found of each bid.
    pub fn reports(&self) -> Vec<&Report> {
        self.submissions.iter().map(|submission| &submission.report).collect()
    }

    /// The items of an agenda. What was judged before and is open again comes first within a bid.
    pub fn items(&self, agenda: Agenda) -> Vec<Item> {
        let mut items = Vec::new();
        for (submission, report) in self.reports().into_iter().enumerate() {
            let wanted = |standing| match agenda.all {
                true => standing != Standing::NotApplicable,
                false => standing == Standing::Waiting,
            };
            let verdicts = report.outcome.verdicts.iter().enumerate().filter(|_| report.outcome.sound());
            let mut own: Vec<(usize, bool)> = verdicts
                .filter(|(_, judged)| wanted(report.standing(judged)))
                .map(|(at, judged)| (at, report.judgements.contains_key(&judged.id)))
                .collect();
            if !agenda.all {
                own.sort_by_key(|(_, judged_before)| !judged_before);
            }
            items.extend(own.into_iter().map(|(verdict, _)| Item { submission, verdict }));
        }
        if agenda.by_requirement {
            items.sort_by_key(|item| {
                let lot =
                    self.submissions.get(item.submission).and_then(|one| one.report.outcome.lot.as_ref());
                (lot.map(|lot| lot.number), item.verdict, item.submission)
            });
        }
        items
    }

    fn case(&self, item: Item) -> Option<Case<'_>> {
        let Submission { declaration, report } = self.submissions.get(item.submission)?;
        let judged = report.outcome.verdicts.get(item.verdict)?;
        let id = &report.outcome.lot.as_ref()?.id;
        let lot = self.pack.spec.lot(id)?;
        let requirement = lot.requirement(&judged.id)?;
        Some(Case { spec: &self.pack.spec, report, declaration: declaration.as_ref()?, judged, requirement })
    }

    /// An item in full, with the marks on it.
    pub fn shown(&self, item: Item, colour: bool) -> Option<String> {
        let case = self.case(item)?;
        let marks = self.marks.get(&(item.submission, case.judged.id.clone()));
        Some(render::case(&case, marks.map(Vec::as_slice).unwrap_or_default(), &self.sources, colour))
    }

    /// The files enclosed for an item, each with its name.
    pub fn pieces(&self, item: Item) -> Vec<(Piece, String)> {
        self.case(item).map(|case| judgement::pieces(case.declaration, &case.judged.id)).unwrap_or_default()
    }

    /// The only item that a requirement is in; every one that applies can be judged, a met one too.
    ///
    /// # Errors
    /// Where it is in none, or in several.
    pub fn find(&self, id: &str) -> Result<Item, Unclear> {
        let (mut items, mut others) = (Vec::new(), Vec::new());
        for (submission, report) in self.reports().into_iter().enumerate() {
            for (verdict, judged) in report.outcome.verdicts.iter().enumerate() {
                if !judged.id.eq_ignore_ascii_case(id) {
                    continue;
                }
                match judged.verdict != Verdict::NotApplicable && report.outcome.sound() {
                    true => items.push(Item { submission, verdict }),
                    false => others.push(report.file.clone()),
                }
            }
        }
        match items.as_slice() {
            [only] => Ok(*only),
            [] => Err(Unclear::Nothing(others.into_iter().next())),
            several => Err(Unclear::Several(several.len())),
        }
    }

    /// What a decision on an item becomes, bound to what stands there now.
    pub fn judgement(&self, item: Item, decision: Decision, by: &str, on: Date) -> Option<Judgement> {
        let Case { report, judged, declaration, requirement, .. } = self.case(item)?;
        let lot = report.outcome.lot.as_ref().map(|lot| lot.id.clone()).unwrap_or_default();
        let fingerprint = match &decision.piece {
            Some(piece) => judgement::fingerprint_of_piece(requirement, &lot, piece),
            None => {
                let evidence = judgement::enclosed(declaration, &judged.id);
                judgement::fingerprint(requirement, &lot, judged, &evidence)
            }
        };
        Some(Judgement {
            vendor: report.outcome.vendor.clone(),
            device: report.outcome.model.clone(),
            lot,
            requirement: judged.id.clone(),
            piece: decision.piece,
            ruling: decision.ruling,
            condition: decision.condition,
            by: by.to_owned(),
            on,
            why: decision.why,
            fingerprint,
        })
    }

    /// Lets a judgement that was kept count from now on.
    pub fn count(&mut self, item: Item, judgement: Judgement) {
        let Some(submission) = self.submissions.get_mut(item.submission) else { return };
        let id = judgement.requirement.clone();
        match judgement.piece.clone() {
            Some(piece) => submission.report.on_evidence.insert((id, piece), Bound::Holds(judgement)),
            None => submission.report.judgements.insert(id, Bound::Holds(judgement)),
        };
    }

    /// All that is to be decided or was, and how much of it is open.
    pub fn list(&self, colour: bool) -> String {
        render::list(&self.reports(), colour)
    }

    /// How much is open, and how much was decided.
    pub fn totals(&self) -> String {
        render::totals(&self.reports())
    }

    /// What came of it: nothing is open, something is, or a bid could not be judged.
    pub fn exit(&self) -> Exit {
        let reports = self.reports();
        match reports.iter().all(|report| report.outcome.sound()) {
            false => Exit::Unjudged,
            true if reports.iter().any(|report| report.open().next().is_some()) => Exit::Short,
            true => Exit::Fine,
        }
    }
}

/// Warns of declarations that a judgement cannot tell apart.
fn alike(submissions: &[Submission], bag: &mut Bag) {
    let name = |submission: &Submission| {
        let outcome = &submission.report.outcome;
        Some((outcome.vendor.clone(), outcome.model.clone(), outcome.lot.as_ref()?.id.clone()))
    };
    for (at, submission) in submissions.iter().enumerate() {
        let Some(bid) = name(submission) else { continue };
        let before = submissions.iter().take(at).find(|other| name(other).as_ref() == Some(&bid));
        if let Some(before) = before {
            let message = format!(
                "`{}` and `{}` are both of {} by {}, for the lot `{}`",
                before.report.file, submission.report.file, bid.1, bid.0, bid.2
            );
            let fault = Diagnostic::new(&codes::BIDS_ALIKE, message).in_file(&submission.report.file);
            bag.push(
                fault.hint("review one of them at a time: a judgement on one is taken as one on the other"),
            );
        }
    }
}

/// What a comparison of the bids for each lot marks, by submission and requirement.
fn marks(pack: &Pack, submissions: &[Submission], words: Words) -> BTreeMap<(usize, String), Vec<String>> {
    let mut marks: BTreeMap<(usize, String), Vec<String>> = BTreeMap::new();
    for lot in &pack.spec.lots {
        let own = |submission: &&(usize, &Submission)| {
            let outcome = &submission.1.report.outcome;
            outcome.sound() && submission.1.report.is_for(lot)
        };
        let all: Vec<(usize, &Submission)> = submissions.iter().enumerate().collect();
        let own: Vec<&(usize, &Submission)> = all.iter().filter(own).collect();
        if own.is_empty() {
            continue;
        }
        let reports: Vec<Report> = own.iter().map(|(_, submission)| submission.report.clone()).collect();
        let compared = compare::compare(&reports, &pack.spec, lot, Scope::of(lot), words);
        for mark in &compared.marks {
            for (bid, row) in &mark.cells {
                let (Some((at, _)), Some(row)) = (own.get(*bid), compared.rows.get(*row)) else { continue };
                let rule = mark.rule.title(words).to_lowercase();
                let said = say!(words, "review-mark", rule = rule, message = mark.message.as_str());
                marks.entry((*at, row.id.clone())).or_default().push(said);
            }
        }
    }
    marks
}
