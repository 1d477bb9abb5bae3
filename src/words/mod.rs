//! Data to what people read: the one table of messages.
//!
//! A language is a folder of Fluent files beside this one, with a file for each part of the program.
//! Code carries data and says them here at the very end; it joins no sentences of its own. Diagnostics
//! alone keep their words where the fault is found (see `DESIGN.md`), and documents have theirs in
//! `templates/`.

use std::sync::LazyLock;

mod table;

use fluent_bundle::FluentResource;
use fluent_bundle::concurrent::FluentBundle;
pub use fluent_bundle::{FluentArgs, FluentValue};
use include_dir::{Dir, include_dir};
use unic_langid::LanguageIdentifier;

static ENGLISH_FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/src/words/en");

static ENGLISH: LazyLock<FluentBundle<FluentResource>> = LazyLock::new(|| bundle("en", &ENGLISH_FILES));

/// A language that the program speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Words {
    /// `src/words/en/`.
    #[default]
    English,
}

impl Words {
    /// The BCP 47 tag of the language.
    pub fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
        }
    }

    /// The message of that name with its arguments put in; call it by [`say!`](crate::say).
    ///
    /// A name that the table does not have is said as it is: a test holds every name in the code against
    /// the table, so that none gets there.
    pub fn say(self, name: &str, arguments: &FluentArgs<'_>) -> String {
        let bundle = match self {
            Self::English => &*ENGLISH,
        };
        let Some(pattern) = bundle.get_message(name).and_then(|message| message.value()) else {
            debug_assert!(false, "the table of messages has no `{name}`");
            return name.to_owned();
        };
        let mut faults = Vec::new();
        let text = bundle.format_pattern(pattern, Some(arguments), &mut faults).into_owned();
        debug_assert!(faults.is_empty(), "{name}: {faults:?}");
        text
    }

    /// Phrases as one: "a", "a and b", "a, b and c". `word` is the message of the last joint, such as
    /// `and` or `or`.
    pub fn join(self, phrases: impl IntoIterator<Item = impl Into<String>>, word: &str) -> String {
        let mut phrases: Vec<String> = phrases.into_iter().map(Into::into).collect();
        match (phrases.pop(), phrases.len()) {
            (None, _) => String::new(),
            (Some(only), 0) => only,
            (Some(last), _) => {
                let before = phrases.join(&crate::say!(self, "list-comma"));
                crate::say!(self, &format!("list-{word}"), before = before, last = last)
            }
        }
    }
}

/// Says a message of the table: `say!(words, "blank-deadline", day = text, count = 3)`.
///
/// Arguments are texts and numbers. The first argument is the language.
#[macro_export]
macro_rules! say {
    ($words:expr, $name:expr $(, $key:ident = $value:expr)* $(,)?) => {{
        #[allow(unused_mut)]
        let mut arguments = $crate::words::FluentArgs::new();
        $(arguments.set(stringify!($key), $crate::words::FluentValue::from($value));)*
        $words.say($name, &arguments)
    }};
}

fn bundle(tag: &str, files: &'static Dir<'static>) -> FluentBundle<FluentResource> {
    let language: LanguageIdentifier = tag.parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![language]);
    // Marks around arguments would stand in Markdown and in terminals as characters of their own.
    bundle.set_use_isolating(false);
    for file in files.files() {
        let text = file.contents_utf8().unwrap_or_default().to_owned();
        let resource = FluentResource::try_new(text).unwrap_or_else(|(sound, faults)| {
            debug_assert!(false, "{}: {faults:?}", file.path().display());
            sound
        });
        let added = bundle.add_resource(resource);
        debug_assert!(added.is_ok(), "{}: {added:?}", file.path().display());
    }
    bundle
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_joined() {
        let check = |phrases: &[&str], expected: &str| {
            assert_eq!(Words::English.join(phrases.iter().copied(), "and"), expected);
        };
        check(&[], "");
        check(&["a"], "a");
        check(&["a", "b"], "a and b");
        check(&["a", "b", "c"], "a, b and c");
    }
}
