//! Values to draw answers from: one on each side of every bound that a check draws.

use serde_json::{Value as Json, json};
use tenderc::condition::{Check, Column, Type, Value, stand_ins};

use crate::declare::{Aim, Dice};

/// Values of one type, as JSON.
pub struct Pool {
    any: Vec<Json>,
    accepted: Vec<Json>,
}

impl Pool {
    /// Values that the checks tell apart, and those of them that are accepted.
    pub fn new(of: &Type, tested: &[&Check], accepted: &dyn Fn(&Value) -> bool) -> Self {
        let mut values = match of {
            Type::Table { columns, .. } => tables(columns, tested),
            of => values(of, tested),
        };
        values.retain(|json| Value::read(of, json).is_some());
        let is_accepted = |json: &&Json| Value::read(of, json).is_some_and(|value| accepted(&value));
        Self { accepted: values.iter().filter(is_accepted).cloned().collect(), any: values }
    }

    /// One of the values; an accepted one where that is the aim and there is one.
    pub fn draw(&self, aim: Aim, dice: &mut Dice) -> Option<Json> {
        let wanted = if aim == Aim::Conform { &self.accepted } else { &self.any };
        let drawn = dice.pick(wanted).or_else(|| dice.pick(&self.any)).cloned()?;
        // The same number is written with and without a point.
        Some(match drawn.as_f64() {
            Some(number) if dice.roll(4) == 0 => json!(number),
            _ => drawn,
        })
    }
}

fn values(of: &Type, tested: &[&Check]) -> Vec<Json> {
    let listed: &[&str] = match of {
        Type::Text => &["none", "a", "Ein Satz.\nNoch einer.", "\u{1f3e5}", "\u{a0}"],
        Type::Url => {
            &["https://pumpwerk.example/a/b", "http://x", "https://pumpwerk.example/?q", "https://1.2:3/#"]
        }
        Type::Version => {
            &["0", "1.2", "1.2.0.0", "999999999.999999999.999999999.999999999", "10.0.1", "1.10"]
        }
        _ => &[],
    };
    let stand_ins = stand_ins(of, tested).unwrap_or_default();
    stand_ins.iter().map(Value::json).chain(listed.iter().map(|text| json!(text))).collect()
}

/// Tables of no row, one row, and several.
fn tables(columns: &[Column], tested: &[&Check]) -> Vec<Json> {
    let mut dice = Dice(7);
    let cells: Vec<(&Column, Pool)> = columns
        .iter()
        .map(|column| (column, Pool::new(&column.of, &cell_tests(column, tested), &|_| true)))
        .collect();
    let mut row = || -> Json {
        cells
            .iter()
            .filter_map(|(column, pool)| Some((column.id.clone(), pool.draw(Aim::Complete, &mut dice)?)))
            .collect()
    };
    let rows: Vec<Json> = (0..60).map(|_| row()).collect();
    let single = rows.iter().map(|row| json!([row]));
    let pairs = rows.chunks(2).map(|rows| json!(rows));
    std::iter::once(json!([])).chain(single).chain(pairs).collect()
}

fn cell_tests<'a>(column: &Column, tested: &[&'a Check]) -> Vec<&'a Check> {
    let rows = tested.iter().flat_map(|check| check.plain()).filter_map(|check| match check {
        Check::EachRow(row) => Some(row.tests()),
        _ => None,
    });
    rows.flatten().filter(|(subject, _)| subject.name() == column.id).map(|(_, check)| check).collect()
}
