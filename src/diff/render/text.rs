//! A comparison as people read it in a terminal: the counts, what is compared, then the changes, the
//! gravest first, each with what it consists of and what follows from it.
//!
//! Texts are shown without control characters: a vendor cannot steer the terminal.

use crate::diag::render::screen::{BOLD, DIM, GREEN, Paint, RED, YELLOW, clean, line};
use crate::diff::change::{Change, Item};
use crate::diff::{Comparison, Level};
use crate::say;
use crate::words::Words;

use super::{aside, carried, counts, sections, sides};

/// Characters of a text of either side that are shown.
const MOST_TEXT: usize = 240;

/// The comparison, with escape codes for colour where they are wanted.
pub fn render(comparison: &Comparison, color: bool) -> String {
    let (paint, words) = (Paint { color }, comparison.words);
    let mut out = String::new();
    let (before, after) = (&comparison.before, &comparison.after);
    let said = match comparison.is_empty() {
        true => say!(words, "diff-nothing-changed"),
        false => counts(comparison),
    };
    let between = format!("{} → {}", before.file, after.file);
    let head = say!(words, "diff-told", what = between, said = said);
    line(&mut out, 0, &paint.with(BOLD, &clean(&head)));
    if !comparison.about.is_empty() {
        line(&mut out, 0, &clean(&comparison.about));
    }
    match (before.title.as_str(), after.title.as_str()) {
        ("", "") => {}
        (old, new) if old == new => line(&mut out, 0, &clean(old)),
        (old, new) => line(&mut out, 0, &clean(&format!("{old} → {new}"))),
    }
    for (level, changes) in sections(comparison) {
        out.push('\n');
        let head = paint.with(style(level), &level.said(words));
        line(&mut out, 0, &say!(words, "diff-told", what = head, said = level.means(words)));
        let section = Section { level, paint, words };
        for change in changes {
            section.whole(&mut out, 1, change);
        }
    }
    for (depth, text) in carried::lines(&comparison.carried, words) {
        if depth == 0 {
            out.push('\n');
        }
        let text = clean(&text);
        line(&mut out, depth, &if depth == 0 { paint.with(BOLD, &text) } else { text });
    }
    out
}

/// The changes of one level, and how they are written.
#[derive(Clone, Copy)]
struct Section {
    level: Level,
    paint: Paint,
    words: Words,
}

impl Section {
    /// A change, with its level where that is not the one of the section.
    fn whole(self, out: &mut String, depth: usize, change: &Change) {
        let mut head = match &change.requirement {
            Some(requirement) => {
                let name = format!("{}{}", requirement.id, aside(change, self.words));
                format!("{}  {}", self.paint.with(BOLD, &clean(&name)), clean(&requirement.title))
            }
            None => self.paint.with(BOLD, &clean(&change.said(self.words, named))),
        };
        let sides = sides(change, MOST_TEXT, self.words);
        if !sides.is_empty() {
            head = say!(self.words, "diff-told", what = head, said = clean(&sides));
        }
        self.tell(out, depth, head, change);
        for below in &change.parts {
            self.part(out, depth + 1, below);
        }
        self.follow(out, depth + 1, change, Self::whole);
    }

    /// What a change of a requirement consists of, without the name of the requirement.
    fn part(self, out: &mut String, depth: usize, change: &Change) {
        let (said, sides) = (change.said(self.words, named), sides(change, MOST_TEXT, self.words));
        let said = match sides.is_empty() {
            true => said,
            false => say!(self.words, "diff-told", what = said, said = sides),
        };
        self.tell(out, depth, clean(&said), change);
        for below in &change.parts {
            self.part(out, depth + 1, below);
        }
        self.follow(out, depth + 1, change, Self::part);
    }

    fn follow(
        self,
        out: &mut String,
        depth: usize,
        change: &Change,
        show: fn(Self, &mut String, usize, &Change),
    ) {
        if !change.follows.is_empty() {
            line(out, depth, &self.paint.with(DIM, &say!(self.words, "diff-therefore")));
            change.follows.iter().for_each(|below| show(self, out, depth + 1, below));
        }
    }

    fn tell(self, out: &mut String, depth: usize, mut text: String, change: &Change) {
        if change.level != self.level {
            text += &format!(" ({})", self.paint.with(style(change.level), &change.level.said(self.words)));
        }
        line(out, depth, &text);
        if let Some(note) = &change.note {
            line(out, depth + 1, &self.paint.with(DIM, &clean(note)));
        }
    }
}

/// The id as it stands in the file, or else the title.
fn named(item: &Item) -> String {
    if item.id.is_empty() { format!("“{}”", item.title) } else { format!("`{}`", item.id) }
}

fn style(level: Level) -> &'static str {
    match level {
        Level::Breaks | Level::Tightened => RED,
        Level::Weaker | Level::Incomparable => YELLOW,
        Level::Changed | Level::Reworded => BOLD,
        Level::Stronger | Level::Mends | Level::Loosened => GREEN,
    }
}
