//! JSON (RFC 8259, strictly) to a tree.

use jsonc_parser::ast::{ObjectPropName, Value};
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, ParseOptions};

use super::{Entry, Kind, MOST_LEVELS, MOST_NODES, Node, SyntaxFault, strict};
use crate::text::SourceId;

/// Parses one JSON text.
///
/// # Errors
/// Where the text is not JSON, or goes beyond the limits.
pub fn parse(text: &str, source: SourceId) -> Result<Node, SyntaxFault> {
    strict::tree(text, source).map_or_else(|| explained(text, source), Ok)
}

/// The same by a reader that says what is wrong, and takes its time.
pub(super) fn explained(text: &str, source: SourceId) -> Result<Node, SyntaxFault> {
    let strict = ParseOptions {
        allow_comments: false,
        allow_loose_object_property_names: false,
        allow_trailing_commas: false,
        allow_missing_commas: false,
        allow_single_quoted_strings: false,
        allow_hexadecimal_numbers: false,
        allow_unary_plus_numbers: false,
        allow_bare_decimal_point_numbers: false,
        allow_non_finite_numbers: false,
        allow_extended_string_escapes: false,
    };
    if let Some(at) = too_deep(text) {
        return Err(beyond(format!("the text is nested more than {MOST_LEVELS} levels deep"), at, source));
    }
    let parsed = jsonc_parser::parse_to_ast(text, &CollectOptions::default(), &strict).map_err(|error| {
        let range = error.range();
        let message = error.kind().to_string();
        let mut words = message.chars();
        let lower = words.next().map(|first| first.to_lowercase().chain(words).collect::<String>());
        SyntaxFault {
            message: lower.unwrap_or_default(),
            span: source.span(range.start, range.end),
            limit: false,
        }
    })?;
    let value = parsed.value.ok_or_else(|| SyntaxFault {
        message: "the file is empty".to_owned(),
        span: source.span(0, 0),
        limit: false,
    })?;
    let mut left = MOST_NODES;
    node(&value, source, &mut left)
}

fn beyond(message: String, at: usize, source: SourceId) -> SyntaxFault {
    SyntaxFault { message, span: source.span(at, at + 1), limit: true }
}

/// Where nesting goes beyond the limit: checked on the text, before anything recurses.
fn too_deep(text: &str) -> Option<usize> {
    let (mut depth, mut in_string, mut escaped) = (0_usize, false, false);
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'[' | b'{' if !in_string => depth += 1,
            b']' | b'}' if !in_string => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > MOST_LEVELS {
            return Some(at);
        }
    }
    None
}

fn node(value: &Value, source: SourceId, left: &mut usize) -> Result<Node, SyntaxFault> {
    let range = value.range();
    let span = source.span(range.start, range.end);
    *left = left
        .checked_sub(1)
        .ok_or_else(|| beyond(format!("the text has more than {MOST_NODES} values"), range.start, source))?;
    let kind = match value {
        Value::NullKeyword(_) => Kind::Null,
        Value::BooleanLit(literal) => Kind::Flag(literal.value),
        Value::StringLit(literal) => Kind::Text(literal.value.clone().into_owned()),
        Value::NumberLit(literal) => {
            Kind::Number(serde_json::from_str(literal.value).map_err(|_| SyntaxFault {
                message: format!("`{}` is not a number that can be represented", literal.value),
                span,
                limit: false,
            })?)
        }
        Value::Array(array) => {
            let items = array.elements.iter().map(|item| node(item, source, left));
            Kind::Sequence(items.collect::<Result<_, _>>()?)
        }
        Value::Object(object) => {
            let entries = object.properties.iter().map(|property| {
                let range = property.name.range();
                let key = match &property.name {
                    ObjectPropName::String(literal) => literal.value.to_string(),
                    ObjectPropName::Word(word) => word.value.to_owned(),
                };
                let key_span = source.span(range.start, range.end);
                Ok(Entry { key, key_span, value: node(&property.value, source, left)? })
            });
            Kind::Mapping(entries.collect::<Result<_, _>>()?)
        }
    };
    Ok(Node { span, kind })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Sources;

    #[test]
    fn only_json_is_json() {
        let check = |text: &str, expected: Result<&str, &str>| {
            let source = Sources::default().add("a.json", text);
            let found =
                parse(text, source).map(|node| node.json().to_string()).map_err(|fault| fault.message);
            assert_eq!(found.as_deref().map_err(String::as_str), expected, "{text}");
        };
        check(r#"{"a": [1, 2.5, "é\n", null, true]}"#, Ok(r#"{"a":[1,2.5,"é\n",null,true]}"#));
        check("{\"a\": 1,}", Err("trailing commas are not allowed"));
        check("", Err("the file is empty"));
        check("// no", Err("comments are not allowed"));
        check("1e999", Err("`1e999` is not a number that can be represented"));
        check(&"[".repeat(100), Err("the text is nested more than 32 levels deep"));
    }
}
