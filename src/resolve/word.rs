//! The reasons of a spec → words.

use super::spec::{Absence, Dropped, Ground, Known, Link, Lot, Setter, Term};
use crate::condition::word::{self, Naming};
use crate::condition::{Subject, Type};
use crate::say;
use crate::words::Words;

/// What is said of a fact in the reason why a requirement is left out.
#[derive(Clone, Copy, Debug)]
pub struct Stated<'a> {
    /// What people call it.
    pub title: &'a str,
    /// What its value may be.
    pub of: &'a Type,
    /// What is known of it, the most specific last.
    pub known: &'a [Known],
}

impl Ground {
    /// It as a clause: "by the route Sensors → Gateway → Vendor's cloud".
    pub fn say(&self, words: Words) -> String {
        match self {
            Self::Category(category) => say!(words, "resolve-category", title = category.title.as_str()),
            Self::Lot => say!(words, "resolve-lot"),
            Self::Kind(kind) => say!(words, "resolve-lot-kind", title = kind.title.as_str()),
            Self::Zone => say!(words, "resolve-zone"),
            Self::Route(way) if way.is_empty() => say!(words, "resolve-links"),
            Self::Route(way) => {
                let titles: Vec<&str> = way.iter().map(|node| node.title.as_str()).collect();
                say!(words, "resolve-route", way = titles.join(" → "))
            }
            Self::NoRoute(zone) => say!(words, "resolve-no-route", zone = zone.title.as_str()),
            Self::NoLinks => say!(words, "resolve-no-links"),
            Self::Link(other) => say!(words, "resolve-link", title = other.title.as_str()),
            Self::NoLink => say!(words, "resolve-no-link"),
        }
    }
}

impl Setter {
    /// It as a clause: "set by the tender for this lot".
    pub fn say(self, words: Words) -> String {
        match self {
            Self::Library => say!(words, "resolve-set-library"),
            Self::Tender => say!(words, "resolve-set-tender"),
            Self::Lot => say!(words, "resolve-set-lot"),
        }
    }
}

impl Absence {
    /// It as a sentence. `stated` gives what is known of a fact.
    pub fn say<'a>(&self, words: Words, stated: &dyn Fn(&str) -> Option<Stated<'a>>) -> String {
        self.say_of(None, words, stated)
    }

    /// It as a sentence about devices of one kind, where the lot has several.
    fn say_of<'a>(
        &self,
        kind: Option<&str>,
        words: Words,
        stated: &dyn Fn(&str) -> Option<Stated<'a>>,
    ) -> String {
        let quoted = |term: &Term| say!(words, "resolve-quoted", title = term.title.as_str());
        let either = |terms: &[Term]| words.join(terms.iter().map(quoted), "or");
        match self {
            Self::OtherCategory { wanted, own } => {
                say!(words, "resolve-out-other-category", wanted = either(wanted), own = own.title.as_str())
            }
            Self::ExcludedCategory(of) => say!(words, "resolve-out-excluded-category", of = either(of)),
            Self::Assurance(level) => say!(words, "resolve-out-assurance", level = level.word()),
            Self::Tier { from, lot } => {
                say!(words, "resolve-out-tier", from = from.word(), lot = lot.word())
            }
            Self::Condition { when, decisive } => {
                let legend = |subject: &Subject| {
                    let Subject::Fact(id) = subject else { return None };
                    let fact = stated(id)?;
                    Some((say!(words, "resolve-quoted", title = fact.title), fact.of.clone()))
                };
                let wanted = word::condition(words, when, &legend, Naming::Label);
                let here = decisive.iter().filter_map(|id| {
                    let fact = stated(id)?;
                    let own = fact.known.iter().rfind(|known| known.is_of(kind));
                    let known = own.or(fact.known.last())?;
                    let says = word::predicate(words, &known.check, fact.of, Naming::Label);
                    let because = known.because.say(words);
                    Some(say!(words, "resolve-here", fact = fact.title, says = says, because = because))
                });
                let here = words.join(here, "and");
                say!(words, "resolve-out-condition", wanted = wanted, here = here)
            }
            Self::Kinds(all) => {
                let each = all.iter().map(|one| {
                    let reason = one.reason.say_of(Some(&one.kind.id), words, stated);
                    say!(words, "resolve-out-kind", kind = one.kind.title.as_str(), reason = reason)
                });
                each.collect::<Vec<_>>().join(" ")
            }
            Self::Waiver(text) => text.clone(),
        }
    }
}

impl Dropped {
    /// Why it is left out of its lot, as a sentence.
    pub fn say(&self, words: Words, lot: &Lot) -> String {
        self.reason.say(words, &|id| {
            let fact = lot.fact(id)?;
            Some(Stated { title: &fact.title, of: &fact.of, known: &fact.known })
        })
    }
}

