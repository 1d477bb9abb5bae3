//! Texts that bids of two vendors have word for word.
//!
//! Words are compared without case, blanks and punctuation. What stands in the tender as well is
//! nobody's own wording. The work is that of sorting as many runs of words as are looked at.

use std::collections::{BTreeMap, BTreeSet};

use super::{Found, beginning, vendors};
use crate::compare::Comparison;
use crate::condition::{Type, Value};
use crate::resolve::spec::Lot;
use crate::say;
use crate::words::Words;

/// Whole texts of fewer words are too short to be telling.
const WHOLE: usize = 8;

/// The length of a run of words that two texts hardly share by chance.
const RUN: usize = 25;

/// Of a text no more words than this are looked at.
const MOST_OF_TEXT: usize = 2_000;

/// Sets of texts beyond this number are not told apart: it is enough to list, and bounds the work.
const MOST_SETS: usize = 1_000;

/// Of a bid no more words than this are looked at.
const MOST_OF_BID: usize = 20_000;

/// Runs of so many words are what two texts are held against each other by.
const SHINGLE: usize = 3;

/// Of fewer words two texts may be alike by chance.
const LEAST_ALIKE: usize = 15;

/// Of a hundred runs of either text so many are in both: of 37 words, four may differ.
const PERCENT: usize = 40;

/// The rule in words.
pub fn words(words: Words) -> String {
    say!(words, "compare-rule-copied-words", whole = WHOLE, run = RUN, text = MOST_OF_TEXT, bid = MOST_OF_BID)
}

/// The rule of texts that are nearly the same, in words.
pub fn words_of_paraphrased(words: Words) -> String {
    say!(words, "compare-rule-paraphrased-words", least = LEAST_ALIKE, percent = PERCENT, shingle = SHINGLE)
}

/// A text of a bid.
struct Text<'a> {
    bid: usize,
    row: usize,
    /// What it is, after the requirement: "`changes_made`", "deviation, measure".
    part: String,
    text: &'a str,
    words: Vec<u32>,
}

/// Words as numbers: the same word, the same number.
#[derive(Default)]
struct Lexicon(BTreeMap<String, u32>);

impl Lexicon {
    fn words(&mut self, text: &str, most: usize) -> Vec<u32> {
        let mut found = Vec::new();
        for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(most) {
            let next = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
            found.push(*self.0.entry(word.to_lowercase()).or_insert(next));
        }
        found
    }
}

/// The marks: whole texts first, then runs.
pub fn find(comparison: &Comparison, lot: &Lot, language: Words) -> Vec<Found> {
    let vendors = vendors(comparison);
    let of_several = |texts: &[&Text<'_>]| {
        let known: BTreeSet<Option<&String>> = texts.iter().map(|text| vendors.get(text.bid)).collect();
        known.len() > 1
    };
    let mut lexicon = Lexicon::default();
    let texts = texts(comparison, &mut lexicon, language);
    let mut found = Vec::new();
    let mut whole: BTreeMap<&[u32], Vec<&Text<'_>>> = BTreeMap::new();
    for text in texts.iter().filter(|text| text.words.len() >= WHOLE) {
        whole.entry(&text.words).or_default().push(text);
    }
    let mut same: Vec<Vec<&Text<'_>>> = whole.into_values().filter(|texts| of_several(texts)).collect();
    same.sort_by_key(|texts| texts.first().map(|text| (text.row, text.bid)));
    for texts in &same {
        let what = say!(language, "compare-same-text");
        found.push(mark(comparison, texts, &what, language));
    }
    let tender = of_the_tender(lot, &mut lexicon);
    for texts in runs(&texts, &tender, &of_several) {
        let equal = texts.iter().all(|text| texts.first().is_some_and(|first| first.words == text.words));
        if !equal {
            let what = say!(language, "compare-same-run", run = RUN);
            found.push(mark(comparison, &texts, &what, language));
        }
    }
    found
}

