//! The shape of a tree: a tree against the JSON Schema of a format, then into its type.

use std::marker::PhantomData;

use jsonschema::error::{TypeKind, ValidationErrorKind};
use jsonschema::{ValidationError, Validator};
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde_json::Value as Json;

use super::{Entry, Kind, Node, SyntaxFault};
use crate::diag::codes;
use crate::diag::suggest;
use crate::diag::{Bag, Code, Diagnostic};
use crate::text::{Route, Span, Step};

/// The codes that faults of form have, by who must mend them.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)]
pub struct Faults {
    pub syntax: &'static Code,
    pub duplicate_key: &'static Code,
    pub unknown_key: &'static Code,
    pub wrong_type: &'static Code,
    pub missing_key: &'static Code,
    pub unknown_word: &'static Code,
    pub wrong_form: &'static Code,
    pub beyond_limits: &'static Code,
}

impl Faults {
    /// Of a library's files.
    pub const LIBRARY: Self = Self {
        syntax: &codes::LIBRARY_SYNTAX,
        duplicate_key: &codes::LIBRARY_DUPLICATE_KEY,
        unknown_key: &codes::LIBRARY_UNKNOWN_KEY,
        wrong_type: &codes::LIBRARY_WRONG_TYPE,
        missing_key: &codes::LIBRARY_MISSING_KEY,
        unknown_word: &codes::LIBRARY_UNKNOWN_WORD,
        wrong_form: &codes::LIBRARY_WRONG_FORM,
        beyond_limits: &codes::LIBRARY_BEYOND_LIMITS,
    };
    /// Of a tender.
    pub const TENDER: Self = Self {
        syntax: &codes::TENDER_SYNTAX,
        duplicate_key: &codes::TENDER_DUPLICATE_KEY,
        unknown_key: &codes::TENDER_UNKNOWN_KEY,
        wrong_type: &codes::TENDER_WRONG_TYPE,
        missing_key: &codes::TENDER_MISSING_KEY,
        unknown_word: &codes::TENDER_UNKNOWN_WORD,
        wrong_form: &codes::TENDER_WRONG_FORM,
        beyond_limits: &codes::TENDER_BEYOND_LIMITS,
    };
    /// Of a declaration.
    pub const DECLARATION: Self = Self {
        syntax: &codes::DECLARATION_SYNTAX,
        duplicate_key: &codes::DECLARATION_DUPLICATE_KEY,
        unknown_key: &codes::DECLARATION_UNKNOWN_KEY,
        wrong_type: &codes::DECLARATION_WRONG_TYPE,
        missing_key: &codes::DECLARATION_MISSING_KEY,
        unknown_word: &codes::DECLARATION_UNKNOWN_WORD,
        wrong_form: &codes::DECLARATION_WRONG_FORM,
        beyond_limits: &codes::DECLARATION_BEYOND_LIMITS,
    };
    /// Of a file of judgements.
    pub const REVIEW: Self = Self {
        syntax: &codes::REVIEW_SYNTAX,
        duplicate_key: &codes::REVIEW_DUPLICATE_KEY,
        unknown_key: &codes::REVIEW_UNKNOWN_KEY,
        wrong_type: &codes::REVIEW_WRONG_TYPE,
        missing_key: &codes::REVIEW_MISSING_KEY,
        unknown_word: &codes::REVIEW_UNKNOWN_WORD,
        wrong_form: &codes::REVIEW_WRONG_FORM,
        beyond_limits: &codes::REVIEW_BEYOND_LIMITS,
    };

    /// The diagnostic of a text that is no tree.
    pub fn of_syntax(&self, fault: SyntaxFault) -> Diagnostic {
        let code = if fault.limit { self.beyond_limits } else { self.syntax };
        let hint = way_out(&fault.message);
        let fault = Diagnostic::new(code, fault.message).at(fault.span, "");
        match hint {
            Some(hint) => fault.hint(hint),
            None => fault,
        }
    }

    /// Reports every key that stands more than once in its mapping.
    pub fn report_repeated_keys(&self, node: &Node, bag: &mut Bag) {
        for (place, first, key) in node.repeated_keys() {
            bag.push(
                Diagnostic::new(self.duplicate_key, format!("the key `{key}` stands here a second time"))
                    .at(place, "again here")
                    .at(first, "first here")
                    .hint(format!("remove one of the two `{key}`")),
            );
        }
    }

