//! A comparison as people read it in a terminal: the counts, what is compared, then the changes, the
//! gravest first, each with what it consists of and what follows from it.
//!
//! Texts are shown without control characters: a vendor cannot steer the terminal.

use crate::diag::render::screen::{BOLD, DIM, GREEN, Paint, RED, YELLOW, clean, line};
use crate::diff::change::{Change, Item};
use crate::diff::{Comparison, Level};

use super::{carried, counts, sections, sides};

/// Characters of a text of either side that are shown.
const MOST_TEXT: usize = 240;

/// The comparison, with escape codes for colour where they are wanted.
pub fn render(comparison: &Comparison, color: bool) -> String {
    let paint = Paint { color };
    let mut out = String::new();
    let (before, after) = (&comparison.before, &comparison.after);
    let said = match comparison.is_empty() {
        true => "nothing changed".to_owned(),
        false => counts(comparison),
    };
    line(&mut out, 0, &paint.with(BOLD, &clean(&format!("{} → {}: {said}", before.file, after.file))));
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
        let head = paint.with(style(level), level.word());
        line(&mut out, 0, &format!("{head}: {}", level.means()));
        for change in changes {
            whole(&mut out, 1, change, level, paint);
        }
    }
    for (depth, text) in carried::lines(&comparison.carried) {
        if depth == 0 {
            out.push('\n');
        }
        let text = clean(&text);
        line(&mut out, depth, &if depth == 0 { paint.with(BOLD, &text) } else { text });
    }
    out
}

/// A change, with its level where that is not the one of the section.
fn whole(out: &mut String, depth: usize, change: &Change, section: Level, paint: Paint) {
    let mut head = match &change.requirement {
        Some(requirement) => {
            let obligation = requirement.obligation.map(|obligation| format!(" ({})", obligation.word()));
            let number = Some(&requirement.number).filter(|number| !number.is_empty());
            let number = number.map(|number| format!("{number} ")).unwrap_or_default();
            let name = format!("{number}{}{}", requirement.id, obligation.unwrap_or_default());
            format!("{}  {}", paint.with(BOLD, &clean(&name)), clean(&requirement.title))
        }
        None => paint.with(BOLD, &clean(&change.said(named))),
    };
    let sides = sides(change, MOST_TEXT);
    if !sides.is_empty() {
        head += &clean(&format!(": {sides}"));
    }
    tell(out, depth, head, change, section, paint);
    for below in &change.parts {
        part(out, depth + 1, below, section, paint);
    }
    follow(out, depth + 1, change, paint, |out, below| whole(out, depth + 2, below, section, paint));
}

/// What a change of a requirement consists of, without the name of the requirement.
fn part(out: &mut String, depth: usize, change: &Change, section: Level, paint: Paint) {
    let sides = sides(change, MOST_TEXT);
    let said = change.said(named);
    let said = if sides.is_empty() { said } else { format!("{said}: {sides}") };
    tell(out, depth, clean(&said), change, section, paint);
    for below in &change.parts {
        part(out, depth + 1, below, section, paint);
    }
    follow(out, depth + 1, change, paint, |out, below| part(out, depth + 2, below, section, paint));
}

fn follow(
    out: &mut String,
    depth: usize,
    change: &Change,
    paint: Paint,
    show: impl Fn(&mut String, &Change),
) {
    if !change.follows.is_empty() {
        line(out, depth, &paint.with(DIM, "therefore"));
        change.follows.iter().for_each(|below| show(out, below));
    }
}

fn tell(out: &mut String, depth: usize, mut text: String, change: &Change, section: Level, paint: Paint) {
    if change.level != section {
        text += &format!(" ({})", paint.with(style(change.level), change.level.word()));
    }
    line(out, depth, &text);
    if let Some(note) = &change.note {
        line(out, depth + 1, &paint.with(DIM, &clean(note)));
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
