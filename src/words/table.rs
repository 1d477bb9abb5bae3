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
        let (mut taken, mut counted) = (Vec::new(), Vec::new());
        taken_by(pattern, &mut taken, &mut counted);
        let said = |count: u32| {
            let mut arguments = FluentArgs::new();
            for argument in &taken {
                arguments.set(*argument, FluentValue::from(format!("{{{argument}}}")));
            }
            for argument in &counted {
                arguments.set(*argument, FluentValue::from(count));
            }
            let mark = counted.first().map_or_else(String::new, |argument| format!("{{{argument}}}"));
            self.say(name, &arguments).replace(&COUNT.to_string(), &mark)
        };
        if counted.is_empty() { said(COUNT).into() } else { json!([said(1), said(COUNT)]) }
    }
}

/// What a message takes, and by what of it it is chosen.
fn taken_by<'a>(pattern: &Pattern<&'a str>, taken: &mut Vec<&'a str>, counted: &mut Vec<&'a str>) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else { continue };
        match expression {
            Expression::Inline(InlineExpression::VariableReference { id }) => taken.push(id.name),
            Expression::Inline(_) => {}
            Expression::Select { selector, variants } => {
                if let InlineExpression::VariableReference { id } = selector {
                    counted.push(id.name);
                }
                variants.iter().for_each(|variant| taken_by(&variant.value, taken, counted));
            }
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
        let table = Words::English.table("condition-amount-");
        assert_eq!(table["days"], json!(["1 day", "{n} days"]));
        assert_eq!(table["percent"], "{n} %");
    }
}