    /// Reports a character that no document can show; what vendors and reviewers write is cleaned instead.
    pub fn report_unprintable(&self, found: Option<(char, Span)>, bag: &mut Bag) {
        if let Some((found, place)) = found {
            let code = u32::from(found);
            let message = format!("the character U+{code:04X} stands here, which no document can show");
            bag.push(Diagnostic::new(self.wrong_form, message).at(place, "").hint("take it out"));
        }
    }

    /// The diagnostics of one fault that a schema finds in a tree. `schema` is the whole schema.
    pub fn of_schema(&self, error: &ValidationError<'_>, schema: &Json, node: &Node) -> Vec<Diagnostic> {
        let route = Route::pointer(error.instance_path().as_str());
        let what = owner(&route);
        let plain = |code, message: String| vec![Diagnostic::new(code, message).at(node.place(&route), "")];
        match error.kind() {
            ValidationErrorKind::AdditionalProperties { unexpected } => {
                let known = properties(schema, error.schema_path().as_str());
                let mut entries: &[Entry] = node.at(&route).map(Node::entries).unwrap_or_default();
                let mut faults = Vec::new();
                let unknown = |entry: &&Entry| unexpected.contains(&entry.key);
                while let Some((entry, rest)) = entries.split_first() {
                    entries = rest;
                    let cut = rest.iter().take_while(|next| unknown(next) && next.is_cut()).count();
                    match (&entry.value.kind, cut) {
                        (Kind::Text(text), 1..) if !unknown(&entry) => {
                            let (pieces, behind) = rest.split_at(cut);
                            entries = behind;
                            faults.push(self.cut_text(entry, text, pieces));
                        }
                        _ if unknown(&entry) => {
                            faults.push(self.unknown_key(&entry.key, &known, &route, node));
                        }
                        _ => {}
                    }
                }
                faults
            }
            // What may be left out is either nothing or what it should be: the faults of that are meant.
            ValidationErrorKind::AnyOf { context } => {
                let here = error.instance_path().as_str();
                let of_kind = |error: &ValidationError<'_>| {
                    matches!(error.kind(), ValidationErrorKind::Type { .. })
                        && error.instance_path().as_str() == here
                };
                match context.iter().find(|errors| !errors.iter().any(of_kind)) {
                    Some(errors) => {
                        errors.iter().flat_map(|error| self.of_schema(error, schema, node)).collect()
                    }
                    None => self.other(error, schema, node),
                }
            }
            ValidationErrorKind::Required { property } => {
                let key = property.as_str().unwrap_or_default();
                plain(self.missing_key, format!("{what} lacks the key `{key}`"))
                    .into_iter()
                    .map(|fault| fault.hint(format!("add `{key}`")))
                    .collect()
            }
            ValidationErrorKind::Type { kind } => {
                let expected = match kind {
                    TypeKind::Single(one) => type_words(&one.to_string()),
                    TypeKind::Multiple(several) => {
                        let all: Vec<String> = several
                            .iter()
                            .map(|one| one.to_string())
                            .filter(|one| one != "null")
                            .map(|one| type_words(&one))
                            .collect();
                        all.join(" or ")
                    }
                };
                let found = found_words(error.instance());
                let fault =
                    Diagnostic::new(self.wrong_type, format!("{what} is {found} where {expected} belongs"))
                        .at(node.place(&route), format!("{expected} belongs here"));
                vec![way_to(&expected, error.instance(), node.place(&route), fault)]
            }
            ValidationErrorKind::Enum { options } => {
                let word = error.instance().as_str().unwrap_or_default();
                let known: Vec<&str> =
                    options.as_array().into_iter().flatten().filter_map(Json::as_str).collect();
                let fault = Diagnostic::new(
                    self.unknown_word,
                    format!("{what} is {}, which is none of its words", brief(error.instance())),
                );
                vec![suggest::offer(
                    fault.at(node.place(&route), ""),
                    word,
                    known.iter().copied(),
                    node.place(&route),
                )]
            }
            ValidationErrorKind::FalseSchema => {
                let place = node.key_place(&route);
                let message = format!("{what} has no place beside what else stands there");
                vec![Diagnostic::new(self.unknown_key, message).at(place, "").hint("remove it")]
            }
            ValidationErrorKind::PropertyNames { error } => {
                let key = error.instance().as_str().unwrap_or_default();
                let place = node.key_place(&route.key(key));
                let message = format!("the key {} of {what} has the wrong form", brief(error.instance()));
                let fault = Diagnostic::new(self.wrong_form, message).at(place, "");
                vec![match error.kind() {
                    ValidationErrorKind::Pattern { pattern } if pattern.contains('_') => fault
                        .hint("write lower-case letters, digits and `_`, a letter first: `support_years`"),
                    ValidationErrorKind::Pattern { .. } => {
                        fault.hint("write lower-case letters and digits, with hyphens between: `door-lock`")
                    }
                    _ => fault,
                }]
            }
            _ => self.other(error, schema, node),
        }
    }

    /// The diagnostic of a value that is beyond what its description says.
    fn other(&self, error: &ValidationError<'_>, schema: &Json, node: &Node) -> Vec<Diagnostic> {
        let route = Route::pointer(error.instance_path().as_str());
        let what = owner(&route);
        let wanted = parent(schema, error.schema_path().as_str())
            .and_then(|parent| parent.get("description")?.as_str())
            .map(|words| words.lines().next().unwrap_or_default().trim_end_matches('.').to_owned());
        let message = match error.kind() {
            ValidationErrorKind::MinLength { .. }
            | ValidationErrorKind::MinItems { .. }
            | ValidationErrorKind::MinProperties { .. } => format!("{what} is empty or too short"),
            ValidationErrorKind::MaxLength { limit } | ValidationErrorKind::MaxItems { limit } => {
                format!("{what} is longer than {limit}")
            }
            ValidationErrorKind::Minimum { limit } => format!("{what} is less than {limit}"),
            ValidationErrorKind::Maximum { limit } => format!("{what} is more than {limit}"),
            ValidationErrorKind::UniqueItems => format!("{what} names something twice"),
            ValidationErrorKind::Constant { expected_value } => {
                format!("{what} is {} and not {}", brief(error.instance()), brief(expected_value))
            }
            _ => format!("{what} is {}, which has the wrong form", brief(error.instance())),
        };
        let fault = Diagnostic::new(self.wrong_form, message).at(node.place(&route), "");
        vec![match &wanted {
            Some(wanted) => fault.hint(format!("write {}", lower_first(wanted))),
            None => fault,
        }]
    }

    fn unknown_key(&self, key: &str, known: &[String], route: &Route, node: &Node) -> Diagnostic {
        let fault = Diagnostic::new(self.unknown_key, format!("{} has no key `{key}`", owner(route)));
        let place = node.key_place(&route.key(key));
        let fault = fault.at(place, "not known here");
        match suggest::nearest(key, known.iter().map(String::as_str)) {
            Some(meant) => fault.edit(format!("did you mean `{meant}`?"), place, meant),
            None if known.is_empty() => fault.hint("remove it"),
            None => fault.hint(format!(
                "remove it, or use one of {}",
                suggest::listed(known.iter().map(String::as_str))
            )),
        }
    }

    /// The diagnostic of a text without quotes that a comma cuts: what stands behind it reads as keys.
    fn cut_text(&self, entry: &Entry, text: &str, pieces: &[Entry]) -> Diagnostic {
        let start = entry.value.span;
        let last = pieces.last().map_or(start, |piece| piece.key_span);
        let keys = pieces.iter().map(|piece| piece.key.as_str());
        let whole: Vec<&str> = std::iter::once(text).chain(keys).collect();
        let whole = whole.join(", ").replace('\\', "\\\\").replace('"', "\\\"");
        let from = pieces.first().map_or(last, |piece| piece.key_span);
        let cut = from.source.span(from.start, last.end);
        Diagnostic::new(
            self.unknown_key,
            format!("a comma cuts the `{}`, which stands without quotes", entry.key),
        )
        .at(cut, "read as another key")
        .edit(
            format!("put the `{}` in quotes, or remove the comma and what follows it", entry.key),
            start.source.span(start.start, last.end),
            format!("\"{whole}\""),
        )
    }

    /// Numbers with a point where whole ones belong: JSON Schema takes `1.0` for a whole number.
    fn of_points(&self, json: &Json, validator: &Validator, node: &Node) -> Vec<Diagnostic> {
        let broken = broken(json);
        let errors = validator.iter_errors(&broken);
        let errors = errors.filter(|error| matches!(error.kind(), ValidationErrorKind::Type { .. }));
        errors
            .map(|error| {
                let route = Route::pointer(error.instance_path().as_str());
                let message =
                    format!("{} is a number with a point where a whole number belongs", owner(&route));
                Diagnostic::new(self.wrong_type, message)
                    .at(node.place(&route), "a whole number belongs here")
                    .hint("write it without a point, also between thousands: `1000`")
            })
            .collect()
    }
}

