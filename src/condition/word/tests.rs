//! What is said of a check is read back: the words mean what the check accepts, and nothing else.

use super::*;
use crate::condition::{Choice, Unit};

const OPTIONS: [&str; 4] = ["a", "b", "c", "d"];

/// Reads the words for a check of options or days back.
fn read(words: &str, set: bool) -> Check {
    let words = words.trim();
    match words {
        "any answer" => return Check::All(Vec::new()),
        "no answer" => return Check::Any(Vec::new()),
        "none of the options" => return Check::Equals(Value::Set(Default::default())),
        _ => {}
    }
    let parts = split(words, &["; "]);
    if parts.len() > 1 {
        return Check::All(parts.into_iter().map(|part| read(part, set)).collect());
    }
    let each = |items: &str, marks: &[&str]| -> Vec<Check> {
        split(items, marks).into_iter().map(|item| read(item, set)).collect()
    };
    let inner = words.strip_prefix('(').and_then(|inner| inner.strip_suffix(')'));
    let start = |start: &str| words.strip_prefix(start);
    if let Some(inner) = inner.filter(|_| split(words, &["(", ")"]).len() == 1) {
        return read(inner, set);
    }
    if let Some(items) = start("all of: ") {
        return Check::All(each(items, &[", ", " and "]));
    }
    if let Some(items) = start("at least one of: ").or_else(|| start("one of: ")) {
        return Check::Any(each(items, &[", "]));
    }
    if let Some(items) = start("none of: ") {
        return Check::Not(Box::new(Check::Any(each(items, &[", "]))));
    }
    if let Some(option) = start("a choice without ").or_else(|| start("anything but ")) {
        return Check::Not(Box::new(read(option, set)));
    }
    if let Some(option) = start("a choice that includes ") {
        return read(option, set);
    }
    if let Some(options) = start("exactly ") {
        let options = split(options, &[", ", " and "]).into_iter().map(|option| option.replace('`', ""));
        return Check::Equals(Value::Set(options.collect()));
    }
    for (mark, join) in [(" or ", Check::Any as fn(Vec<Check>) -> Check), (" and ", Check::All)] {
        if split(words, &[mark]).len() > 1 {
            return join(each(words, &[", ", mark]));
        }
    }
    let days = |text: &str| Value::Number(text.split(' ').next().unwrap().parse().unwrap());
    if let Some(bound) = start("at least ") {
        return Check::AtLeast(days(bound));
    }
    if let Some(bound) = start("at most ") {
        return Check::AtMost(days(bound));
    }
    if let Some(bound) = start("less than ") {
        return Check::Not(Box::new(Check::AtLeast(days(bound))));
    }
    if let Some(bound) = start("more than ") {
        return Check::Not(Box::new(Check::AtMost(days(bound))));
    }
    match words.strip_prefix('`').and_then(|word| word.strip_suffix('`')) {
        Some(word) if set => Check::Includes(vec![Value::Word(word.to_owned())]),
        Some(word) => Check::Equals(Value::Word(word.to_owned())),
        None => Check::Equals(days(words)),
    }
}

/// Cuts a text at marks that stand in no brackets.
fn split<'a>(text: &'a str, marks: &[&str]) -> Vec<&'a str> {
    let (mut parts, mut start, mut depth, mut at) = (Vec::new(), 0, 0_i32, 0);
    while at < text.len() {
        let rest = &text[at..];
        if let Some(mark) = marks.iter().find(|mark| depth == 0 && at > 0 && rest.starts_with(**mark)) {
            parts.push(&text[start..at]);
            at += mark.len();
            start = at;
            continue;
        }
        match rest.chars().next().unwrap() {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        at += rest.chars().next().unwrap().len_utf8();
    }
    parts.push(&text[start..]);
    parts
}

/// Draws numbers, the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn option(&mut self) -> Value {
        Value::Word(OPTIONS[usize::try_from(self.below(4)).unwrap()].to_owned())
    }

    fn options(&mut self) -> Vec<Value> {
        (0..=self.below(3)).map(|_| self.option()).collect()
    }

    fn check(&mut self, of: &Type, depth: u32) -> Check {
        if depth > 0 && self.below(3) > 0 {
            let parts = (0..=self.below(3)).map(|_| self.check(of, depth - 1)).collect();
            return match self.below(5) {
                0 | 1 => Check::All(parts),
                2 | 3 => Check::Any(parts),
                _ => Check::Not(Box::new(self.check(of, depth - 1))),
            };
        }
        match of {
            Type::Choices { .. } => match self.below(5) {
                0 => Check::Includes(self.options()),
                1 => Check::Excludes(self.options()),
                2 => Check::OneOf(self.options()),
                3 => Check::Not(Box::new(Check::OneOf(self.options()))),
                _ => {
                    let set = self.options().into_iter().take(2).filter_map(|option| match option {
                        Value::Word(word) => Some(word),
                        _ => None,
                    });
                    Check::Equals(Value::Set(set.collect()))
                }
            },
            Type::Choice { .. } => match self.below(3) {
                0 => Check::Equals(self.option()),
                1 => Check::OneOf(self.options()),
                _ => Check::Not(Box::new(Check::OneOf(self.options()))),
            },
            _ => {
                #[allow(clippy::cast_precision_loss)]
                let days = Value::Number(self.below(6) as f64);
                match self.below(4) {
                    0 => Check::AtLeast(days),
                    1 => Check::AtMost(days),
                    2 => Check::Equals(days),
                    _ => Check::Not(Box::new(Check::AtLeast(days))),
                }
            }
        }
    }
}

