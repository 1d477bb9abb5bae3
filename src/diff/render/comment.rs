//! A comparison as a comment on a merge request: Markdown that GitHub and GitLab show, the counts
//! first, then a table of what is grave, the rest folded away.
//!
//! What it may hold, and how long it may be, is for `Comment` to say.

use crate::diff::change::{Change, Item};
use crate::diff::{Comparison, Level};
use crate::emit::comment::Comment;
use crate::emit::comment::escape;
use crate::emit::comment::start;
use crate::say;
use crate::text::words::capital;
use crate::words::Words;

use super::{aside, counts, excerpt};

/// Characters of a text of either side that are shown.
const MOST_TEXT: usize = 200;

/// The comment.
pub fn render(comparison: &Comparison) -> String {
    let words = comparison.words;
    let mut out = Comment::default();
    let (before, after) = (&comparison.before, &comparison.after);
    let between = format!("{} → {}", escape(&before.file), escape(&after.file));
    if comparison.is_empty() {
        return headed(&capital(&say!(words, "diff-nothing-changed")), between, words);
    }
    out.put(&headed(&counts(comparison), between, words));
    let about = [comparison.about.as_str(), &titles(comparison)];
    let about = about.into_iter().filter(|text| !text.is_empty());
    let about: Vec<String> = about.map(|text| start(text, MOST_TEXT)).collect();
    if !about.is_empty() {
        out.put(&format!("\n{}\n", about.join(": ")));
    }
    let told: Vec<Told<'_>> =
        comparison.changes.iter().flat_map(|change| told(change, None, words)).collect();
    table(&mut out, comparison, &told);
    for level in comparison.kind.family().levels().filter(|level| !is_grave(*level)) {
        fold(&mut out, level, &told, words);
    }
    declarations(&mut out, comparison);
    out.end("tenderc diff", words)
}

/// The first line: a headline over what is compared.
fn headed(headline: &str, between: String, words: Words) -> String {
    say!(words, "diff-told", what = format!("**{headline}**"), said = between) + "\n"
}

/// What becomes of declarations for the old edition, a line each.
fn declarations(out: &mut Comment, comparison: &Comparison) {
    let words = comparison.words;
    let lines = comparison.carried.iter();
    let lines: Vec<String> = lines
        .map(|carried| {
            let (file, summary) = (escape(&carried.file), start(&carried.summary(words), MOST_TEXT));
            format!("- {}\n", say!(words, "diff-told", what = file, said = summary))
        })
        .collect();
    out.list(&format!("\n{}\n\n", say!(words, "diff-comment-declarations")), &lines);
}

/// A change with its cause.
#[derive(Clone, Copy)]
struct Told<'a> {
    change: &'a Change,
    cause: Option<&'a Change>,
    words: Words,
}

fn told<'a>(change: &'a Change, cause: Option<&'a Change>, words: Words) -> Vec<Told<'a>> {
    let mut all = vec![Told { change, cause, words }];
    all.extend(change.follows.iter().flat_map(|below| told(below, Some(change), words)));
    all
}

fn is_grave(level: Level) -> bool {
    matches!(level, Level::Breaks | Level::Weaker | Level::Tightened | Level::Incomparable)
}

fn titles(comparison: &Comparison) -> String {
    match (comparison.before.title.as_str(), comparison.after.title.as_str()) {
        (old, new) if old == new => old.to_owned(),
        (old, new) => format!("{old} → {new}"),
    }
}

fn table(out: &mut Comment, comparison: &Comparison, told: &[Told<'_>]) {
    let levels = comparison.kind.family().levels().filter(|level| is_grave(*level));
    let grave = levels.flat_map(|level| told.iter().filter(move |told| told.change.level == level));
    let rows: Vec<String> = grave
        .map(|told| {
            let level = told.change.level.said(told.words);
            format!("| **{level}** | {} | {} |\n", told.place(), told.lines().join("<br>"))
        })
        .collect();
    let (place, change) =
        (say!(comparison.words, "diff-column-where"), say!(comparison.words, "diff-what-changed"));
    out.list(&format!("\n| | {place} | {change} |\n| --- | --- | --- |\n"), &rows);
}

fn fold(out: &mut Comment, level: Level, told: &[Told<'_>], words: Words) {
    let of_level = told.iter().filter(|told| told.change.level == level);
    let entries: Vec<String> = of_level
        .map(|told| {
            let lines = told.lines().join("<br>");
            let colon = if lines.is_empty() { "" } else { ": " };
            format!("- {}{colon}{lines}\n", told.place())
        })
        .collect();
    let count = say!(words, "diff-count", count = entries.len(), level = level.said(words));
    out.fold(&say!(words, "diff-told", what = count, said = level.means(words)), &entries);
}

impl Told<'_> {
    /// The requirement, or what else has changed.
    fn place(self) -> String {
        match &self.change.requirement {
            Some(requirement) => {
                let aside = aside(self.change, self.words);
                let aside = if aside.is_empty() { aside } else { format!(" {}", escape(&aside)) };
                format!("**{}**{aside} {}", escape(&requirement.id), escape(&requirement.title))
            }
            None => escape(&self.change.said(self.words, named)),
        }
    }

    /// What it was and is, its parts and its cause, a line each.
    fn lines(self) -> Vec<String> {
        let mut lines = Vec::new();
        let words = self.words;
        lines.extend(Some(sides(self.change, words)).filter(|sides| !sides.is_empty()));
        lines.extend(self.change.note.as_deref().map(escape));
        let parts = self.change.parts.iter().flat_map(Change::with_follows);
        lines.extend(parts.map(|part| {
            let sides = sides(part, words);
            let colon = if sides.is_empty() { "" } else { ": " };
            let level = match part.level == self.change.level {
                true => String::new(),
                false => format!(" ({})", part.level.said(words)),
            };
            format!("{}{colon}{sides}{level}", escape(&part.said(words, named)))
        }));
        lines.extend(
            self.cause.map(|cause| say!(words, "diff-because", cause = escape(&cause.said(words, named)))),
        );
        lines
    }
}

fn sides(change: &Change, words: Words) -> String {
    match change.sides() {
        (Some(before), Some(after)) => {
            let (before, after) = excerpt(before, after, MOST_TEXT);
            format!("{} → {}", escape(&before), escape(&after))
        }
        (Some(before), None) => {
            say!(words, "diff-was", before = escape(&excerpt(before, "", MOST_TEXT).0))
        }
        (None, Some(after)) => escape(&excerpt("", after, MOST_TEXT).1),
        (None, None) => String::new(),
    }
}

fn named(item: &Item) -> String {
    let title = if item.title.is_empty() { &item.id } else { &item.title };
    format!("“{title}”")
}