/// Adds how a value of another type is usually meant.
fn way_to(expected: &str, found: &Json, place: Span, fault: Diagnostic) -> Diagnostic {
    let fits_unquoted = |text: &str| match expected {
        "a whole number" => text.parse::<u64>().is_ok(),
        "a number" => text.parse::<f64>().is_ok(),
        "`true` or `false`" => text.parse::<bool>().is_ok(),
        _ => false,
    };
    match (expected, found) {
        ("a text", Json::Number(_) | Json::Bool(_)) => fault.hint("put the value in quotes"),
        ("a whole number" | "a number", Json::String(text)) if alone(text).is_some() => {
            fault.edit("write the number alone", place, alone(text).unwrap_or_default())
        }
        ("a whole number", Json::Number(number)) => {
            let below = number.as_f64().unwrap_or_default().floor();
            fault.hint(format!("write `{below}` or `{}`", below + 1.0))
        }
        (_, Json::String(text)) if fits_unquoted(text.trim()) => {
            fault.edit("write it without quotes", place, text.trim())
        }
        ("a list", Json::String(text)) if !text.contains(['\n', ',', ']', '"', ':', '#']) => {
            fault.edit("write it as a list, in brackets", place, format!("[{text}]"))
        }
        _ => fault,
    }
}

/// The number of an amount that is written with what it counts, such as `20 %`.
fn alone(text: &str) -> Option<&str> {
    let text = text.trim();
    let end = text.find(|c: char| !c.is_ascii_digit())?;
    let (number, counted) = text.split_at(end);
    (!number.is_empty() && counted.trim().chars().all(|c| c.is_alphabetic() || c == '%')).then_some(number)
}

