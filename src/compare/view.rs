//! What the template of a comparison sees: bids, totals, differences and marks in plain values and
//! words. Every decision is made here, so that a template holds nothing but words and order.

use serde::Serialize;

use super::Earning;
use super::render;
use super::totals::totals;
use super::{Comparison, Difference, Row, Rule, Scope, answer};
use crate::check::Verdict;
use crate::condition::{Type, Value};
use crate::document::{Document, TemplateFault, template};
use crate::report::Decision;
use crate::say;
use crate::text::World;
use crate::text::words::day;
use crate::words::Words;

/// The name of the template.
pub const COMPARE: &str = "compare.md";

/// A comparison.
#[derive(Debug, Serialize)]
struct View {
    /// The title of the tender.
    tender: String,
    /// The number and the title of the lot.
    number: usize,
    title: String,
    deadline: String,
    /// Empty where the tender does not say.
    delivery: String,
    /// The digest that names the edition of the requirements.
    edition: String,
    /// The points of the award, where the tender gives any.
    points: Option<u32>,
    /// How many requirements the lot has, and in how many bids differ in which way.
    requirements: usize,
    verdicts_differ: usize,
    answers_differ: usize,
    /// What bidders offer, where that is several declarations; then these are the `bids`.
    offers: Vec<Offer>,
    bids: Vec<Bid>,
    barred: Vec<Barred>,
    /// Fulfilled of applicable: all, by obligation, by theme.
    totals: Vec<Line>,
    /// The requirements that stand differently; a cell a bid.
    apart: Vec<Line>,
    /// The requirements of which answers differ.
    answers: Vec<Differing>,
    /// The facts that differ.
    facts: Vec<Question>,
    /// What reviewers decided, by bid.
    decisions: Vec<Decided>,
    marks: Vec<Mark>,
    rules: Vec<Named>,
}

#[derive(Debug, Serialize)]
struct Decided {
    /// The letter of the bid.
    bid: String,
    #[serde(flatten)]
    decision: Decision,
}

#[derive(Debug, Serialize)]
struct Bid {
    letter: String,
    vendor: String,
    device: String,
    file: String,
    /// "conforms", "open", "incomplete" or "fails".
    standing: String,
    /// The `shall`s that failed; may be empty.
    failed: Vec<Place>,
    /// The `shall`s that lack an answer or evidence; may be empty.
    lacking: Vec<Place>,
    /// What waits for a reviewer; may be empty.
    waiting: Vec<Place>,
    #[serde(flatten)]
    earned: Earned,
    /// How many of each verdict, in the order of `verdicts`.
    counts: Vec<Count>,
    /// Whether the evidence is in order.
    evidence: String,
}

/// What one bidder offers, where that is several declarations.
#[derive(Debug, Serialize)]
struct Offer {
    letter: String,
    vendor: String,
    /// Its devices, each behind the letter of its declaration.
    devices: String,
    standing: String,
    /// What knocks it out, and what waits for a reviewer; may be empty.
    missed: Vec<String>,
    waiting: Vec<String>,
    #[serde(flatten)]
    earned: Earned,
}

/// What is earned in the award; all of it empty without one.
#[derive(Debug, Serialize)]
struct Earned {
    /// That it misses the points that it must earn; may be empty.
    short: String,
    /// Points, and points if all that waits is accepted.
    now: String,
    most: String,
    /// "29 of 31": weights.
    weights: String,
}

#[derive(Debug, Serialize)]
struct Count {
    verdict: String,
    count: usize,
}

#[derive(Debug, Serialize)]
struct Place {
    id: String,
}

#[derive(Debug, Serialize)]
struct Barred {
    file: String,
    device: String,
    reason: String,
}

#[derive(Debug, Serialize)]
struct Line {
    /// The id of a requirement; empty for totals.
    id: String,
    title: String,
    /// `shall`, `should` or `may`; empty for totals.
    obligation: &'static str,
    /// 0 where it has no weight.
    weight: u32,
    cells: Vec<String>,
}

/// A requirement of which answers differ.
#[derive(Debug, Serialize)]
struct Differing {
    id: String,
    title: String,
    obligation: &'static str,
    anchor: String,
    questions: Vec<Question>,
}

#[derive(Debug, Serialize)]
struct Question {
    /// The question, or what is compared.
    ask: String,
    /// Its id; may be empty.
    id: String,
    /// What is said, and by whom.
    said: Vec<Said>,
}

#[derive(Debug, Serialize)]
struct Said {
    /// The letters of the bids.
    bids: String,
    words: String,
}

#[derive(Debug, Serialize)]
struct Mark {
    number: usize,
    rule: String,
    about: String,
    bids: String,
    message: String,
}

#[derive(Debug, Serialize)]
struct Named {
    title: String,
    words: String,
}

/// A comparison as a document. A template in the folder replaces the built-in one.
///
/// # Errors
/// What is wrong with the templates of the folder.
pub fn document(comparison: &Comparison, templates: &dyn World) -> Result<Document, Vec<TemplateFault>> {
    let title = title(comparison, Words::English);
    template::render(COMPARE, templates, &view(comparison), title, Vec::new())
}

