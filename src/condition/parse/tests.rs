//! What a library writes for a condition, and what is read.

use serde_json::json;

use super::*;
use crate::condition::{Choice, Unit};

fn check(json: &Json, expected: Result<Check, FaultKind>) {
    let options = ["wifi", "usb"].map(|id| Choice::new(id, id)).to_vec();
    let of = Type::Choices { options, least: 0 };
    let read = super::check(json, &of, &Route::root());
    let settled = read.and_then(|check| settle(&check, &of, &mut |_| Some(json!(["wifi"]))));
    assert_eq!(settled.map_err(|mut faults| faults.remove(0).kind), expected, "{json}");
}

#[test]
fn what_is_accepted_is_a_bound_or_what_lies_on_its_good_side() {
    let options = ["none", "some", "all"].map(|id| Choice::new(id, id)).to_vec();
    let level = Type::Choice { options, ordered: true };
    let days = Type::Integer { unit: Unit::Days };
    let hours = Type::Number { unit: Unit::Hours };
    let check = |of: &Type, json: Json, expected: Option<Check>| {
        let read = super::check(&json, of, &Route::root());
        let settled = read.and_then(|check| settle(&check, of, &mut |_| None));
        assert_eq!(settled.ok(), expected, "{json}");
    };
    let words =
        |ids: &[&str]| Some(Check::OneOf(ids.iter().map(|id| Value::Word((*id).to_owned())).collect()));
    check(&level, json!({"at-least": "some"}), words(&["some", "all"]));
    check(&level, json!({"at-most": "some"}), words(&["none", "some"]));
    check(&level, json!({"at-least": "none"}), words(&["none", "some", "all"]));
    check(&level, json!({"at-most": "none"}), words(&["none"]));
    check(&level, json!("some"), Some(Check::Equals(Value::Word("some".to_owned()))));
    check(&level, json!(["some", "all"]), words(&["some", "all"]));
    check(&level, json!("most"), None);
    check(&days, json!({"at-least": 3}), Some(Check::AtLeast(Value::Number(3.0))));
    check(&days, json!({"at-most": "2 weeks"}), Some(Check::AtMost(Value::Number(14.0))));
    check(&days, json!({"at-most": 1.5}), None);
    check(&days, json!({"at-most": -1}), None);
    check(&days, json!({"at-most": crate::condition::LARGEST + 1.0}), None);
    check(&hours, json!({"at-most": 1.5}), Some(Check::AtMost(Value::Number(1.5))));
    check(&hours, json!({"at-most": -1.5}), None);
}

#[test]
fn what_a_template_yields_is_told_where_it_stands() {
    let days = Type::Integer { unit: Unit::Days };
    let read = super::check(&json!({"at-least": "{{ least }}"}), &days, &Route::root()).unwrap();
    let faults = settle(&read, &days, &mut |_| Some(json!([1, 2]))).unwrap_err();
    let places: Vec<String> = faults.iter().map(|fault| fault.route.to_string()).collect();
    assert_eq!(places, ["at-least"]);
}

#[test]
fn one_option_of_a_set_is_meant_among_others() {
    check(&json!("usb"), Ok(Check::OneOf(vec![Value::Word("usb".to_owned())])));
    check(&json!(["usb"]), Ok(Check::OneOf(vec![Value::Word("usb".to_owned())])));
}

#[test]
fn a_set_equals_what_is_written_or_rendered() {
    let set = |ids: &[&str]| Check::Equals(Value::Set(ids.iter().map(|id| (*id).to_owned()).collect()));
    check(&json!({"equals": ["usb", "wifi"]}), Ok(set(&["wifi", "usb"])));
    check(&json!({"equals": []}), Ok(set(&[])));
    check(&json!([]), Ok(set(&[])));
    check(&json!({"equals": "{{ required }}"}), Ok(set(&["wifi"])));
    check(&json!({"equals": ["usb", "{{ required }}"]}), Err(FaultKind::Template));
}