/// The same with every number that has a point between two whole ones.
fn broken(json: &Json) -> Json {
    match json {
        Json::Number(number) if number.is_f64() => {
            number.as_f64().map_or_else(|| json.clone(), |number| (number.floor() + 0.5).into())
        }
        Json::Array(items) => items.iter().map(broken).collect(),
        Json::Object(entries) => {
            Json::Object(entries.iter().map(|(key, value)| (key.clone(), broken(value))).collect())
        }
        plain => plain.clone(),
    }
}

/// What a route leads to, as a sentence names it.
fn owner(route: &Route) -> String {
    match (route.last_key(), route.steps().last()) {
        (Some(key), Some(Step::Index(_))) => format!("an entry of `{key}`"),
        (Some(key), _) => format!("`{key}`"),
        (None, _) => "the file".to_owned(),
    }
}

/// What to do about the faults of syntax that people make most.
fn way_out(message: &str) -> Option<&'static str> {
    let known = [
        ("mapping values are not allowed", "put the text in quotes if the colon is part of it"),
        ("mismatched bracket", "close every `[` with `]` and every `{` with `}`"),
        ("expected comma", "put a comma between it and what stands before it"),
        ("trailing commas", "remove the comma"),
        ("comments are not allowed", "remove the comment"),
        ("anchors and aliases", "write the value out in each place"),
        ("a second document", "remove the line `---` and what follows, or keep it in a file of its own"),
        ("a tab stands", "indent with blanks"),
        ("without a blank behind its colon", "write `key: value`, with a blank behind the colon"),
        (
            "without a colon",
            "write `key: value`, or indent the line further than the key that its text belongs to",
        ),
        ("typographic quotation mark", "write straight quotes: \"…\""),
        ("without quotes", "put it in quotes: \"{{ name }}\""),
        (
            "did not find expected key",
            "begin each key below the first letter of the key above it, as `key: value`",
        ),
        ("a line is indented by", "begin each key below the first letter of the keys that it stands beside"),
        ("not a finite number", "put it in quotes if it is no number"),
        ("byte-order mark", "save the file as UTF-8 without a byte-order mark"),
    ];
    known.into_iter().find(|(part, _)| message.contains(part)).map(|(_, hint)| hint)
}