/// What a comparison is called.
pub fn title(of: &Comparison, words: Words) -> String {
    let (tender, lot) = (of.tender.as_str(), of.title.as_str());
    say!(words, "compare-title", tender = tender, number = of.number, lot = lot)
}

fn view(of: &Comparison) -> View {
    let count = |wanted| of.rows.iter().filter(|row| row.difference == wanted).count();
    let barred = of.barred.iter().map(|barred| Barred {
        file: barred.file.clone(),
        device: barred.device.clone(),
        reason: barred.reason.clone(),
    });
    let marks = of.marks.iter().map(|mark| Mark {
        number: mark.number,
        rule: mark.rule.title(Words::English),
        about: mark.about.clone(),
        bids: letters(of, mark.bids.iter().copied()),
        message: mark.message.clone(),
    });
    let apart = of.rows.iter().filter(|row| row.difference == Difference::Verdicts);
    let differing = of.rows.iter().filter(|row| row.difference > Difference::Nothing);
    View {
        tender: of.tender.clone(),
        number: of.number,
        title: of.title.clone(),
        deadline: day(of.deadline),
        delivery: of.delivery.map(day).unwrap_or_default(),
        edition: of.edition.clone(),
        points: of.points,
        requirements: of.rows.len(),
        verdicts_differ: count(Difference::Verdicts),
        answers_differ: count(Difference::Answers),
        offers: match of.scope {
            Scope::Device => Vec::new(),
            Scope::Vendor => of.offers.iter().map(|offer| self::offer(offer, of)).collect(),
        },
        bids: of.bids.iter().map(|bid| self::bid(bid, of)).collect(),
        barred: barred.collect(),
        totals: totals(of).into_iter().filter(|total| !total.of_both()).map(total).collect(),
        apart: apart.map(stands).collect(),
        answers: differing
            .map(|row| self::differing(row, of))
            .filter(|row| !row.questions.is_empty())
            .collect(),
        facts: of.facts.iter().filter(|fact| fact.differs).map(|fact| self::fact(fact, of)).collect(),
        decisions: of
            .bids
            .iter()
            .flat_map(|bid| {
                bid.decisions.iter().map(|bound| Decided {
                    bid: bid.letter.clone(),
                    decision: Decision::of(bound, Words::English),
                })
            })
            .collect(),
        marks: marks.collect(),
        rules: Rule::ALL
            .map(|rule| Named { title: rule.title(Words::English), words: rule.words(Words::English) })
            .into(),
    }
}

fn letters(of: &Comparison, bids: impl Iterator<Item = usize>) -> String {
    let letters = bids.filter_map(|at| Some(of.bids.get(at)?.letter.as_str()));
    letters.collect::<Vec<_>>().join(&say!(Words::English, "list-comma"))
}

fn bid(bid: &super::Bid, of: &Comparison) -> Bid {
    let places = |rows: &[usize]| {
        let rows = rows.iter().filter_map(|row| of.rows.get(*row));
        rows.map(|row| Place { id: row.id.clone() }).collect()
    };
    let counts = Verdict::ALL.into_iter().zip(bid.verdicts).filter(|(_, count)| *count > 0);
    Bid {
        letter: bid.letter.clone(),
        vendor: bid.vendor.clone(),
        device: bid.device.clone(),
        file: bid.file.clone(),
        standing: bid.standing.said(Words::English),
        failed: places(&bid.failed),
        lacking: places(&bid.lacking),
        waiting: places(&bid.waiting),
        earned: earned(bid.earning),
        counts: counts
            .map(|(verdict, count)| Count { verdict: verdict.label(Words::English), count })
            .collect(),
        evidence: bid.evidence_faults().unwrap_or_else(|| match bid.exhibits {
            Some(_) => say!(Words::English, "compare-in-order"),
            None => say!(Words::English, "compare-not-looked-at"),
        }),
    }
}

fn offer(offer: &super::Offer, of: &Comparison) -> Offer {
    let words = Words::English;
    Offer {
        letter: offer.letter.clone(),
        vendor: offer.vendor.clone(),
        devices: of.devices(offer, words),
        standing: offer.standing.said(words),
        missed: of.missed(offer, words),
        waiting: of.waiting(offer, words),
        earned: earned(offer.earning),
    }
}

fn earned(earning: Option<Earning>) -> Earned {
    let words = Words::English;
    let weights =
        |of: Earning| say!(words, "compare-of", fulfilled = of.fulfilled, applicable = of.applicable);
    Earned {
        short: earning
            .filter(Earning::falls_short)
            .map(|earning| say!(words, "compare-short", minimum = earning.minimum))
            .unwrap_or_default(),
        now: earning.map(|earning| earning.now.to_string()).unwrap_or_default(),
        most: earning.map(|earning| earning.most.to_string()).unwrap_or_default(),
        weights: earning.map(weights).unwrap_or_default(),
    }
}