fn options() -> Vec<Choice> {
    OPTIONS.iter().map(|id| Choice::new(*id, id.to_uppercase())).collect()
}

#[test]
fn words_are_read_back_as_what_was_said() {
    let sets = (0..16_usize).map(|mask| {
        let chosen = OPTIONS.iter().enumerate().filter(|(bit, _)| mask >> bit & 1 == 1);
        Value::Set(chosen.map(|(_, id)| (*id).to_owned()).collect())
    });
    let of_all: [(Type, Vec<Value>); 3] = [
        (Type::Choices { options: options(), least: 0 }, sets.collect()),
        (
            Type::Choice { options: options(), ordered: false },
            OPTIONS.iter().map(|id| Value::Word((*id).to_owned())).collect(),
        ),
        (Type::Integer { unit: Unit::Days }, (0..9).map(|n| Value::Number(f64::from(n))).collect()),
    ];
    let mut dice = Dice(2027);
    for (of, values) in &of_all {
        for _ in 0..2000 {
            let check = dice.check(of, 3);
            let words = accepted(Words::English, &check, of, Naming::Id);
            let read = read(&words, matches!(of, Type::Choices { .. }));
            for value in values {
                assert_eq!(read.accepts(value), check.accepts(value), "{words}: {value:?}: {check:?}");
            }
        }
    }
}

fn choices(json: &serde_json::Value) -> (Check, Type) {
    let labels = [
        ("logins", "Logins"),
        ("doubles", "Doubles"),
        ("software", "Software"),
        ("traffic", "Traffic"),
        ("unexamined", "None, unexamined"),
    ];
    let options = labels.into_iter().map(|(id, label)| Choice::new(id, label)).collect();
    let of = Type::Choices { options, least: 0 };
    let read = crate::condition::parse::check(json, &of, &crate::text::Route::root()).unwrap();
    (crate::condition::parse::settle(&read, &of, &mut |_| None).unwrap(), of)
}

#[test]
fn demands_of_a_set_are_told_apart() {
    let check = |json: serde_json::Value, noun: &str, verb: &str| {
        let (check, of) = choices(&json);
        assert_eq!(accepted(Words::English, &check, &of, Naming::Id), noun);
        assert_eq!(predicate(Words::English, &check, &of, Naming::Id), verb);
    };
    check(
        serde_json::json!({"all": [
            {"includes": ["logins", "doubles"]}, {"one-of": ["software", "traffic"]}, {"excludes": ["unexamined"]}
        ]}),
        "all of: `logins` and `doubles`; at least one of: `software`, `traffic`; none of: `unexamined`",
        "includes `logins`, includes `doubles`, includes `software` or `traffic` and does not include `unexamined`",
    );
    check(
        serde_json::json!({"any": [{"includes": ["logins"]}, {"includes": ["doubles", "software"]}]}),
        "at least one of: `logins`, (all of: `doubles` and `software`)",
        "includes `logins` or includes `doubles` and `software`",
    );
    check(
        serde_json::json!({"includes": ["logins"]}),
        "a choice that includes `logins`",
        "includes `logins`",
    );
    check(
        serde_json::json!({"excludes": ["logins"]}),
        "a choice without `logins`",
        "does not include `logins`",
    );
    check(serde_json::json!([]), "none of the options", "is none of the options");
}

#[test]
fn a_list_holds_lists() {
    fn shown(list: &List, depth: usize) -> String {
        let items: String = list.items.iter().map(|item| shown(item, depth + 1)).collect();
        format!("{}{}\n{items}", "  ".repeat(depth), list.text)
    }
    let (check, of) = choices(&serde_json::json!({"all": [
        {"includes": ["logins"]}, {"one-of": ["software", "traffic"]}, {"excludes": ["unexamined"]}
    ]}));
    let list = accepted_list(Words::English, &check, &of, Naming::Label);
    let expected = "All of:
  Logins
  At least one of:
    Software
    Traffic
  None of:
    None, unexamined
";
    assert_eq!(shown(&list, 0), expected);
}

#[test]
fn amounts_have_a_number() {
    let check = |n: f64, unit: Unit, expected: &str| {
        let said = value(Words::English, &Value::Number(n), &Type::Number { unit }, Naming::Label);
        assert_eq!(said, expected);
    };
    check(1.0, Unit::Years, "1 year");
    check(1.5, Unit::Years, "1.5 years");
    check(30.0, Unit::Days, "30 days");
    check(80.0, Unit::Percent, "80 %");
    check(3.0, Unit::Count, "3");
    check(crate::condition::LARGEST, Unit::Bytes, "1000000000000000 bytes");
    for unit in Unit::ALL {
        assert_ne!(value(Words::English, &Value::Number(2.0), &Type::Number { unit }, Naming::Id), "");
    }
}
