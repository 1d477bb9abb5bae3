//! Generators: few names, few operands and many edge cases, so that values meet the checks.

use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value as Json, json};
use tenderc::condition::{Check, Choice, Column, Condition, Subject, Type, Unit, Value};

/// Options that every generated choice offers.
const OPTIONS: [&str; 4] = ["wifi", "usb", "none", "4g"];

pub fn choices() -> Vec<Choice> {
    OPTIONS.iter().map(|id| Choice::new(*id, id.to_uppercase())).collect()
}

/// The same options, one of which can only be chosen alone.
pub fn alone() -> Vec<Choice> {
    choices().into_iter().map(|option| if option.id == "none" { option.alone() } else { option }).collect()
}

/// A type whose values are no tables.
pub fn cell_type() -> BoxedStrategy<Type> {
    select(vec![
        Type::Flag,
        Type::Choice { options: choices(), ordered: false },
        Type::Choices { options: choices(), least: 0 },
        Type::Choices { options: alone(), least: 0 },
        Type::Integer { unit: Unit::Days },
        Type::Number { unit: Unit::Percent },
        Type::Text,
        Type::Date,
        Type::Version,
        Type::Url,
    ])
    .boxed()
}

/// Any type.
pub fn any_type() -> BoxedStrategy<Type> {
    let table = (prop::collection::vec(cell_type(), 1..3), 0..2_usize).prop_map(|(types, least)| {
        let column = |(at, of)| Column { id: format!("column_{at}"), title: format!("Column {at}"), of };
        Type::Table { columns: types.into_iter().enumerate().map(column).collect(), least }
    });
    // Only a question can ask for one option at least; a cell takes none, too.
    let some = Just(Type::Choices { options: alone(), least: 1 });
    prop_oneof![6 => cell_type(), 1 => some, 2 => table].boxed()
}

const TEXTS: [&str; 48] = [
    "",
    " ",
    "\n",
    "\u{a0}",
    "\u{2028}",
    "x",
    "x\n",
    " x",
    "é",
    "\u{1f3e5}",
    "\u{1f3e5}x",
    "wifi",
    "wifi\n",
    "usb",
    "none",
    "4g",
    "0",
    "1",
    "1\n",
    "1.2",
    "1.2.0",
    "1.2.0.0",
    "1.2.0.0.0",
    "1.2.1",
    "1.10",
    "01.2",
    "1.",
    "10.2",
    "999999999",
    "1000000000",
    "１.2",
    "2027-03-31",
    "2027-03-31\n",
    "2027-02-29",
    "2028-02-29",
    "2100-02-29",
    "2000-02-29",
    "0000-01-01",
    "0001-01-01",
    "9999-12-31",
    "2027-04-31",
    "2027-4-1",
    "２０２７-03-31",
    "https://a.example/x",
    "http://b",
    "https://",
    "https://a b",
    "https://é",
];

const NUMBERS: [f64; 16] =
    [0.0, -0.0, 1.0, 2.0, 2.5, 3.0, 0.1, 0.3, 30.0, 99.0, 100.0, 1e15, 1e15 + 1.0, 1e300, -1.0, 5e-324];

/// Any JSON, hostile or not, mostly near to something that means something.
pub fn hostile() -> BoxedStrategy<Json> {
    let scalar = prop_oneof![
        8 => select(TEXTS.as_slice()).prop_map(Json::from),
        4 => select(NUMBERS.as_slice()).prop_map(Json::from),
        1 => any::<u64>().prop_map(Json::from),
        1 => any::<f64>().prop_filter("JSON has no such number", |n| n.is_finite()).prop_map(Json::from),
        2 => any::<bool>().prop_map(Json::from),
        1 => Just(Json::Null),
        2 => ".{0,6}".prop_map(Json::from),
    ];
    scalar
        .prop_recursive(2, 12, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Json::from),
                prop::collection::vec((select(&["column_0", "column_1", "x"][..]), inner), 0..3).prop_map(
                    |entries| entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
                ),
            ]
        })
        .boxed()
}

/// JSON that is mostly, not always, of the type.
pub fn near(of: &Type) -> BoxedStrategy<Json> {
    prop_oneof![9 => good(of), 1 => hostile()].boxed()
}

