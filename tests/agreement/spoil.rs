//! Faults put into a declaration: what vendors mistype, and what validators might read differently.

use serde_json::{Map, Value as Json, json};

use crate::declare::Dice;

/// Puts one fault into a declaration, somewhere. Now and then what is put in is none.
pub fn spoil(declaration: &mut Json, dice: &mut Dice) {
    let mut places = Vec::new();
    collect(declaration, &mut String::new(), &mut places);
    let Some(place) = dice.pick(&places).cloned() else { return };
    if dice.roll(4) == 0 {
        return spoil_members(declaration, &place, dice);
    }
    let Some(value) = declaration.pointer_mut(&place) else { return };
    let spoilt = match value {
        Json::String(text) => spoil_text(text, dice),
        Json::Number(number) => {
            let number = number.as_f64().unwrap_or(0.0);
            let near =
                [number + 0.5, -number, number + 1.0, number - 1.0, number * 1e6, 1e300, 1e15, -0.0, 0.1];
            dice.pick(&near).map_or(Json::Null, |number| json!(number))
        }
        Json::Bool(flag) => dice
            .pick(&[json!(!*flag), json!(0), json!(1), json!("true"), json!(null)])
            .cloned()
            .unwrap_or_default(),
        ref other => hostile(dice, other),
    };
    *value = spoilt;
}

/// Takes a member away, adds one, or doubles one.
fn spoil_members(declaration: &mut Json, place: &str, dice: &mut Dice) {
    let (parent, key) = place.rsplit_once('/').unwrap_or(("", ""));
    match declaration.pointer_mut(parent) {
        Some(Json::Object(members)) => match dice.roll(3) {
            0 => {
                members.insert("unheard_of".to_owned(), json!(true));
            }
            _ => {
                members.shift_remove(key);
            }
        },
        Some(Json::Array(items)) => match (dice.roll(2), items.first().cloned()) {
            (0, Some(first)) => items.push(first),
            _ => {
                items.pop();
            }
        },
        _ => {}
    }
}

fn spoil_text(text: &str, dice: &mut Dice) -> Json {
    let written: Vec<String> = [
        format!("{text}\n"),
        format!("{text}\r\n"),
        format!(" {text}"),
        format!("{text}\u{2028}"),
        format!("{text}\u{1f3e5}"),
        text.replace('2', "２"),
        text.replace('-', "/"),
        text.replace("0", "٠"),
        text.replacen("2", "", 1),
        text.to_uppercase(),
        text.chars().rev().collect(),
        String::new(),
        "\n".to_owned(),
        "\u{a0}".to_owned(),
        "\u{feff}".to_owned(),
        "\u{0}".to_owned(),
        "2027-02-29".to_owned(),
        "2028-02-29\n".to_owned(),
        "0000-01-01".to_owned(),
        "9999-12-31".to_owned(),
        "../secret".to_owned(),
        "a/../b".to_owned(),
        "/etc/passwd".to_owned(),
        "a//b".to_owned(),
        "a/..b/...".to_owned(),
        "C:\\x".to_owned(),
        "a\n".to_owned(),
        "1.2.3.4.5".to_owned(),
        "1.02".to_owned(),
        "1.2\n".to_owned(),
        "https://a.example/b\n".to_owned(),
        "https://é.example/".to_owned(),
        "HTTPS://a.example/".to_owned(),
        "none".to_owned(),
    ]
    .to_vec();
    match dice.roll(8) {
        0 => hostile(dice, &json!(text)),
        _ => dice.pick(&written).cloned().into(),
    }
}

fn hostile(dice: &mut Dice, value: &Json) -> Json {
    let values = [
        json!(null),
        json!([]),
        json!({}),
        json!([value]),
        json!("x"),
        json!(0),
        json!(1.0),
        json!(true),
        json!([[]]),
    ];
    dice.pick(&values).cloned().unwrap_or_default()
}

/// The JSON Pointers of everything in the declaration.
fn collect(value: &Json, at: &mut String, places: &mut Vec<String>) {
    let inner: Map<String, Json> = match value {
        Json::Object(members) => members.clone(),
        Json::Array(items) => {
            items.iter().enumerate().map(|(i, item)| (i.to_string(), item.clone())).collect()
        }
        _ => Map::new(),
    };
    for (key, value) in inner {
        let length = at.len();
        at.push('/');
        at.push_str(&key);
        places.push(at.clone());
        collect(&value, at, places);
        at.truncate(length);
    }
}
