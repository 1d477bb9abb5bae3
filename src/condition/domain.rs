//! What a value can still be: finite stand-ins for all values of a type.
//!
//! Checks cut a type into classes of values they cannot tell apart. One stand-in
//! for each class decides every question about all values: whether what is known
//! implies a check, whether a condition can be true at all. Where classes cannot be
//! listed (patterns over free text), the answer is [`Certainty::Open`], never a guess.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::{Span, civil::Date};

use super::value::LARGEST;
use super::{Check, Choice, Condition, Subject, Type, Value, Version};

/// What is certain about a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// True whatever the open values are.
    Always,
    /// False whatever the open values are.
    Never,
    /// It depends, or it was not worth finding out.
    Open,
}

impl Certainty {
    fn of(mut outcomes: impl Iterator<Item = bool>) -> Self {
        let Some(first) = outcomes.next() else { return Self::Open };
        match (outcomes.all(|outcome| outcome == first), first) {
            (true, true) => Self::Always,
            (true, false) => Self::Never,
            (false, _) => Self::Open,
        }
    }
}

/// Types of subjects and what is known of each, as checks that all hold.
#[derive(Clone, Debug, Default)]
pub struct Domains(BTreeMap<Subject, Arc<Domain>>);

#[derive(Clone, Debug)]
struct Domain {
    of: Type,
    known: Vec<Check>,
    optional: bool,
}

/// What is known of a subject of one type. Most of it is shared, and then looking at it is spared.
struct Knowledge<'d>(&'d Arc<Domain>);

impl PartialEq for Knowledge<'_> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(self.0, other.0) || self.0.known == other.0.known
    }
}

/// Joint assignments beyond this number are not tried.
const MOST_ASSIGNMENTS: usize = 20_000;

impl Domains {
    /// Says that a subject has a type, and is always given.
    pub fn declare(&mut self, subject: Subject, of: Type) {
        self.0.insert(subject, Arc::new(Domain { of, known: Vec::new(), optional: false }));
    }

    /// Says that a subject has a type, and may be absent.
    pub fn declare_optional(&mut self, subject: Subject, of: Type) {
        self.0.insert(subject, Arc::new(Domain { of, known: Vec::new(), optional: true }));
    }

    /// Adds to what is known of a declared subject.
    pub fn learn(&mut self, subject: &Subject, check: Check) {
        if let Some(domain) = self.0.get_mut(subject) {
            Arc::make_mut(domain).known.push(check);
        }
    }

    /// What is known of each of the subjects: equal where a condition over them cannot tell two apart.
    pub fn of_each<'d>(&'d self, subjects: &BTreeSet<&Subject>) -> Vec<impl PartialEq + use<'d>> {
        subjects.iter().map(|subject| self.0.get(*subject).map(Knowledge)).collect()
    }

    /// What is certain about one check of one subject. An undeclared subject is always absent.
    pub fn test(&self, subject: &Subject, check: &Check) -> Certainty {
        let Some(domain) = self.0.get(subject) else { return Certainty::Never };
        match (implied(&domain.known, check, &domain.of), domain.optional) {
            (Certainty::Always, true) => Certainty::Open,
            (certainty, _) => certainty,
        }
    }

    /// Whether what is known of a subject leaves it any value.
    pub fn is_empty(&self, subject: &Subject) -> bool {
        self.0.get(subject).is_some_and(|domain| {
            stand_ins(&domain.of, &domain.known.iter().collect::<Vec<_>>())
                .is_some_and(|values| !values.iter().any(|v| domain.known.iter().all(|k| k.accepts(v))))
        })
    }

    /// The one value that what is known leaves a subject, where it is one.
    pub fn settled(&self, subject: &Subject) -> Option<Value> {
        let domain = self.0.get(subject)?;
        let mut values = stand_ins(&domain.of, &domain.known.iter().collect::<Vec<_>>())?;
        values.retain(|value| domain.known.iter().all(|check| check.accepts(value)));
        match (values.len(), &domain.of) {
            // One stand-in of a set may stand for several sets: it is settled only if every option is.
            (1, Type::Choices { options, .. }) => {
                let every = options.iter().all(|option| {
                    let has = Check::Includes(vec![Value::Word(option.id.clone())]);
                    implied(&domain.known, &has, &domain.of) != Certainty::Open
                });
                every.then(|| values.pop()).flatten()
            }
            (1, Type::Flag | Type::Choice { .. }) => values.pop(),
            (1, _) => domain.known.iter().find_map(|check| match check {
                Check::Equals(value) => Some(value.clone()),
                _ => None,
            }),
            _ => None,
        }
    }
}

