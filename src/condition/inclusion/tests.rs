//! Tables of checks, before and after, and how they relate.

use serde_json::{Value as Json, json};

use super::*;
use crate::condition::{Choice, Unit, Value, parse};
use crate::text::Route;

/// An id with `!` behind it can only be chosen alone.
fn options(ids: &str) -> Vec<Choice> {
    let option = |id: &str| match id.strip_suffix('!') {
        Some(id) => Choice::new(id, id).alone(),
        None => Choice::new(id, id),
    };
    ids.split(' ').map(option).collect()
}

/// `flag`, `days`, `months`, `years`, `date`, `version`, `url`, `one a b`, `set a b`, `rows 1 a b`.
fn of(text: &str) -> Type {
    match text.split_once(' ').unwrap_or((text, "")) {
        ("flag", _) => Type::Flag,
        ("days", _) => Type::Integer { unit: Unit::Days },
        ("weeks", _) => Type::Integer { unit: Unit::Weeks },
        ("months", _) => Type::Integer { unit: Unit::Months },
        ("years", _) => Type::Integer { unit: Unit::Years },
        ("share", _) => Type::Number { unit: Unit::Percent },
        ("date", _) => Type::Date,
        ("version", _) => Type::Version,
        ("url", _) => Type::Url,
        ("one", ids) => Type::Choice { options: options(ids), ordered: false },
        ("set", ids) => Type::Choices { options: options(ids), least: 0 },
        ("rows", rest) => {
            let (least, ids) = rest.split_once(' ').unwrap();
            let column = |id: &str, of| Column { id: id.to_owned(), title: String::new(), of };
            Type::Table {
                columns: vec![
                    column("kind", Type::Choice { options: options(ids), ordered: false }),
                    column("port", Type::Integer { unit: Unit::Count }),
                    column("open", Type::Flag),
                    column("why", Type::Url),
                ],
                least: least.parse().unwrap(),
            }
        }
        other => panic!("{other:?}"),
    }
}

fn accept(json: &Json, of: &Type) -> Option<Check> {
    let read = |json| parse::settle(&parse::check(json, of, &Route::root()).unwrap(), of, &mut |_| None);
    (!json.is_null()).then(|| read(json).unwrap())
}

fn check(of_before: &str, before: Json, of_after: &str, after: Json, expected: Inclusion) {
    let types = (of(of_before), of(of_after));
    let accepted = (accept(&before, &types.0), accept(&after, &types.1));
    let found =
        |a: (&Option<Check>, &Type), b: (&Option<Check>, &Type)| checks(a.0.as_ref(), a.1, b.0.as_ref(), b.1);
    let (one, other) = ((&accepted.0, &types.0), (&accepted.1, &types.1));
    assert_eq!(found(one, other), expected, "{of_before} {before} → {of_after} {after}");
    assert_eq!(found(other, one), expected.mirror(), "{of_after} {after} → {of_before} {before}");
    assert_eq!(found(one, one), Inclusion::Same);
    assert_eq!(found(other, other), Inclusion::Same);
}

#[test]
fn acceptances_relate_by_their_meaning() {
    use Inclusion::{Incomparable, Looser, Same, Tighter};
    let same_type = |of: &str, before, after, expected| check(of, before, of, after, expected);
    same_type("days", json!({"at-most": 30}), json!({"at-most": 14}), Tighter);
    same_type("days", json!({"at-least": 30}), json!({"at-least": 14}), Looser);
    same_type("days", json!({"at-least": 30}), json!({"at-most": 30}), Incomparable);
    same_type("days", json!({"at-least": 0}), Json::Null, Same);
    same_type("days", json!({"at-least": 1}), json!({"not": {"equals": 0}}), Same);
    same_type("share", json!({"at-least": 1}), json!({"not": {"equals": 0}}), Tighter.mirror());
    same_type("flag", Json::Null, json!(true), Tighter);
    same_type("flag", json!(true), json!(false), Incomparable);
    same_type("date", json!({"not-before": "2037-03-31"}), json!({"not-before": "2035-04-14"}), Looser);
    same_type("version", json!({"at-least": "1.2"}), json!({"at-least": "1.3"}), Tighter);
    same_type("version", json!({"at-least": "1.2"}), json!({"at-least": "1.2.0"}), Same);
    same_type("one a b c", json!({"one-of": ["a", "b"]}), json!({"not": {"equals": "c"}}), Same);
    same_type("one a b c", json!({"one-of": ["a", "b"]}), json!({"one-of": ["b", "c"]}), Incomparable);
    same_type("set a b c d", json!({"includes": ["a"]}), json!({"includes": ["a", "b"]}), Tighter);
    same_type("set a b c d", json!({"includes": ["a"]}), json!({"one-of": ["a", "b"]}), Looser);
    same_type(
        "set a b c d",
        json!({"excludes": ["d"]}),
        json!({"all": [{"excludes": ["d"]}, {"includes": ["a"]}]}),
        Tighter,
    );
    same_type("url", json!({"matches": "a+"}), json!({"matches": "a+"}), Same);
    same_type("url", json!({"matches": "a+"}), json!({"matches": "[a]+"}), Incomparable);
    same_type("url", json!({"matches": "a+"}), Json::Null, Looser);
}

