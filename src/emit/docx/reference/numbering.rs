//! The lists of a reference: one with bullets, one with numbers, and an instance of it for every list that
//! starts anew.

use crate::emit::docx::style::Style;
use std::collections::BTreeMap;
use std::ops::Range;

use super::styles::Styles;
use crate::emit::docx::xml::{Piece, attribute, read};

/// Levels that a definition must have to be taken for lists within lists.
const LEVELS: usize = 3;

/// The greatest number that a list starts with in Word.
const GREATEST: u64 = 32_767;

/// The definitions of lists.
#[derive(Clone, Debug, Default)]
pub struct Numbering {
    /// The part up to the end of its definitions, up to the end of their instances, and the rest.
    parts: [String; 3],
    /// The instance with bullets.
    bullets: u64,
    /// The definition with numbers.
    numbers: u64,
    /// The first number that no instance has.
    free: u64,
}

/// What a part says.
#[derive(Default)]
struct Found {
    /// How many levels each definition has, and where it stands.
    definitions: BTreeMap<u64, (usize, Range<usize>)>,
    /// The definition of each instance.
    instances: BTreeMap<u64, u64>,
    /// Where the first instance begins, where the last one ends.
    first: Option<usize>,
    last: usize,
}

impl Found {
    fn of(xml: &str) -> Result<Self, String> {
        let mut found = Self::default();
        let mut definition = None;
        let mut instance = None;
        let number =
            |text: String| text.parse::<u64>().ok().filter(|number| *number < u64::from(u32::MAX / 4));
        read(xml, |piece, at| {
            match (piece, at.depth) {
                (Piece::Open("w:abstractNum", tag), 1) => {
                    definition = number(attribute(tag, "w:abstractNumId"));
                    definition.map(|id| found.definitions.insert(id, (0, at.range.clone())));
                }
                (Piece::Open("w:lvl", _), 2) => {
                    if let Some((levels, _)) = definition.and_then(|id| found.definitions.get_mut(&id)) {
                        *levels += 1;
                    }
                }
                (Piece::Close("w:abstractNum"), 1) => {
                    if let Some((_, range)) = definition.take().and_then(|id| found.definitions.get_mut(&id))
                    {
                        range.end = at.range.end;
                    }
                }
                (Piece::Open("w:num", tag), 1) => {
                    found.first = found.first.or(Some(at.range.start));
                    instance = number(attribute(tag, "w:numId"));
                }
                (Piece::Open("w:abstractNumId", tag), 2) => {
                    instance
                        .zip(number(attribute(tag, "w:val")))
                        .map(|(id, of)| found.instances.insert(id, of));
                }
                (Piece::Close("w:num"), 1) => found.last = at.range.end,
                _ => {}
            }
            Ok(())
        })?;
        Ok(found)
    }

    /// The instance and the definition of a list that has levels enough.
    fn list(&self, id: Option<&str>) -> Option<(u64, u64)> {
        let instance = id?.parse().ok()?;
        let definition = *self.instances.get(&instance)?;
        let (levels, _) = self.definitions.get(&definition)?;
        (*levels >= LEVELS).then_some((instance, definition))
    }
}

impl Numbering {
    /// Reads the definitions that the styles `List Bullet` and `List Number` use, and takes the built-in
    /// ones in their place where there are none or where they know too few levels.
    ///
    /// # Errors
    /// Where the part is not well-formed.
    pub fn read(xml: &str, styles: &Styles, built_in: &str) -> Result<Self, String> {
        let found = Found::of(xml)?;
        let ours = Found::of(built_in)?;
        let end = xml.rfind("</w:numbering>").ok_or("has no lists")?;
        let after_definitions = found.first.unwrap_or(end);
        let after_instances = if found.first.is_some() { found.last } else { after_definitions };
        let slice = |range: Range<usize>| xml.get(range).unwrap_or_default().to_owned();
        let mut parts = [
            slice(0..after_definitions),
            slice(after_definitions..after_instances),
            slice(after_instances..xml.len()),
        ];
        let mut definition = found.definitions.keys().max().map_or(0, |most| most + 1);
        let mut free = found.instances.keys().max().map_or(1, |most| most + 1);
        let mut lists = [(0, 0); 2];
        for (at, (list, name)) in lists.iter_mut().zip([Style::Bullet, Style::Number]).enumerate() {
            if let Some(known) = found.list(styles.list(name)) {
                *list = known;
                continue;
            }
            let text = ours.definitions.get(&(at as u64)).and_then(|(_, range)| built_in.get(range.clone()));
            let old = format!("w:abstractNumId=\"{at}\"");
            let text = text.unwrap_or_default().replace(&old, &format!("w:abstractNumId=\"{definition}\""));
            let text = text.replace("<w:pStyle w:val=\"ListBullet\"/>", "");
            let [definitions, instances, _] = &mut parts;
            definitions.push_str(&text.replace("<w:pStyle w:val=\"ListNumber\"/>", ""));
            instances.push_str(&instance(free, definition, None));
            *list = (free, definition);
            definition += 1;
            free += 1;
        }
        let [(bullets, _), (_, numbers)] = lists;
        Ok(Self { parts, bullets, numbers, free })
    }

    /// The instance with bullets.
    pub fn bullets(&self) -> u64 {
        self.bullets
    }

    /// The instance of the numbered list of that place among those of a document.
    pub fn numbered(&self, at: usize) -> u64 {
        self.free + at as u64
    }

    /// The part, with an instance for every numbered list of a document: its level and its first number.
    pub fn written(&self, lists: &[(usize, u64)]) -> String {
        let [definitions, instances, rest] = &self.parts;
        let lists = lists.iter().enumerate();
        let more = lists.map(|(at, start)| instance(self.numbered(at), self.numbers, Some(*start)));
        format!("{definitions}{instances}{}{rest}", more.collect::<String>())
    }
}

fn instance(id: u64, definition: u64, start: Option<(usize, u64)>) -> String {
    let start = start.map(|(level, first)| {
        format!(
            "<w:lvlOverride w:ilvl=\"{level}\"><w:startOverride w:val=\"{}\"/></w:lvlOverride>",
            first.min(GREATEST)
        )
    });
    format!(
        "<w:num w:numId=\"{id}\"><w:abstractNumId w:val=\"{definition}\"/>{}</w:num>\n",
        start.unwrap_or_default()
    )
}