/// What is certain about `check`, of a value of which all of `known` is true.
///
/// Of a value that cannot exist, nothing is certain.
pub fn implied(known: &[Check], check: &Check, of: &Type) -> Certainty {
    let mut all: Vec<&Check> = known.iter().collect();
    all.push(check);
    let Some(values) = stand_ins(of, &all) else { return Certainty::Open };
    Certainty::of(
        values
            .iter()
            .filter(|value| known.iter().all(|known| known.accepts(value)))
            .map(|value| check.accepts(value)),
    )
}

/// What is certain about a condition, its subjects taken together.
///
/// This sees what looking at one test at a time does not: `{a: x, not: {a: x}}` is never true.
pub fn possible(condition: &Condition, domains: &Domains) -> Certainty {
    possible_in(condition, &[domains])
}

/// The same, where some subjects are declared in one place and some in another.
pub fn possible_in(condition: &Condition, domains: &[&Domains]) -> Certainty {
    let tests = condition.tests();
    let mut classes: Vec<(&Subject, Vec<Vec<bool>>)> = Vec::new();
    let mut total = 1_usize;
    for subject in tests.iter().map(|(subject, _)| *subject).collect::<BTreeSet<_>>() {
        let Some(domain) = domains.iter().find_map(|domains| domains.0.get(subject)) else { continue };
        let own: Vec<&Check> =
            tests.iter().filter(|(of, _)| *of == subject).map(|(_, check)| *check).collect();
        let checks: Vec<&Check> = domain.known.iter().chain(own.iter().copied()).collect();
        let Some(values) = stand_ins(&domain.of, &checks) else { return Certainty::Open };
        let left = values.iter().filter(|value| domain.known.iter().all(|known| known.accepts(value)));
        let passed = left.map(|value| own.iter().map(|check| check.accepts(value)).collect());
        let absent = domain.optional.then(|| vec![false; own.len()]);
        let mut passed: Vec<Vec<bool>> = passed.chain(absent).collect();
        match total.checked_mul(passed.len()).filter(|total| (1..=MOST_ASSIGNMENTS).contains(total)) {
            Some(product) => total = product,
            None => return Certainty::Open,
        }
        // Values that pass the same tests decide the same.
        passed.sort_unstable();
        passed.dedup();
        classes.push((subject, passed));
    }
    let mut next = vec![0; classes.len()];
    let formula = Formula::of(condition, &classes, &mut next);
    let combinations: usize = classes.iter().map(|(_, passed)| passed.len()).product();
    Certainty::of((0..combinations).map(|index| {
        let mut rest = index;
        let chosen = classes.iter().filter_map(|(_, passed)| {
            let one = passed.get(rest % passed.len())?;
            rest /= passed.len();
            Some(one.as_slice())
        });
        formula.holds(&chosen.collect::<Vec<_>>())
    }))
}

/// A condition over which of its tests are passed.
enum Formula {
    Constant(bool),
    /// A test: the place of its subject, and its own among the tests of that.
    Test(usize, usize),
    All(Vec<Formula>),
    Any(Vec<Formula>),
    Not(Box<Formula>),
}

impl Formula {
    /// A condition, whose tests come in the order in which [`Condition::tests`] gives them. `next`: how many of
    /// each subject came already.
    fn of(condition: &Condition, classes: &[(&Subject, Vec<Vec<bool>>)], next: &mut [usize]) -> Self {
        let mut parts =
            |parts: &[Condition]| parts.iter().map(|part| Self::of(part, classes, next)).collect::<Vec<_>>();
        match condition {
            Condition::Constant(truth) => Self::Constant(*truth),
            Condition::All(all) => Self::All(parts(all)),
            Condition::Any(any) => Self::Any(parts(any)),
            Condition::Not(inner) => Self::Not(Box::new(Self::of(inner, classes, next))),
            Condition::Test { subject, .. } => {
                let at = classes.iter().position(|(of, _)| *of == subject);
                let Some((at, nth)) = at.and_then(|at| Some((at, next.get_mut(at)?))) else {
                    return Self::Constant(false); // what is declared nowhere is absent
                };
                *nth += 1;
                Self::Test(at, *nth - 1)
            }
        }
    }

    /// Whether it holds of what each subject passes.
    fn holds(&self, passed: &[&[bool]]) -> bool {
        match self {
            Self::Constant(truth) => *truth,
            Self::Test(at, nth) => {
                passed.get(*at).and_then(|passed| passed.get(*nth)).is_some_and(|passed| *passed)
            }
            Self::All(parts) => parts.iter().all(|part| part.holds(passed)),
            Self::Any(parts) => parts.iter().any(|part| part.holds(passed)),
            Self::Not(inner) => !inner.holds(passed),
        }
    }
}

