//! JSON from a stranger to a value: without keys that stand twice, and within limits of depth and
//! number that are checked while it is read.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value as Json};

use super::bill::cut;
use super::fault::{Encoding, Fault, Unread};

/// Nesting beyond this many levels is refused: thirty components, one in the other.
pub const MOST_LEVELS: usize = 64;

/// Texts of more values than this are refused: some ten thousand components.
const MOST_VALUES: usize = 500_000;

/// Reads JSON.
///
/// # Errors
/// Where it is none, a key stands twice in one object, or it is beyond the limits.
pub fn parse(bytes: &[u8]) -> Result<Json, Fault> {
    let mut budget = Budget { left: MOST_VALUES, why: None };
    let mut reader = serde_json::Deserializer::from_slice(bytes);
    let json = Seed { budget: &mut budget, levels: MOST_LEVELS }.deserialize(&mut reader);
    json.and_then(|json| reader.end().map(|()| json)).map_err(|error| match budget.why {
        Some(why) => Fault::Text { encoding: Encoding::Json, why, at: Some((error.line(), error.column())) },
        None => Fault::Text { encoding: Encoding::Json, why: Unread::Syntax(error.to_string()), at: None },
    })
}

/// How many values may still come, and why no more are read.
struct Budget {
    left: usize,
    why: Option<Unread>,
}

impl Budget {
    /// The error that ends the reading; what it says stands in the budget.
    fn end<E: Error>(&mut self, why: Unread) -> E {
        self.why = Some(why);
        E::custom("")
    }
}

struct Seed<'a> {
    budget: &'a mut Budget,
    levels: usize,
}

impl Seed<'_> {
    /// One value less is left.
    fn count<E: Error>(&mut self) -> Result<(), E> {
        match self.budget.left.checked_sub(1) {
            Some(left) => self.budget.left = left,
            None => return Err(self.budget.end(Unread::Values(MOST_VALUES))),
        }
        Ok(())
    }

    /// One level further down.
    fn below<E: Error>(&mut self) -> Result<Seed<'_>, E> {
        match self.levels.checked_sub(1) {
            Some(levels) => Ok(Seed { levels, budget: self.budget }),
            None => Err(self.budget.end(Unread::Levels(MOST_LEVELS))),
        }
    }
}

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = Json;

    fn deserialize<D: Deserializer<'de>>(mut self, reader: D) -> Result<Json, D::Error> {
        self.count()?;
        reader.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a value")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, flag: bool) -> Result<Json, E> {
        Ok(Json::Bool(flag))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Json, E> {
        Ok(number.into())
    }

    fn visit_u64<E>(self, number: u64) -> Result<Json, E> {
        Ok(number.into())
    }

    fn visit_f64<E>(self, number: f64) -> Result<Json, E> {
        Ok(Number::from_f64(number).map_or(Json::Null, Json::Number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Json, E> {
        Ok(text.into())
    }

    fn visit_string<E>(self, text: String) -> Result<Json, E> {
        Ok(text.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut reader: A) -> Result<Json, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = reader.next_element_seed(self.below()?)? {
            items.push(item);
        }
        Ok(Json::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut reader: A) -> Result<Json, A::Error> {
        let mut entries = Map::new();
        while let Some(key) = reader.next_key::<String>()? {
            if entries.contains_key(&key) {
                // Which of the two counts differs from program to program.
                return Err(self.budget.end(Unread::Twice(cut(&key))));
            }
            let value = reader.next_value_seed(self.below()?)?;
            entries.insert(key, value);
        }
        Ok(Json::Object(entries))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_sound_json_within_limits_is_read() {
        let check = |text: &str, expected: Result<&str, &str>| {
            let found = parse(text.as_bytes()).map(|json| json.to_string());
            let found = found.map_err(|fault| fault.say(crate::words::Words::English));
            assert_eq!(found.as_deref().map_err(String::as_str), expected, "{:.60}", text);
        };
        check(r#"{"a": [1, -2, 2.5, "é\n", null, true]}"#, Ok(r#"{"a":[1,-2,2.5,"é\n",null,true]}"#));
        check("{\"a\": 1} 2", Err("it is no JSON that can be read: trailing characters at line 1 column 10"));
        check(
            "{\"a\": ",
            Err("it is no JSON that can be read: EOF while parsing a value at line 1 column 6"),
        );
        check(
            r#"{"a": {"b": 1, "b": 2}}"#,
            Err("it is no JSON that can be read: the key `b` stands twice in one object at line 1 column 18"),
        );
        check(&"[".repeat(100_000), Err("it is nested more than 64 levels deep at line 1 column 65"));
        check(
            &format!("[{}0]", "0,".repeat(500_000)),
            Err("it has more than 500000 values at line 1 column 999999"),
        );
        check("\u{0}", Err("it is no JSON that can be read: expected value at line 1 column 1"));
        check("1e999", Err("it is no JSON that can be read: number out of range at line 1 column 5"));
    }
}
