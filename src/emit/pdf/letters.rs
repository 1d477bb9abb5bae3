//! The letters that pages are set in: fonts of the program alone, so that pages are the same on every machine.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use typst::foundations::Bytes;
use typst::text::{Font, FontBook, is_default_ignorable};
use typst::utils::LazyHash;

/// The SIL Open Font License stands beside them.
const OWN: [&[u8]; 4] = [
    include_bytes!("fonts/LiberationSans-Regular.ttf"),
    include_bytes!("fonts/LiberationSans-Bold.ttf"),
    include_bytes!("fonts/LiberationSans-Italic.ttf"),
    include_bytes!("fonts/LiberationSans-BoldItalic.ttf"),
];

/// What stands for a character that no font has.
const REPLACEMENT: char = '\u{fffd}';

/// All fonts: our own, then those that Typst brings along.
pub static FONTS: LazyLock<Vec<Font>> = LazyLock::new(|| {
    let all = OWN.into_iter().chain(typst_assets::fonts());
    all.filter_map(|font| Font::new(Bytes::new(font), 0)).collect()
});

/// What is in them.
pub static BOOK: LazyLock<LazyHash<FontBook>> =
    LazyLock::new(|| LazyHash::new(FontBook::from_fonts(FONTS.iter())));

/// Which characters can be shown.
#[derive(Debug, Default)]
pub struct Letters {
    /// Characters that fonts have, but not where they stand.
    refused: BTreeSet<char>,
    /// Whether only what our own fonts have is shown.
    plain: bool,
    /// Characters that could not be shown.
    pub unshown: BTreeSet<char>,
}

impl Letters {
    /// Those that are left where these cannot be shown.
    pub fn without(refused: BTreeSet<char>) -> Self {
        let told = refused.iter().copied().filter(|character| !is_default_ignorable(*character));
        Self { unshown: told.collect(), refused, plain: false }
    }

    /// Those of our own fonts alone: what every text can be set in.
    pub fn plain() -> Self {
        Self { plain: true, ..Self::default() }
    }

    /// A text in which what cannot be shown is replaced.
    pub fn shown(&mut self, text: &str) -> String {
        if text.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic()) {
            return text.to_owned();
        }
        let mut shown = String::with_capacity(text.len());
        for character in text.chars() {
            if character.is_control() && character != '\n' {
                continue;
            }
            if self.has(character) {
                shown.push(character);
            } else if !is_default_ignorable(character) {
                self.unshown.insert(character);
                shown.push(REPLACEMENT);
            }
        }
        shown
    }

    fn has(&self, character: char) -> bool {
        if character.is_ascii() || character == REPLACEMENT {
            return true;
        }
        if self.plain {
            return is_plain(character) && covered(character, OWN.len());
        }
        !self.refused.contains(&character)
            && !is_private(character)
            && (character.is_whitespace()
                || is_default_ignorable(character)
                || covered(character, FONTS.len()))
    }
}

/// Whether nothing of a text is seen.
pub fn is_blank(text: &str) -> bool {
    text.chars().all(|character| character.is_whitespace() || is_default_ignorable(character))
}

/// Whether one of the first fonts has a character.
fn covered(character: char, fonts: usize) -> bool {
    FONTS.iter().take(fonts).any(|font| font.info().coverage.contains(u32::from(character)))
}

/// The areas for private use, which PDF/A forbids (ISO 19005-2, 6.2.11.7.3).
fn is_private(character: char) -> bool {
    matches!(u32::from(character), 0xE000..=0xF8FF | 0xF_0000..=0x10_FFFF)
}

/// Letters and signs of Latin, Greek and Cyrillic that stand by themselves.
fn is_plain(character: char) -> bool {
    matches!(u32::from(character), 0xA1..=0xAC | 0xAE..=0x2FF | 0x370..=0x482 | 0x48A..=0x52F | 0x1E00..=0x1EFF | 0x2010..=0x2027 | 0x2030..=0x205E | 0x20A0..=0x20BF | 0x2100..=0x22FF)
}