/// A format: its type with the schema that publishes it.
pub struct Shape<T> {
    schema: Json,
    validator: Option<Validator>,
    of: PhantomData<T>,
}

impl<T: JsonSchema + DeserializeOwned> Default for Shape<T> {
    fn default() -> Self {
        let schema = schema_of::<T>();
        let validator = jsonschema::draft202012::options()
            .offline()
            .with_pattern_options(jsonschema::PatternOptions::regex())
            .build(&schema)
            .ok();
        Self { schema, validator, of: PhantomData }
    }
}

/// The JSON Schema 2020-12 of a type.
pub fn schema_of<T: JsonSchema>() -> Json {
    schemars::generate::SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<T>().to_value()
}

impl<T: JsonSchema + DeserializeOwned> Shape<T> {
    /// Reads a tree into the type; nothing where its shape is wrong, with every fault in the bag.
    pub fn read(&self, node: &Node, faults: &Faults, bag: &mut Bag) -> Option<T> {
        faults.report_repeated_keys(node, bag);
        let json = node.json();
        let mut sound = node.repeated_keys().is_empty();
        for error in self.validator.iter().flat_map(|validator| validator.iter_errors(&json)) {
            sound = false;
            for fault in faults.of_schema(&error, &self.schema, node) {
                bag.push(fault);
            }
        }
        if !sound {
            return None;
        }
        match T::deserialize(&json) {
            Ok(value) => Some(value),
            Err(error) => {
                let points = self.validator.iter().flat_map(|of| faults.of_points(&json, of, node));
                let points: Vec<Diagnostic> = points.collect();
                if !points.is_empty() {
                    points.into_iter().for_each(|fault| bag.push(fault));
                    return None;
                }
                // The schema is made from the type, so this is a difference between the two.
                bag.push(Diagnostic::new(faults.wrong_form, error.to_string()).at(node.span, ""));
                None
            }
        }
    }
}

fn parent<'a>(schema: &'a Json, pointer: &str) -> Option<&'a Json> {
    schema.pointer(pointer.rsplit_once('/')?.0)
}

fn properties(schema: &Json, pointer: &str) -> Vec<String> {
    let properties = parent(schema, pointer).and_then(|parent| parent.get("properties")?.as_object());
    properties.into_iter().flat_map(|properties| properties.keys().cloned()).collect()
}

fn type_words(name: &str) -> String {
    match name {
        "string" => "a text",
        "boolean" => "`true` or `false`",
        "integer" => "a whole number",
        "number" => "a number",
        "array" => "a list",
        "object" => "a mapping",
        _ => "nothing",
    }
    .to_owned()
}

fn found_words(json: &Json) -> String {
    match json {
        Json::Null => "empty".to_owned(),
        Json::Array(_) => "a list".to_owned(),
        Json::Object(_) => "a mapping".to_owned(),
        plain => brief(plain),
    }
}

/// A value as it may stand in a sentence, cut where it is long.
pub fn brief(json: &Json) -> String {
    let text = match json {
        Json::String(text) => text.replace(['\n', '\r'], " "),
        Json::Object(_) => return "a mapping".to_owned(),
        Json::Array(_) => return "a list".to_owned(),
        other => other.to_string(),
    };
    match text.char_indices().nth(60) {
        Some((cut, _)) => format!("`{}…`", text.get(..cut).unwrap_or_default()),
        None => format!("`{text}`"),
    }
}

fn lower_first(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map_or_else(String::new, |first| first.to_lowercase().chain(rest).collect())
}