/// One value for each class that the checks can tell apart; nothing where the classes cannot be listed.
pub fn stand_ins(of: &Type, checks: &[&Check]) -> Option<Vec<Value>> {
    let plain: Vec<&Check> = checks.iter().flat_map(|check| check.plain()).collect();
    let operands: Vec<&Value> = plain.iter().flat_map(|check| operands(check)).collect();
    match of {
        Type::Flag => Some(vec![Value::Flag(false), Value::Flag(true)]),
        Type::Choice { options, .. } => {
            Some(options.iter().map(|option| Value::Word(option.id.clone())).collect())
        }
        Type::Choices { options, .. } => {
            let mut values = sets(options, &operands)?;
            values.retain(|value| !matches!(value, Value::Set(set) if !of.admits(set)));
            Some(values)
        }
        Type::Integer { .. } => Some(numbers(&operands, f64::floor)),
        Type::Number { .. } => Some(numbers(&operands, |middle| middle)),
        Type::Date => Some(dates(&operands)),
        Type::Version | Type::Text | Type::Url
            if plain.iter().any(|check| matches!(check, Check::Matches(_))) =>
        {
            None
        }
        Type::Version => Some(versions(&operands)),
        Type::Text | Type::Url => {
            let mut other = "https://other.example".to_owned();
            let mut values: Vec<Value> = operands.into_iter().cloned().collect();
            while values.contains(&Value::Word(other.clone())) {
                other.push('/');
            }
            values.push(Value::Word(other));
            Some(values)
        }
        Type::Table { .. } => None,
    }
}

pub(super) fn operands(check: &Check) -> Vec<&Value> {
    match check {
        Check::Equals(value)
        | Check::AtLeast(value)
        | Check::AtMost(value)
        | Check::NotBefore(value)
        | Check::NotAfter(value) => vec![value],
        Check::OneOf(values) | Check::Includes(values) | Check::Excludes(values) => values.iter().collect(),
        Check::Matches(_) | Check::EachRow(_) | Check::All(_) | Check::Any(_) | Check::Not(_) => Vec::new(),
    }
}

/// Subsets of the options that are mentioned, and of one that stands for all others.
fn sets(options: &[Choice], operands: &[&Value]) -> Option<Vec<Value>> {
    let mut mentioned: BTreeSet<&str> = BTreeSet::new();
    for operand in operands {
        match operand {
            Value::Word(word) => {
                mentioned.insert(word);
            }
            Value::Set(set) => mentioned.extend(set.iter().map(String::as_str)),
            _ => {}
        }
    }
    let (named, others): (Vec<&Choice>, Vec<&Choice>) =
        options.iter().partition(|option| mentioned.contains(option.id.as_str()));
    let mut members: Vec<&str> = named.into_iter().map(|option| option.id.as_str()).collect();
    // One that can stand beside others stands for more sets than one that cannot.
    let other = others.iter().find(|option| !option.exclusive).or(others.first());
    members.extend(other.map(|option| option.id.as_str()));
    (members.len() <= 12).then(|| {
        (0..1_usize << members.len())
            .map(|mask| {
                let chosen = members.iter().enumerate().filter(|(bit, _)| mask >> bit & 1 == 1);
                Value::Set(chosen.map(|(_, member)| (*member).to_owned()).collect())
            })
            .collect()
    })
}

/// The bounds themselves, and one number between any two that are neighbours.
fn numbers(operands: &[&Value], between: fn(f64) -> f64) -> Vec<Value> {
    let mut bounds = vec![0.0, LARGEST];
    bounds.extend(operands.iter().filter_map(|operand| match operand {
        Value::Number(number) => Some(*number),
        _ => None,
    }));
    // A bound that is no value itself lies between two that are.
    let (below, above): (Vec<f64>, Vec<f64>) =
        bounds.iter().map(|number| (between(*number), between(*number) + 1.0)).unzip();
    let whole = between(0.5) == 0.0;
    bounds.extend(below.into_iter().chain(above).filter(|_| whole));
    bounds.retain(|number| (0.0..=LARGEST).contains(number) && between(*number) == *number);
    bounds.sort_by(f64::total_cmp);
    let middles =
        bounds.iter().zip(bounds.iter().skip(1)).map(|(low, high)| between(f64::midpoint(*low, *high)));
    let mut numbers: Vec<f64> = bounds.iter().copied().chain(middles).collect();
    numbers.sort_by(f64::total_cmp);
    numbers.dedup();
    numbers.into_iter().map(Value::Number).collect()
}

fn dates(operands: &[&Value]) -> Vec<Value> {
    let day = Span::new().days(1);
    let mut dates: BTreeSet<Date> = BTreeSet::from([jiff::civil::date(1, 1, 1), Date::MAX]);
    for operand in operands {
        if let Value::Date(date) = operand {
            dates.insert(*date);
            dates.extend(date.checked_add(day));
            dates.extend(date.checked_sub(day));
        }
    }
    dates.retain(|date| date.year() > 0);
    dates.into_iter().map(Value::Date).collect()
}