fn total(total: super::totals::Total) -> Line {
    let cells = total.tallies.iter().map(|tally| {
        let (fulfilled, applicable) = (tally.fulfilled, tally.applicable());
        say!(Words::English, "compare-of", fulfilled = fulfilled, applicable = applicable)
    });
    Line { id: String::new(), obligation: "", weight: 0, cells: cells.collect(), title: total.title }
}

fn stands(row: &Row) -> Line {
    Line {
        id: row.id.clone(),
        title: row.title.clone(),
        obligation: row.obligation.word(),
        weight: row.weight,
        cells: row.cells.iter().map(render::stands).collect(),
    }
}

fn differing(row: &Row, of: &Comparison) -> Differing {
    let asked = row.questions.iter().enumerate().filter(|(_, question)| question.differs);
    let mut questions: Vec<Question> = asked
        .map(|(at, question)| {
            let given = row.cells.iter().map(|cell| {
                let given = cell.answers.get(at)?.as_ref()?;
                Some(words(given.value.as_ref(), &question.of))
            });
            Question { ask: question.ask.clone(), id: question.id.clone(), said: said(given, of) }
        })
        .collect();
    let deviations = row.cells.iter().map(|cell| {
        let deviation = cell.deviation.as_ref()?;
        let (reason, measure) = (deviation.reason.as_str(), deviation.measure.as_str());
        Some(say!(Words::English, "compare-deviates", reason = reason, measure = measure))
    });
    let deviations = said(deviations, of);
    if !deviations.is_empty() {
        questions.push(Question {
            ask: say!(Words::English, "compare-deviation"),
            id: String::new(),
            said: deviations,
        });
    }
    let judged = row.cells.iter().map(|cell| cell.judgement.as_ref().map(render::judgement));
    let judged = said(judged, of);
    if !judged.is_empty() {
        questions.push(Question {
            ask: say!(Words::English, "compare-judgement"),
            id: String::new(),
            said: judged,
        });
    }
    Differing {
        id: row.id.clone(),
        title: row.title.clone(),
        obligation: row.obligation.word(),
        anchor: format!("r-{}", row.id),
        questions,
    }
}

fn fact(fact: &super::Fact, of: &Comparison) -> Question {
    let values = fact.values.iter().map(|value| {
        Some(value.as_ref().map_or_else(
            || say!(Words::English, "compare-not-stated"),
            |value| answer::line(value, &fact.of),
        ))
    });
    Question { ask: fact.title.clone(), id: fact.id.clone(), said: said(values, of) }
}

fn words(value: Option<&Value>, of: &Type) -> String {
    value.map_or_else(|| say!(Words::English, "compare-not-answered"), |value| answer::line(value, of))
}

/// What several say alike stands once, in the order of who says it first.
fn said(texts: impl Iterator<Item = Option<String>>, of: &Comparison) -> Vec<Said> {
    let mut groups: Vec<(String, Vec<usize>)> = Vec::new();
    for (at, text) in texts.enumerate() {
        let Some(text) = text else { continue };
        match groups.iter_mut().find(|(known, _)| *known == text) {
            Some((_, bids)) => bids.push(at),
            None => groups.push((text, vec![at])),
        }
    }
    groups.into_iter().map(|(words, bids)| Said { bids: letters(of, bids.into_iter()), words }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::example;
    use crate::emit::markdown;
    use crate::text::Memory;

    fn written(comparison: &Comparison) -> String {
        markdown::write(&document(comparison, &Memory::default()).unwrap())
    }

    #[test]
    fn differences_stand_with_who_says_what() {
        let text = written(&example::compared(&[
            example::bid("Acme", &[]),
            example::bid("Beta", &[("charge: 3", "charge: 1")]),
            example::bid("Gamma", &[]),
        ]));
        let check = |line: &str| assert!(text.lines().any(|found| found == line), "{line}\n{text}");
        check("| **POW-01** Title of POW-01 | shall | met | not met | met |");
        check("| What about charge? `charge` | 3 hours | A, C |");
        check("| What about charge? `charge` | 1 hour | B |");
        check("| **All** | 5 of 6 | 4 of 6 | 5 of 6 |");
        assert!(!text.contains("NET-01"), "what all answer alike is not listed\n{text}");
    }

    #[test]
    fn words_of_vendors_are_text() {
        let hostile = "</td> | **x** [a](javascript:alert(1)) <script>";
        let text = written(&example::of_vendors(&[hostile, "Acme"]));
        assert!(text.contains("\\</td> \\| \\*\\*x\\*\\* \\[a\\](javascript:alert(1)) \\<script>"), "{text}");
        assert_eq!(text, written(&example::of_vendors(&[hostile, "Acme"])));
    }

    #[test]
    fn nobody_and_many_have_a_document() {
        assert!(written(&example::compared(&[])).contains("There is no bid to compare."));
        assert!(written(&example::many(12, 200)).len() > 10_000);
    }
}
