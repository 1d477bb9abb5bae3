//! What another form says of a question: `import: {mds2-2019: [{if: {AUTH-1: Y}, set: true}]}`.

use indexmap::IndexMap;
use serde_json::{Value as Json, json};

use super::{File, conditions, wire};
use crate::condition::parse;
use crate::condition::{Check, Type, Value};
use crate::diag::codes;
use crate::diag::suggest;
use crate::diag::{Bag, Diagnostic};
use crate::model::{Conclusion, Import, ImportRule, Library};
use crate::text::{Route, Spanned};

/// The rules of a question or a fact, with values of its type. What is faulty is reported and left out.
pub fn lower(
    wire: &IndexMap<String, Vec<wire::ImportRule>>,
    of: &Type,
    route: &Route,
    file: &File<'_>,
    bag: &mut Bag,
) -> Vec<Import> {
    let imports = wire.iter().map(|(standard, rules)| {
        let at = route.key(standard);
        let rules = rules.iter().enumerate();
        Import {
            standard: Spanned::new(standard.clone(), file.key_place(&at)),
            rules: rules.filter_map(|(i, one)| rule(one, of, &at.index(i), file, bag)).collect(),
        }
    });
    imports.collect()
}

fn rule(
    wire: &wire::ImportRule,
    of: &Type,
    at: &Route,
    file: &File<'_>,
    bag: &mut Bag,
) -> Option<ImportRule> {
    let entry = |id: &String, route: &Route| Spanned::new(id.clone(), file.place(route));
    let asked = wire
        .condition
        .iter()
        .map(|(id, answer)| (Spanned::new(id.clone(), file.key_place(&at.key("if").key(id))), *answer));
    let mut value = |key: &str, json: &Json| value(json, of, &at.key(key), file, bag);
    let mut conclusions = Vec::new();
    if let Some(json) = &wire.set {
        conclusions.push(Conclusion::Is(value("set", json)?));
    }
    if let Some(json) = &wire.suggest {
        conclusions.push(Conclusion::MayBe(value("suggest", json)?));
    }
    if !wire.among.is_empty() {
        let option = |option: &String| {
            Some(if matches!(of, Type::Choices { .. }) { json!([option]) } else { json!(option) })
        };
        let options = wire.among.iter().filter_map(option).map(|json| value("among", &json));
        conclusions.push(Conclusion::OneOf(options.collect::<Option<Vec<Value>>>()?));
    }
    if let Some(option) = &wire.add {
        conclusions.push(Conclusion::Includes(value("add", &json!([option]))?));
    }
    if !wire.whole.is_empty() {
        let ids = wire.whole.iter().enumerate();
        conclusions
            .push(Conclusion::Whole(ids.map(|(i, id)| entry(id, &at.key("whole").index(i))).collect()));
    }
    let (Some(conclusion), 1) = (conclusions.pop(), conclusions.len() + 1) else {
        bag.push(
            Diagnostic::new(&codes::LIBRARY_WRONG_FORM, "a rule of `import` says one thing")
                .at(file.place(at), "")
                .hint("write one of `set`, `suggest`, `among`, `add` and `whole`"),
        );
        return None;
    };
    Some(ImportRule { asked: asked.collect(), conclusion })
}

fn value(json: &Json, of: &Type, route: &Route, file: &File<'_>, bag: &mut Bag) -> Option<Value> {
    // A set is written as its members, and stands for exactly these.
    let read = parse::check(&json!({"equals": json}), of, route)
        .and_then(|check| parse::settle(&check, of, &mut |_| None))
        .map_err(|faults| {
            let placed = faults.into_iter().map(|fault| parse::Fault { route: route.clone(), ..fault });
            conditions::report(placed.collect(), file, bag);
        });
    match read {
        Ok(Check::Equals(value)) => Some(value),
        _ => None,
    }
}

/// Whether every standard and every entry that imports name is there.
pub fn check(library: &Library, imports: &[Import], bag: &mut Bag) {
    for import in imports {
        let id = &import.standard;
        let Some(standard) = library.standards.get(&id.value) else {
            let fault =
                Diagnostic::new(&codes::UNKNOWN_STANDARD, format!("there is no standard `{}`", id.value));
            let known = library.standards.keys().map(String::as_str);
            bag.push(suggest::offer(fault.at(id.span, ""), &id.value, known, id.span));
            continue;
        };
        let asked = import.rules.iter().flat_map(|rule| rule.asked.iter().map(|(entry, _)| entry));
        let whole = import.rules.iter().flat_map(|rule| match &rule.conclusion {
            Conclusion::Whole(ids) => ids.as_slice(),
            _ => &[],
        });
        for entry in asked.chain(whole).filter(|entry| !standard.entries.contains_key(&entry.value)) {
            let message = format!("{} has no entry `{}`", standard.short, entry.value);
            let fault = Diagnostic::new(&codes::UNKNOWN_ENTRY, message).at(entry.span, "");
            let known = standard.entries.keys().map(String::as_str);
            bag.push(suggest::offer(fault, &entry.value, known, entry.span));
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::library::rules::cases;

    const STANDARD: &str = "name: Form
short: Form
edition: '1'
date: '2019'
publisher: Nobody
entries: [{id: A-1, title: Updates}, {id: A-2, title: Signatures}]
";

    /// Checks what is said of the rules of a question that is a flag, a choice or a set.
    #[track_caller]
    fn check(of: &str, rules: &str, expected: &str) {
        let of = match of {
            "flag" => "type: flag, accept: {equals: true}",
            "choice" => "type: choice, options: {a: A, b: B, c: C}, accept: {one-of: [a, b]}",
            _ => "type: choices, options: {a: A, b: B, c: C}, accept: {includes: [a]}",
        };
        let question = format!("  signed: {{ask: Is it?, {of}, import: {{form: [{rules}]}}}}");
        let written = cases::GOOD.replace(
            "  signed: {ask: Is every update signed?, type: flag, accept: {equals: true}}",
            &question,
        );
        let files = [("updates/UPD-01.md", written.as_str()), ("standards/form.yaml", STANDARD)];
        assert_eq!(cases::told(&files, &["L1", "L2", "L00"]), expected, "{rules}");
    }

    #[test]
    fn rules_conclude_one_value_of_the_question() {
        check("flag", "{if: {A-1: Y}, set: true}, {if: {A-1: N, A-2: given}, suggest: false}", "");
        check("flag", "{if: {A-1: Y}, set: a}", "L205 a");
        check("flag", "{if: {A-3: Y}, set: true}", "L109 A-3");
        check("flag", "{if: {A-1: Y}, set: true, suggest: true}", "L007 {");
        check("flag", "{if: {A-1: Y}}", "L007 {");
        check("flag", "{if: {A-1: maybe}, set: true}", "L006 maybe");
        check("choice", "{if: {A-1: Y}, among: [a, b]}, {if: {A-1: N}, set: c}", "");
        check("choice", "{if: {A-1: Y}, among: [a, d]}", "L202 [");
        check(
            "set",
            "{if: {A-1: Y}, add: a}, {if: {A-2: Y}, add: b}, {whole: [A-1, A-2]}, {if: {A-1: N}, set: [c]}",
            "",
        );
        check("set", "{if: {A-1: Y}, add: d}", "L202 d");
        check("set", "{whole: [A-1, A-9]}", "L109 A-9");
    }
}
