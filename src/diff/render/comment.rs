//! A comparison as a comment on a merge request: Markdown that GitHub and GitLab show, the counts
//! first, then a table of what is grave, the rest folded away.
//!
//! A text of a vendor cannot call people, point at issues, start a link or close a fold. A comment is
//! never longer than such places take; what has no room is counted.

use crate::diff::change::{Change, Item};
use crate::diff::{Comparison, Level};

use super::{counts, excerpt};

/// Characters of a whole comment.
const MOST: usize = 60_000;

/// Characters of a text of either side that are shown.
const MOST_TEXT: usize = 200;

/// Room for what stands after the last change: folds to close, and how many are left out.
const RESERVE: usize = 400;

/// The comment.
pub fn render(comparison: &Comparison) -> String {
    let mut out = Comment::default();
    let (before, after) = (&comparison.before, &comparison.after);
    let between = format!("{} → {}", escape(&before.file), escape(&after.file));
    if comparison.is_empty() {
        return format!("**Nothing changed**: {between}\n");
    }
    out.put(&format!("**{}**: {between}\n", counts(comparison)));
    let about = [comparison.about.as_str(), &titles(comparison)];
    let about: Vec<String> = about.into_iter().filter(|text| !text.is_empty()).map(escape).collect();
    if !about.is_empty() {
        out.put(&format!("\n{}\n", about.join(": ")));
    }
    let told: Vec<Told<'_>> = comparison.changes.iter().flat_map(|change| told(change, None)).collect();
    table(&mut out, comparison, &told);
    for level in comparison.kind.family().levels().filter(|level| !is_grave(*level)) {
        fold(&mut out, level, &told);
    }
    declarations(&mut out, comparison);
    out.end()
}

/// What becomes of declarations for the old edition, a line each.
fn declarations(out: &mut Comment, comparison: &Comparison) {
    if !comparison.carried.is_empty() {
        out.put("\nDeclarations for the former edition:\n\n");
    }
    for carried in &comparison.carried {
        out.change(&format!("- {}: {}\n", escape(&carried.file), escape(&carried.summary())));
    }
}

/// A change with its cause.
#[derive(Clone, Copy)]
struct Told<'a> {
    change: &'a Change,
    cause: Option<&'a Change>,
}

fn told<'a>(change: &'a Change, cause: Option<&'a Change>) -> Vec<Told<'a>> {
    let mut all = vec![Told { change, cause }];
    all.extend(change.follows.iter().flat_map(|below| told(below, Some(change))));
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
    let grave: Vec<Told<'_>> = levels
        .flat_map(|level| told.iter().copied().filter(move |told| told.change.level == level))
        .collect();
    if grave.is_empty() {
        return;
    }
    out.put("\n| | Where | What changed |\n| --- | --- | --- |\n");
    for told in grave {
        let lines = told.lines();
        let row =
            format!("| **{}** | {} | {} |\n", told.change.level.word(), told.place(), lines.join("<br>"));
        out.change(&row);
    }
}

fn fold(out: &mut Comment, level: Level, told: &[Told<'_>]) {
    let of_level: Vec<&Told<'_>> = told.iter().filter(|told| told.change.level == level).collect();
    if of_level.is_empty() {
        return;
    }
    let head =
        format!("\n<details>\n<summary>{} {}: {}</summary>\n\n", of_level.len(), level.word(), level.means());
    if out.has_room(&head) {
        out.put(&head);
        for told in of_level {
            let lines = told.lines().join("<br>");
            let colon = if lines.is_empty() { "" } else { ": " };
            out.change(&format!("- {}{colon}{lines}\n", told.place()));
        }
        out.put("\n</details>\n");
    } else {
        out.left += of_level.len();
    }
}

impl Told<'_> {
    /// The requirement, or what else has changed.
    fn place(self) -> String {
        match &self.change.requirement {
            Some(requirement) => {
                let obligation =
                    requirement.obligation.map(|of| format!(" ({})", of.word())).unwrap_or_default();
                let name = format!("{} {}", requirement.number, requirement.id);
                format!("**{}**{obligation} {}", escape(name.trim()), escape(&requirement.title))
            }
            None => escape(&self.change.said(named)),
        }
    }

    /// What it was and is, its parts and its cause, a line each.
    fn lines(self) -> Vec<String> {
        let mut lines = Vec::new();
        lines.extend(Some(sides(self.change)).filter(|sides| !sides.is_empty()));
        lines.extend(self.change.note.as_deref().map(escape));
        let parts = self.change.parts.iter().flat_map(Change::with_follows);
        lines.extend(parts.map(|part| {
            let sides = sides(part);
            let colon = if sides.is_empty() { "" } else { ": " };
            let level = if part.level == self.change.level { "" } else { part.level.word() };
            let level = if level.is_empty() { String::new() } else { format!(" ({level})") };
            format!("{}{colon}{sides}{level}", escape(&part.said(named)))
        }));
        lines.extend(self.cause.map(|cause| format!("because of: {}", escape(&cause.said(named)))));
        lines
    }
}

fn sides(change: &Change) -> String {
    match (&change.before, &change.after) {
        (Some(before), Some(after)) => {
            let (before, after) = excerpt(before, after, MOST_TEXT);
            format!("{} → {}", escape(&before), escape(&after))
        }
        (Some(before), None) => format!("was {}", escape(&excerpt(before, "", MOST_TEXT).0)),
        (None, Some(after)) => escape(&excerpt("", after, MOST_TEXT).1),
        (None, None) => String::new(),
    }
}

fn named(item: &Item) -> String {
    let title = if item.title.is_empty() { &item.id } else { &item.title };
    format!("“{title}”")
}

/// Text that stands for itself wherever it is put: no markup, no mention, no reference, no link.
fn escape(text: &str) -> String {
    let text = text.replace("://", ":\u{200b}//").replace("www.", "www\u{200b}.");
    let mut out = String::with_capacity(text.len() * 2);
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' => out.extend(['\\', character]),
            c if c.is_control() => out.push(' '),
            // They turn the direction of what follows, also outside the comment.
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {}
            c => out.push(c),
        }
        // A mark that turns a word into a mention or a reference does so only right before it.
        let refers = matches!(character, '@' | '#' | '!' | '~' | '%' | '$' | '&' | '^');
        if refers && characters.peek().is_some_and(|next| next.is_alphanumeric() || "\"'_*".contains(*next)) {
            out.push('\u{200b}');
        }
    }
    out
}

/// A comment in the making, which never grows past its limit.
#[derive(Default)]
struct Comment {
    text: String,
    characters: usize,
    /// Changes for which there was no room.
    left: usize,
}

impl Comment {
    fn put(&mut self, text: &str) {
        self.characters += text.chars().count();
        self.text.push_str(text);
    }

    fn has_room(&self, text: &str) -> bool {
        self.characters + text.chars().count() + RESERVE <= MOST
    }

    fn change(&mut self, text: &str) {
        // Once one has no room, a shorter one after it would hide the gap.
        if self.left == 0 && self.has_room(text) {
            self.put(text);
        } else {
            self.left += 1;
        }
    }

    fn end(mut self) -> String {
        if self.left > 0 {
            let left = self.left;
            self.put(&format!("\n{left} more have no room here; `tenderc diff` shows all.\n"));
        }
        self.text
    }
}