#[test]
fn types_relate_by_their_values() {
    use Inclusion::{Incomparable, Looser, Same, Tighter};
    check("one a b c", json!({"one-of": ["a", "b"]}), "one a c", json!({"one-of": ["a"]}), Tighter);
    check("one a b c", json!({"one-of": ["a", "b"]}), "one a b", json!({"one-of": ["a", "b"]}), Same);
    check("one a b", Json::Null, "one a b c", Json::Null, Looser);
    check("one a b", json!("a"), "one a c", Json::Null, Looser);
    check("one a b", Json::Null, "one a c", Json::Null, Incomparable);
    check("set a b", json!({"includes": ["a"]}), "set a b c", json!({"includes": ["a"]}), Looser);
    check(
        "set a b",
        json!({"includes": ["a"]}),
        "set a b c",
        json!({"all": [{"includes": ["a"]}, {"excludes": ["c"]}]}),
        Same,
    );
    let many = "set a b c d e f g h i j k l m n o p q r s t";
    check("set a b", json!({"includes": ["a"]}), many, json!({"includes": ["a"]}), Looser);
    check("years", json!({"at-least": 2}), "months", json!({"at-least": 24}), Same);
    check("years", json!({"at-least": 2}), "months", json!({"at-least": 25}), Tighter);
    check("weeks", json!({"at-most": 2}), "days", json!({"at-most": 15}), Looser);
    check("years", json!({"at-least": 2}), "days", json!({"at-least": 700}), Incomparable);
    check("days", Json::Null, "date", Json::Null, Incomparable);
}

#[test]
fn options_that_stand_alone_leave_fewer_sets() {
    use Inclusion::{Incomparable, Looser, Same, Tighter};
    check("set a none", Json::Null, "set a none!", Json::Null, Tighter);
    check("set a none", json!({"excludes": ["none"]}), "set a none!", json!({"excludes": ["none"]}), Same);
    check("set a none!", json!({"one-of": ["a"]}), "set a none", json!({"includes": ["a"]}), Looser);
    check(
        "set a b none!",
        json!({"one-of": ["a", "b"]}),
        "set a b none!",
        json!({"excludes": ["none"]}),
        Looser,
    );
    check("set a b none! c", json!({"one-of": ["a"]}), "set a b", Json::Null, Incomparable);
    check("set a none!", json!({"includes": ["none"]}), "set a none!", json!({"equals": ["none"]}), Same);
}

#[test]
fn every_bound_is_converted() {
    let (days, hours) = (Type::Integer { unit: Unit::Days }, Type::Integer { unit: Unit::Hours });
    let most = |bound: fn(Value) -> Check, amount| bound(Value::Number(amount));
    for bound in [Check::AtMost as fn(Value) -> Check, Check::NotAfter] {
        let (before, after) = (most(bound, 100.0), most(Check::AtMost, 100.0));
        assert_eq!(checks(Some(&before), &days, Some(&after), &hours), Inclusion::Tighter, "{before:?}");
    }
}

#[test]
fn tables_relate_by_their_rows() {
    use Inclusion::{Incomparable, Looser, Same, Tighter};
    let each = |row: Json| json!({"each-row": row});
    let web = || each(json!({"any": [{"kind": "web"}, {"open": false}]}));
    check("rows 0 web other", web(), "rows 0 web other", each(json!({"open": false})), Tighter);
    check("rows 0 web other", web(), "rows 0 web other", Json::Null, Looser);
    check("rows 0 web other", web(), "rows 1 web other", web(), Tighter);
    check("rows 1 web other", web(), "rows 0 web other", each(json!({"open": false})), Incomparable);
    check(
        "rows 0 web other",
        web(),
        "rows 0 web other",
        each(json!({"not": {"kind": "other", "open": true}})),
        Same,
    );
    check("rows 0 web other", web(), "rows 0 web new", Json::Null, Incomparable);
    check("rows 0 web other", web(), "rows 0 web", each(json!({"open": false})), Tighter);
    check(
        "rows 0 web",
        each(json!({"why": {"matches": "a+"}})),
        "rows 0 web",
        each(json!({"why": {"matches": "a+"}, "open": true})),
        Tighter,
    );
}
