//! A report to the head of a column, or to the reason why it has none.

use super::offer::Offer;
use super::points::{self, Earning};
use super::{Cell, Row};
use crate::check::{Judged, Verdict};
use crate::diag::Severity;
use crate::evidence::{Exhibit, State};
use crate::judgement::Bound;
use crate::report::Report;
use crate::resolve::spec::{Award, Lot, Obligation, Term};
use crate::say;
use crate::standing;
use crate::standing::{BidStanding, Standing};
use crate::words::Words;

/// A bid that is compared.
#[derive(Clone, Debug)]
pub struct Bid {
    /// The letter that names it where there is little room: `A`, `B`, …, `AA`.
    pub letter: String,
    /// The file of the declaration.
    pub file: String,
    /// The maker, as the declaration names it.
    pub vendor: String,
    /// The device with its version, as the declaration names them.
    pub device: String,
    /// The kind of the device, in a lot of several.
    pub kind: Option<Term>,
    /// How it stands.
    pub standing: BidStanding,
    /// How many requirements have each verdict, in the order of [`Verdict::ALL`].
    pub verdicts: [usize; 6],
    /// The places in the rows of the `shall`s that failed.
    pub failed: Vec<usize>,
    /// The places in the rows of the `shall`s that lack an answer or evidence.
    pub lacking: Vec<usize>,
    /// The places in the rows of what a reviewer has yet to decide.
    pub waiting: Vec<usize>,
    /// What it earns in the award, where the tender gives points and it stands by itself.
    pub earning: Option<Earning>,
    /// The evidence that it lists; nothing where the files were not looked at.
    pub exhibits: Option<Vec<Enclosed>>,
    /// Everything that reviewers decided on it.
    pub decisions: Vec<Bound>,
    /// How many times a requirement wants evidence that shall be enclosed, and none is listed for it.
    pub unlisted: usize,
}

/// A bid that cannot be compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Barred {
    /// The file of the declaration.
    pub file: String,
    /// Maker and device, as far as the declaration names them; may be empty.
    pub device: String,
    /// Why, as a clause that follows "cannot be compared: ".
    pub reason: String,
}

/// A piece of evidence that is enclosed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enclosed {
    /// What people call its kind.
    pub title: String,
    /// The file, as the declaration names it.
    pub file: String,
    /// The digest that the declaration states; empty where it states none.
    pub sha256: String,
    /// The last day of its validity, where it has one.
    pub valid_until: Option<jiff::civil::Date>,
    /// Whether a requirement that applies asks for its kind with `shall`.
    pub mandatory: bool,
    /// The worst that is found of it.
    pub state: State,
    /// What is not in order, each as a sentence without a full stop. That its validity has ended is
    /// said by [`Enclosed::valid_until`].
    pub faults: Vec<String>,
}

impl Bid {
    /// What is not in order of its evidence: "2 of 17 files not in order: 1 missing, 1 expired; 1 wanted
    /// is not listed". Nothing where all is well, as far as the files were looked at.
    pub fn evidence_faults(&self) -> Option<String> {
        let words = Words::English;
        let listed = self.exhibits.as_deref().unwrap_or_default();
        let mut parts = Vec::new();
        let states: Vec<String> = State::ALL
            .into_iter()
            .filter(|state| *state != State::InOrder)
            .map(|state| (state, listed.iter().filter(|exhibit| exhibit.state == state).count()))
            .filter(|(_, count)| *count > 0)
            .map(|(state, count)| {
                say!(words, "compare-state", count = count, state = state.word().replace('-', " "))
            })
            .collect();
        if !states.is_empty() {
            let states = states.join(&say!(words, "list-comma"));
            let (faulty, files) = (self.faulty_files(), listed.len());
            let mandatory =
                listed.iter().filter(|exhibit| exhibit.mandatory && !standing::usable(exhibit.state)).count();
            parts.push(say!(
                words,
                "compare-faulty",
                faulty = faulty,
                files = files,
                mandatory = mandatory,
                states = states
            ));
        }
        match self.unlisted {
            0 => {}
            count => parts.push(say!(words, "compare-not-listed", count = count)),
        }
        (!parts.is_empty()).then(|| parts.join("; "))
    }

    /// How many of the files that it encloses are not in order.
    pub fn faulty_files(&self) -> usize {
        self.exhibits.iter().flatten().filter(|exhibit| exhibit.state != State::InOrder).count()
    }
}

/// The reports that can stand in the matrix, and why the others cannot.
pub fn sort<'r>(reports: &'r [Report], lot: &Lot) -> (Vec<&'r Report>, Vec<(&'r Report, Barred)>) {
    let (mut sound, mut barred) = (Vec::new(), Vec::new());
    for report in reports {
        match reason(report, lot) {
            None => sound.push(report),
            Some(reason) => {
                let (file, device) = (report.file.clone(), report.outcome.device.clone());
                barred.push((report, Barred { file, device, reason }));
            }
        }
    }
    (sound, barred)
}