fn versions(operands: &[&Value]) -> Vec<Value> {
    const MOST: u64 = 999_999_999;
    let mut versions = BTreeSet::from([[0; 4], [MOST; 4]]);
    for operand in operands {
        if let Value::Version(version) = operand {
            let numbers = version.numbers();
            versions.insert(numbers);
            versions.extend(neighbour(numbers, |n| n.checked_sub(1), MOST));
            versions.extend(neighbour(numbers, |n| Some(n + 1).filter(|n| *n <= MOST), 0));
        }
    }
    let written = |numbers: [u64; 4]| Version::read(&numbers.map(|n| n.to_string()).join("."));
    versions.into_iter().filter_map(written).map(Value::Version).collect()
}

/// The version next to one, counting as an odometer does.
fn neighbour(mut numbers: [u64; 4], step: fn(u64) -> Option<u64>, wrapped: u64) -> Option<[u64; 4]> {
    for number in numbers.iter_mut().rev() {
        if let Some(stepped) = step(*number) {
            *number = stepped;
            return Some(numbers);
        }
        *number = wrapped;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::condition::Unit;

    fn word(id: &str) -> Value {
        Value::Word(id.to_owned())
    }

    fn version(text: &str) -> Value {
        Value::Version(Version::read(text).unwrap())
    }

    #[track_caller]
    fn check(of: &Type, known: &[Check], check: &Check, expected: Certainty) {
        assert_eq!(implied(known, check, of), expected, "{known:?} {check:?}");
    }

    #[test]
    fn what_is_known_decides_what_it_implies() {
        use Certainty::{Always, Never, Open};
        use Check::{AtLeast, AtMost, Equals, Excludes, Includes, NotAfter, NotBefore};
        let days = Type::Integer { unit: Unit::Days };
        let number = Value::Number;
        check(&days, &[AtLeast(number(3.0))], &AtLeast(number(2.0)), Always);
        check(&days, &[AtLeast(number(3.0))], &AtMost(number(2.0)), Never);
        check(&days, &[AtLeast(number(3.0))], &AtLeast(number(4.0)), Open);
        // Between two and a half and three and a half there is one whole number, and many that are not.
        let between = [AtLeast(number(2.5)), AtMost(number(3.5))];
        check(&days, &between, &Equals(number(3.0)), Always);
        check(&Type::Number { unit: Unit::Hours }, &between, &Equals(number(3.0)), Open);
        let day = |day| Value::Date(jiff::civil::date(2027, 3, day));
        check(&Type::Date, &[NotBefore(day(2)), NotAfter(day(2))], &Equals(day(2)), Always);
        check(&Type::Date, &[NotBefore(day(2))], &NotBefore(day(3)), Open);
        check(&Type::Date, &[NotBefore(day(2))], &NotBefore(day(1)), Always);
        check(&Type::Version, &[AtLeast(version("1.2"))], &AtLeast(version("1.2.0.1")), Open);
        check(&Type::Version, &[AtLeast(version("1.2.0.1"))], &AtLeast(version("1.2")), Always);
        let not_equal = Check::Not(Box::new(Equals(version("1.2"))));
        check(&Type::Version, &[AtMost(version("1.2")), not_equal], &AtMost(version("1.1.9")), Open);
        let options = vec![Choice::new("wifi", ""), Choice::new("usb", ""), Choice::new("none", "").alone()];
        let set = Type::Choices { options, least: 0 };
        check(&set, &[Includes(vec![word("none")])], &Excludes(vec![word("usb")]), Always);
        check(&set, &[Includes(vec![word("wifi")])], &Excludes(vec![word("usb")]), Open);
        check(&set, &[Excludes(vec![word("wifi")])], &Includes(vec![word("wifi")]), Never);
    }

    #[test]
    fn a_subject_is_left_values_or_none_or_one() {
        let of =
            || Type::Choice { options: vec![Choice::new("a", ""), Choice::new("b", "")], ordered: false };
        let check = |known: &[Check], empty: bool, settled: Option<&str>| {
            let (mut domains, fact) = (Domains::default(), Subject::Fact("colour".to_owned()));
            domains.declare(fact.clone(), of());
            for known in known {
                domains.learn(&fact, known.clone());
            }
            assert_eq!(
                (domains.is_empty(&fact), domains.settled(&fact)),
                (empty, settled.map(word)),
                "{known:?}"
            );
        };
        let is = |id: &str| Check::Equals(word(id));
        check(&[], false, None);
        check(&[is("a")], false, Some("a"));
        check(&[Check::Not(Box::new(is("a")))], false, Some("b"));
        check(&[is("a"), is("b")], true, None);
        assert!(!Domains::default().is_empty(&Subject::Fact("colour".to_owned())));
    }
}