/// Texts that share a run, each set once, in the order of their first.
fn runs<'t, 'a>(
    texts: &'t [Text<'a>],
    tender: &[Vec<u32>],
    of_several: &dyn Fn(&[&Text<'_>]) -> bool,
) -> Vec<Vec<&'t Text<'a>>> {
    // A run with the text it stands in; those of the tender stand in none.
    let own = texts
        .iter()
        .enumerate()
        .flat_map(|(at, text)| text.words.windows(RUN).map(move |run| (run, Some(at))));
    let others = tender.iter().flat_map(|words| words.windows(RUN).map(|run| (run, None)));
    let mut runs: Vec<(&[u32], Option<usize>)> = own.chain(others).collect();
    runs.sort_unstable();
    let mut sets: BTreeSet<Vec<usize>> = BTreeSet::new();
    for group in runs.chunk_by(|(a, _), (b, _)| a == b) {
        let Some((_, Some(first))) = group.first() else { continue };
        let Some((_, Some(last))) = group.last() else { continue };
        if first == last {
            continue;
        }
        // Of a bid its first text with the run: a bid may repeat itself.
        let mut of_bids: BTreeMap<usize, usize> = BTreeMap::new();
        for at in group.iter().filter_map(|(_, at)| *at) {
            if let Some(text) = texts.get(at) {
                of_bids.entry(text.bid).or_insert(at);
            }
        }
        let told: Vec<&Text<'_>> = of_bids.values().filter_map(|at| texts.get(*at)).collect();
        if of_several(&told) {
            sets.insert(of_bids.into_values().collect());
        }
        if sets.len() == MOST_SETS {
            break;
        }
    }
    let largest: Vec<&Vec<usize>> = sets
        .iter()
        .filter(|set| {
            !sets.iter().any(|other| other.len() > set.len() && set.iter().all(|at| other.contains(at)))
        })
        .collect();
    largest.into_iter().map(|set| set.iter().filter_map(|at| texts.get(*at)).collect()).collect()
}

fn mark(comparison: &Comparison, texts: &[&Text<'_>], what: &str, language: Words) -> Found {
    let row = |text: &Text<'_>| comparison.rows.get(text.row).map_or("", |row| row.id.as_str());
    let place = |text: &&Text<'_>| {
        let letter = comparison.bids.get(text.bid).map_or("", |bid| bid.letter.as_str());
        format!("{letter} ({} {})", row(text), text.part)
    };
    let first = texts.first();
    let alone = texts
        .iter()
        .all(|text| first.is_some_and(|first| (first.row, &first.part) == (text.row, &text.part)));
    let places: Vec<String> = texts.iter().map(place).collect();
    let quoted = first.map(|text| beginning(text.text, 160)).unwrap_or_default();
    let about = first.map(|text| format!("{} {}", row(text), text.part));
    let bids: BTreeSet<usize> = texts.iter().map(|text| text.bid).collect();
    Found {
        about: about.unwrap_or_default(),
        bids: bids.into_iter().collect(),
        message: match alone {
            true => say!(language, "compare-copied", what = what, text = quoted),
            false => {
                let places = places.join(&say!(language, "list-comma"));
                say!(language, "compare-copied-at", what = what, places = places, text = quoted)
            }
        },
        cells: texts.iter().map(|text| (text.bid, text.row)).collect(),
        fact: None,
    }
}

/// Texts of two vendors in the same place that are nearly the same: most runs of a few words are in both, and
/// [`find`] does not mark them.
pub fn paraphrased(comparison: &Comparison, lot: &Lot, language: Words) -> Vec<Found> {
    let vendors = vendors(comparison);
    let mut lexicon = Lexicon::default();
    let texts = texts(comparison, &mut lexicon, language);
    let tender = of_the_tender(lot, &mut lexicon);
    let known: BTreeSet<&[u32]> = tender.iter().flat_map(|words| words.windows(SHINGLE)).collect();
    let mut places: BTreeMap<(usize, &str), Vec<&Text<'_>>> = BTreeMap::new();
    for text in texts.iter().filter(|text| text.words.len() >= LEAST_ALIKE) {
        places.entry((text.row, &text.part)).or_default().push(text);
    }
    let shingles = |text: &Text<'_>| -> BTreeSet<Vec<u32>> {
        let runs = text.words.windows(SHINGLE).filter(|run| !known.contains(run));
        runs.map(<[u32]>::to_vec).collect()
    };
    let mut found = Vec::new();
    for texts in places.values() {
        let runs: Vec<BTreeSet<Vec<u32>>> = texts.iter().map(|text| shingles(text)).collect();
        let all: Vec<(&&Text<'_>, &BTreeSet<Vec<u32>>)> = texts.iter().zip(&runs).collect();
        for (at, (one, runs)) in all.iter().enumerate() {
            for (other, others) in all.iter().skip(at + 1) {
                let common = runs.intersection(others).count();
                let either = runs.len() + others.len() - common;
                let nearly = either > 0 && common * 100 >= either * PERCENT;
                if !nearly || vendors.get(one.bid) == vendors.get(other.bid) || shares_run(one, other) {
                    continue;
                }
                let percent = common * 100 / either;
                let what = say!(language, "compare-nearly", percent = percent, shingle = SHINGLE);
                found.push(mark(comparison, &[one, other], &what, language));
                if found.len() == MOST_SETS {
                    return found;
                }
            }
        }
    }
    found
}

/// Whether two texts are the same, or have a run in common that is told by another rule.
fn shares_run(one: &Text<'_>, other: &Text<'_>) -> bool {
    let runs: BTreeSet<&[u32]> = one.words.windows(RUN).collect();
    one.words == other.words || other.words.windows(RUN).any(|run| runs.contains(run))
}

/// The free texts of all bids, in the order of bids and rows.
fn texts<'a>(comparison: &'a Comparison, lexicon: &mut Lexicon, language: Words) -> Vec<Text<'a>> {
    let mut found = Vec::new();
    for bid in 0..comparison.bids.len() {
        let mut left = MOST_OF_BID;
        for (row, requirement) in comparison.rows.iter().enumerate() {
            let Some(cell) = requirement.cells.get(bid) else { continue };
            let mut push = |part: String, text: &'a str| {
                let words = lexicon.words(text, left.min(MOST_OF_TEXT));
                left -= words.len();
                found.push(Text { bid, row, part, text, words });
            };
            for (question, given) in requirement.questions.iter().zip(&cell.answers) {
                let value = given.as_ref().and_then(|given| given.value.as_ref());
                match (value, &question.of) {
                    (Some(Value::Word(text)), Type::Text) => push(format!("`{}`", question.id), text),
                    (Some(Value::Rows(rows)), Type::Table { columns, .. }) => {
                        for (at, cells) in rows.iter().enumerate() {
                            for column in columns.iter().filter(|column| column.of == Type::Text) {
                                if let Some(Value::Word(text)) = cells.get(&column.id) {
                                    let (question, column) = (question.id.as_str(), column.id.as_str());
                                    push(
                                        say!(
                                            language,
                                            "compare-part-cell",
                                            question = question,
                                            row = at + 1,
                                            column = column
                                        ),
                                        text,
                                    );
                                }
                            }
                        }
                    }
                    _ => {}
                }
            }
            if let Some(deviation) = &cell.deviation {
                push(say!(language, "compare-part-reason"), &deviation.reason);
                push(say!(language, "compare-part-measure"), &deviation.measure);
            }
        }
    }
    found
}

fn of_the_tender(lot: &Lot, lexicon: &mut Lexicon) -> Vec<Vec<u32>> {
    let own = lot.requirements.iter().flat_map(|requirement| {
        [&requirement.statement, &requirement.rationale, &requirement.verification, &requirement.guidance]
    });
    let asked = lot.requirements.iter().flat_map(|requirement| &requirement.questions);
    let asked = asked.flat_map(|question| [&question.ask, &question.help]);
    own.chain(asked).map(|text| lexicon.words(text, MOST_OF_TEXT)).collect()
}