/// JSON of the type.
pub fn good(of: &Type) -> BoxedStrategy<Json> {
    let texts = |of: Type| {
        let read = TEXTS.iter().filter(|text| Value::read(&of, &json!(text)).is_some());
        select(read.copied().collect::<Vec<_>>()).prop_map(Json::from)
    };
    match of {
        Type::Flag => any::<bool>().prop_map(Json::from).boxed(),
        Type::Choice { .. } => select(OPTIONS.as_slice()).prop_map(Json::from).boxed(),
        Type::Choices { .. } => {
            let of = of.clone();
            let sets = prop::sample::subsequence(OPTIONS.to_vec(), 0..=4).prop_shuffle();
            sets.prop_map(move |mut set| {
                let alone =
                    |id: &&str| of.options().iter().any(|option| option.id == **id && option.exclusive);
                if set.len() > 1 {
                    set.retain(|id| !alone(id));
                }
                Json::from(set)
            })
            .boxed()
        }
        Type::Integer { .. } | Type::Number { .. } => {
            let of = of.clone();
            let read = NUMBERS.iter().filter(|number| Value::read(&of, &json!(number)).is_some());
            let known = select(read.copied().collect::<Vec<_>>()).prop_map(Json::from);
            let step = if matches!(of, Type::Integer { .. }) { 1.0 } else { 0.25 };
            prop_oneof![known, (0..400_i32).prop_map(move |n| json!(f64::from(n) * step))].boxed()
        }
        Type::Version => {
            let part = select(&["0", "1", "2", "9", "10", "11", "99", "100", "101"][..]);
            let version = prop::collection::vec(part, 1..=4).prop_map(|parts| Json::from(parts.join(".")));
            prop_oneof![texts(of.clone()), version].boxed()
        }
        Type::Date => {
            let day = (2026..2029_i16, 1..=12_i8, 1..=28_i8);
            let date = day.prop_map(|(y, m, d)| Json::from(jiff::civil::date(y, m, d).to_string()));
            prop_oneof![texts(of.clone()), date].boxed()
        }
        Type::Text | Type::Url => texts(of.clone()).boxed(),
        Type::Table { columns, least } => {
            let row = columns.iter().map(|column| good(&column.of)).collect::<Vec<_>>();
            let ids: Vec<String> = columns.iter().map(|column| column.id.clone()).collect();
            let row = row.prop_map(move |cells| -> Json { ids.iter().cloned().zip(cells).collect() });
            prop::collection::vec(row, *least..3).prop_map(Json::from).boxed()
        }
    }
}

/// A value of the type.
pub fn value(of: &Type) -> BoxedStrategy<Value> {
    let read = of.clone();
    good(of).prop_filter_map("not of the type", move |json| Value::read(&read, &json)).boxed()
}

/// What an operand of a check of the type can be: a value, or a member of a set.
fn operand(of: &Type) -> BoxedStrategy<Value> {
    match of {
        Type::Choices { .. } => {
            select(OPTIONS.as_slice()).prop_map(|word| Value::Word(word.to_owned())).boxed()
        }
        of => prop_oneof![20 => value(of), 1 => value(&Type::Flag), 1 => value(&Type::Text)].boxed(),
    }
}

/// A check of values of the type, also ones that the library could not express.
pub fn check(of: &Type) -> BoxedStrategy<Check> {
    let many = || prop::collection::vec(operand(of), 0..4);
    let patterns = [r"https://[a-z.]+/[^/]*", r"1\.[0-9]+(?:\.0)*", "[^x]+", "wifi|usb", r"[0-9]{1,2}"];
    let leaf = prop_oneof![
        2 => value(of).prop_map(Check::Equals),
        1 => operand(of).prop_map(Check::Equals),
        3 => many().prop_map(Check::OneOf),
        2 => operand(of).prop_map(Check::AtLeast),
        2 => operand(of).prop_map(Check::AtMost),
        1 => operand(of).prop_map(Check::NotBefore),
        1 => operand(of).prop_map(Check::NotAfter),
        1 => many().prop_map(Check::Includes),
        1 => many().prop_map(Check::Excludes),
        1 => select(patterns.to_vec()).prop_map(|pattern| Check::Matches(pattern.to_owned())),
    ];
    let leaf = match of {
        Type::Table { columns, .. } => {
            let cells: Vec<(Subject, Type)> = columns
                .iter()
                .map(|column| (Subject::Column(column.id.clone()), column.of.clone()))
                .chain([(Subject::Column("unheard_of".to_owned()), Type::Flag)])
                .collect();
            let rows = condition(&cells).prop_map(|row| Check::EachRow(Box::new(row)));
            prop_oneof![1 => leaf, 6 => rows].boxed()
        }
        _ => leaf.boxed(),
    };
    leaf.prop_recursive(2, 8, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Check::All),
            prop::collection::vec(inner.clone(), 0..3).prop_map(Check::Any),
            inner.prop_map(|inner| Check::Not(Box::new(inner))),
        ]
    })
    .boxed()
}

/// A condition over subjects of these types.
pub fn condition(subjects: &[(Subject, Type)]) -> BoxedStrategy<Condition> {
    let test = select(subjects.to_vec()).prop_flat_map(|(subject, of)| {
        check(&of).prop_map(move |check| Condition::Test { subject: subject.clone(), check })
    });
    let leaf = prop_oneof![12 => test, 1 => any::<bool>().prop_map(Condition::Constant)];
    leaf.prop_recursive(3, 10, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Condition::All),
            prop::collection::vec(inner.clone(), 0..4).prop_map(Condition::Any),
            inner.prop_map(|inner| Condition::Not(Box::new(inner))),
        ]
    })
    .boxed()
}