impl Link {
    /// The same link with its words as people write them: `remote-service` is "remote service".
    pub fn in_words(&self) -> Self {
        let spaced = |word: &String| word.replace('-', " ");
        Self {
            over: spaced(&self.over),
            carries: self.carries.iter().map(spaced).collect(),
            purpose: spaced(&self.purpose),
            ..self.clone()
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use super::*;
    use crate::condition::{Check, Choice, Condition, Value};
    use crate::model::Assurance;

    fn term(id: &str, title: &str) -> Term {
        Term { id: id.to_owned(), title: title.to_owned() }
    }

    /// Whether a reason is that data in a pack, and these words for people.
    fn check<T>(reason: &T, say: impl Fn(&T) -> String, data: Json, said: &str)
    where
        T: serde::Serialize + serde::de::DeserializeOwned + PartialEq + std::fmt::Debug,
    {
        assert_eq!(serde_json::to_value(reason).unwrap(), data, "{said}");
        assert_eq!(&serde_json::from_value::<T>(data).unwrap(), reason, "{said}");
        assert_eq!(say(reason), said);
    }

    #[test]
    fn grounds_are_data_until_they_are_said() {
        let check = |ground: Ground, data: Json, said: &str| {
            check(&ground, |ground| ground.say(Words::English), data, said);
        };
        let way = vec![term("pumps", "Pumps"), term("gateway", "Gateway"), term("cloud", "Cloud")];
        let nodes = json!([
            {"id": "pumps", "title": "Pumps"},
            {"id": "gateway", "title": "Gateway"},
            {"id": "cloud", "title": "Cloud"},
        ]);
        check(
            Ground::Category(term("sensor", "Sensor")),
            json!({"category": {"id": "sensor", "title": "Sensor"}}),
            "true of every device of the kind “Sensor”",
        );
        check(Ground::Lot, json!("lot"), "demanded by the tender for this lot");
        check(Ground::Zone, json!("zone"), "the tender places the lot there");
        check(Ground::Route(way), json!({"route": nodes}), "by the route Pumps → Gateway → Cloud");
        check(
            Ground::NoRoute(term("internet", "The internet")),
            json!({"no-route": {"id": "internet", "title": "The internet"}}),
            "none of its links leads to the zone “The internet”",
        );
        check(Ground::NoLinks, json!("no-links"), "the tender links it to nothing");
        check(
            Ground::Link(term("gateway", "Gateway")),
            json!({"link": {"id": "gateway", "title": "Gateway"}}),
            "by the link to Gateway",
        );
        check(Ground::NoLink, json!("no-link"), "the tender has no such link");
    }

    #[test]
    fn setters_are_data_until_they_are_said() {
        let check = |setter: Setter, data: &str, said: &str| {
            check(&setter, |setter| setter.say(Words::English), json!(data), said);
        };
        check(Setter::Library, "library", "default of the library");
        check(Setter::Tender, "tender", "set by the tender");
        check(Setter::Lot, "lot", "set by the tender for this lot");
    }

    #[test]
    fn absences_are_data_until_they_are_said() {
        let options = [("wifi", "Wi-Fi"), ("usb", "USB")].map(|(id, label)| Choice::new(id, label));
        let of = Type::Choices { options: options.to_vec(), least: 0 };
        let word = |id: &str| Value::Word(id.to_owned());
        let known = [
            Known::of_all(Check::Includes(vec![word("usb")]), Ground::NoLinks),
            Known::of_all(Check::Excludes(vec![word("wifi")]), Ground::Lot),
        ];
        let stated =
            |id: &str| (id == "interfaces").then_some(Stated { title: "Interfaces", of: &of, known: &known });
        let check = |absence: Absence, data: Json, said: &str| {
            check(&absence, |absence| absence.say(Words::English, &stated), data, said);
        };
        let (pump, scanner) = (term("pump", "Pump"), term("scanner", "Scanner"));
        let (a_pump, a_scanner) =
            (json!({"id": "pump", "title": "Pump"}), json!({"id": "scanner", "title": "Scanner"}));
        check(
            Absence::OtherCategory {
                wanted: vec![pump.clone(), scanner.clone()],
                own: term("printer", "Printer"),
            },
            json!({"other-category": {
                "wanted": [a_pump, a_scanner],
                "own": {"id": "printer", "title": "Printer"},
            }}),
            "It is for devices of the kind “Pump” or “Scanner”, not “Printer”.",
        );
        check(
            Absence::ExcludedCategory(vec![pump]),
            json!({"excluded-category": [{"id": "pump", "title": "Pump"}]}),
            "It leaves out devices of the kind “Pump”.",
        );
        check(
            Absence::Assurance(Assurance::Basic),
            json!({"assurance": "basic"}),
            "It is not asked for at the level of assurance “basic”.",
        );
        let when = Condition::Test {
            subject: Subject::Fact("interfaces".to_owned()),
            check: Check::Includes(vec![word("wifi")]),
        };
        check(
            Absence::Condition { when: when.clone(), decisive: vec!["interfaces".to_owned()] },
            json!({"condition": {"when": when, "decisive": ["interfaces"]}}),
            "It applies only if “Interfaces” includes “Wi-Fi”. \
             Here “Interfaces” does not include “Wi-Fi” (demanded by the tender for this lot).",
        );
        check(
            Absence::Waiver("Pumps stand in locked rooms.".to_owned()),
            json!({"waiver": "Pumps stand in locked rooms."}),
            "Pumps stand in locked rooms.",
        );
    }

    #[test]
    fn words_of_links_are_ids_until_they_are_said() {
        let link = |over: &str, carries: &str, purpose: &str| Link {
            from: "pumps".to_owned(),
            to: "gateway".to_owned(),
            one_way: false,
            over: over.to_owned(),
            carries: vec![carries.to_owned()],
            purpose: purpose.to_owned(),
        };
        let told = link("site-wifi", "patient-data", "remote-service").in_words();
        assert_eq!(told, link("site wifi", "patient data", "remote service"));
    }
}