fn reason(report: &Report, lot: &Lot) -> Option<String> {
    let outcome = &report.outcome;
    if let Some(other) = outcome.lot.as_ref().filter(|other| other.id != lot.id) {
        let title = other.title.as_str();
        return Some(say!(Words::English, "compare-other-lot", number = other.number, title = title));
    }
    if outcome.sound() {
        return None;
    }
    let errors = outcome.diagnostics.count(Severity::Error);
    let first = outcome.diagnostics.sorted().into_iter().find(|fault| fault.severity() == Severity::Error);
    Some(match first {
        Some(first) => {
            say!(Words::English, "compare-errors", errors = errors, first = first.message.as_str())
        }
        None => say!(Words::English, "compare-unjudged"),
    })
}

impl Bid {
    /// The places of the `shall`s that failed, and of those that lack something.
    pub fn missed(&self) -> Vec<usize> {
        let mut missed = [self.failed.as_slice(), self.lacking.as_slice()].concat();
        missed.sort_unstable();
        missed
    }
}

/// The head of a column.
pub fn of(at: usize, report: &Report, rows: &[Row], award: Option<&Award>) -> Bid {
    let cells: Vec<(usize, &Row, &Cell)> =
        rows.iter().enumerate().filter_map(|(place, row)| Some((place, row, row.cells.get(at)?))).collect();
    let places = |wanted: &dyn Fn(&Row, &Cell) -> bool| {
        let wanted = cells.iter().filter(|(_, row, cell)| wanted(row, cell));
        wanted.map(|(place, ..)| *place).collect::<Vec<usize>>()
    };
    let outcome = &report.outcome;
    let vendor = outcome.vendor.trim();
    let binding = |standing: Standing| {
        places(&|row, cell| row.obligation == Obligation::Shall && cell.standing == standing)
    };
    Bid {
        // Bids that could not be judged are not compared.
        kind: outcome.kind.clone(),
        standing: report.bid().unwrap_or(BidStanding::Incomplete),
        letter: letter(at),
        file: report.file.clone(),
        vendor: vendor.to_owned(),
        device: outcome.device.strip_prefix(vendor).unwrap_or(&outcome.device).trim().to_owned(),
        verdicts: Verdict::ALL.map(|verdict| outcome.count(verdict)),
        failed: binding(Standing::Failed),
        lacking: binding(Standing::Lacking),
        waiting: places(&|_, cell| cell.standing == Standing::Waiting),
        earning: award
            .map(|award| points::earning(award, cells.iter().map(|(_, row, cell)| (*row, cell.standing)))),
        decisions: report.decisions().cloned().collect(),
        unlisted: cells
            .iter()
            .flat_map(|(.., cell)| &cell.wanted)
            .filter(|wanted| wanted.obligation == Obligation::Shall)
            .count(),
        exhibits: report.exhibits.as_ref().map(|exhibits| {
            let asked = |exhibit: &Exhibit| outcome.verdicts.iter().any(|judged| demands(judged, exhibit));
            exhibits.iter().map(|exhibit| shown(exhibit, asked(exhibit))).collect()
        }),
    }
}

/// What a bid encloses for a requirement.
pub fn enclosed(report: &Report, judged: &Judged) -> Vec<Enclosed> {
    let exhibits = report.exhibits.iter().flatten();
    let own = exhibits.filter(|exhibit| exhibit.serves.contains(&judged.id));
    own.map(|exhibit| shown(exhibit, demands(judged, exhibit))).collect()
}

/// Whether a requirement asks for a piece of evidence with `shall`.
fn demands(judged: &Judged, exhibit: &Exhibit) -> bool {
    judged.mandatory.contains(&exhibit.kind) && exhibit.serves.contains(&judged.id)
}

fn shown(exhibit: &Exhibit, mandatory: bool) -> Enclosed {
    Enclosed {
        mandatory,
        title: exhibit.title.clone(),
        file: exhibit.file.clone(),
        sha256: exhibit.sha256.to_ascii_lowercase(),
        valid_until: exhibit.valid_until,
        state: exhibit.state(),
        faults: exhibit
            .findings
            .iter()
            .filter(|finding| finding.state() != State::Expired || exhibit.valid_until.is_none())
            .map(|finding| finding.say(Words::English))
            .collect(),
    }
}

/// Calls the bids of each offer by its letter and a number: `A1`, `A2`.
pub fn number(bids: &mut [Bid], offers: &[Offer]) {
    for offer in offers {
        for (at, place) in offer.bids.iter().enumerate() {
            if let Some(bid) = bids.get_mut(*place) {
                bid.letter = format!("{}{}", offer.letter, at + 1);
            }
        }
    }
}

/// `A` for 0, `Z` for 25, `AA` for 26.
pub fn letter(at: usize) -> String {
    let last = char::from(b'A' + u8::try_from(at % 26).unwrap_or_default());
    match at / 26 {
        0 => last.to_string(),
        before => letter(before - 1) + &last.to_string(),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn letters_go_on() {
        let check = |at, expected: &str| assert_eq!(super::letter(at), expected);
        check(0, "A");
        check(25, "Z");
        check(26, "AA");
        check(51, "AZ");
        check(52, "BA");
        check(701, "ZZ");
        check(702, "AAA");
    }
}
