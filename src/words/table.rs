//! Messages as data, for pages that say them by themselves.

use std::collections::BTreeMap;

use fluent_bundle::FluentValue;
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use serde_json::{Value as Json, json};

use super::{ENGLISH_FILES, FluentArgs, Words};

/// Stands for a count while a message is put together: no text has it.
const COUNT: u32 = 70_707_077;

impl Words {
    /// The messages whose names start so, by the rest of their names. A text has its arguments in braces:
    /// `{answer}`; a message that counts is a list of two, for one and for other counts.
    pub fn table(self, start: &str) -> BTreeMap<String, Json> {
        let files = match self {
            Self::English => &ENGLISH_FILES,
        };
        let mut table = BTreeMap::new();
        for file in files.files() {
            let text = file.contents_utf8().unwrap_or_default();
            let (Ok(resource) | Err((resource, _))) = fluent_syntax::parser::parse(text);
            for entry in &resource.body {
                let Entry::Message(message) = entry else { continue };
                if let (Some(rest), Some(pattern)) = (message.id.name.strip_prefix(start), &message.value) {
                    table.insert(rest.to_owned(), self.open(message.id.name, pattern));
                }
            }
        }
        table
    }

    /// A message with its arguments still open.
    fn open(self, name: &str, pattern: &Pattern<&str>) -> Json {
        let mut taken = Vec::new();
        taken_by(pattern, &mut taken);
        let said = |count: u32| {
            let mut arguments = FluentArgs::new();
            for argument in &taken {
                let value = match *argument {
                    "count" => FluentValue::from(count),
                    other => FluentValue::from(format!("{{{other}}}")),
                };
                arguments.set(*argument, value);
            }
            self.say(name, &arguments).replace(&COUNT.to_string(), "{count}")
        };
        if taken.contains(&"count") { json!([said(1), said(COUNT)]) } else { said(COUNT).into() }
    }
}

fn taken_by<'a>(pattern: &Pattern<&'a str>, taken: &mut Vec<&'a str>) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else { continue };
        let inline = match expression {
            Expression::Inline(inline) => inline,
            Expression::Select { selector, variants } => {
                variants.iter().for_each(|variant| taken_by(&variant.value, taken));
                selector
            }
        };
        if let InlineExpression::VariableReference { id } = inline {
            taken.push(id.name);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_data() {
        let table = Words::English.table("verdict-");
        assert_eq!(table["not-met"], "not met");
        let table = Words::English.table("emit-");
        assert_eq!(table["lines"], "Lines under {heading}");
        assert_eq!(table["left-out"][0], "1 more has no room here; `{command}` shows all.");
        assert_eq!(table["left-out"][1], "{count} more have no room here; `{command}` shows all.");
    }
}
