//! Checks of two types put over one: its values are those of both, its unit the smaller one.

use std::collections::BTreeSet;

use crate::condition::domain::operands;
use crate::condition::{Check, Choice, Condition, Domains, Subject, Type, Value};

/// Two conditions, put over values that those of both sides are among.
pub struct Sides {
    /// What was accepted, among the values of both sides.
    pub before: Condition,
    /// What is accepted.
    pub after: Condition,
    /// The joint types.
    pub domains: Domains,
}

impl Sides {
    /// Nothing where the types of a subject are of different kinds.
    pub fn over<'a>(
        pairs: impl IntoIterator<Item = (&'a Subject, &'a Type, &'a Type)>,
        [mut before, mut after]: [Condition; 2],
    ) -> Option<Self> {
        let mut domains = Domains::default();
        let mut limits = [Vec::new(), Vec::new()];
        for (subject, of_before, of_after) in pairs {
            let checks = before.tests().into_iter().chain(after.tests()).filter(|(of, _)| *of == subject);
            let named: Vec<Value> =
                checks.flat_map(|(_, check)| check.plain()).flat_map(operands).cloned().collect();
            let joint = Joint::of(of_before, of_after, &named)?;
            before = scaled(before, subject, joint.factors[0]);
            after = scaled(after, subject, joint.factors[1]);
            for (limits, limit) in limits.iter_mut().zip(joint.limits) {
                limits.extend(limit.map(|check| Condition::Test { subject: subject.clone(), check }));
            }
            domains.declare(subject.clone(), joint.of);
        }
        let [mut before_parts, mut after_parts] = limits;
        before_parts.push(before);
        after_parts.push(after);
        Some(Self { before: Condition::All(before_parts), after: Condition::All(after_parts), domains })
    }
}

/// A type that has the values of two.
struct Joint {
    of: Type,
    /// What an amount of each side is multiplied by.
    factors: [f64; 2],
    /// What the values of each side are, among those of the joint type.
    limits: [Option<Check>; 2],
}

impl Joint {
    fn of(before: &Type, after: &Type, named: &[Value]) -> Option<Self> {
        let plain = |of: Type| Self { of, factors: [1.0, 1.0], limits: [None, None] };
        match (before, after) {
            (Type::Choice { .. }, Type::Choice { .. }) => Some(Self::of_options(before, after, named)),
            (Type::Choices { .. }, Type::Choices { .. }) => Some(Self::of_options(before, after, named)),
            (Type::Integer { unit }, Type::Integer { unit: other })
            | (Type::Number { unit }, Type::Number { unit: other })
                if unit != other =>
            {
                // Into the smaller unit, so that whole amounts stay whole.
                let (down, up) = (other.convert(1.0, *unit)?, unit.convert(1.0, *other)?);
                Some(match down >= 1.0 {
                    true => Self { factors: [1.0, down], ..plain(Type::Number { unit: *unit }) },
                    false => Self { factors: [up, 1.0], ..plain(Type::Number { unit: *other }) },
                })
            }
            _ if before.name() == after.name() => Some(plain(before.clone())),
            _ => None,
        }
    }

    /// Options of both sides. Of those that one side alone offers and no check names, one set
    /// member stands for all.
    fn of_options(before: &Type, after: &Type, named: &[Value]) -> Self {
        let mut words_named: BTreeSet<&str> = BTreeSet::new();
        for operand in named {
            match operand {
                Value::Word(word) => drop(words_named.insert(word)),
                Value::Set(set) => words_named.extend(set.iter().map(String::as_str)),
                _ => {}
            }
        }
        let offered = |of: &'_ Type| -> BTreeSet<String> {
            of.options().iter().map(|option| option.id.clone()).collect()
        };
        let (offered_before, offered_after) = (offered(before), offered(after));
        let alone = |of: &Type, other: &BTreeSet<String>| -> Vec<Choice> {
            let own = of.options().iter().filter(|option| !other.contains(&option.id)).cloned();
            let (mut kept, mut unnamed): (Vec<Choice>, Vec<Choice>) =
                own.partition(|option| words_named.contains(option.id.as_str()));
            // Sets of options are many, single options are few. One that can stand beside others
            // stands for more sets than one that cannot.
            unnamed.sort_by_key(|option| option.exclusive);
            let most = if matches!(of, Type::Choices { .. }) { 1 } else { unnamed.len() };
            kept.extend(unnamed.into_iter().take(most));
            kept
        };
        let words = |options: &[Choice]| -> Vec<Value> {
            options.iter().map(|option| Value::Word(option.id.clone())).collect()
        };
        let (gone, new) = (alone(before, &offered_after), alone(after, &offered_before));
        let without = |others: &[Choice]| match before {
            _ if others.is_empty() => None,
            Type::Choices { .. } => Some(Check::Excludes(words(others))),
            _ => Some(Check::Not(Box::new(Check::OneOf(words(others))))),
        };
        // An option of both sides that only one side calls exclusive: there it stands alone or not at all.
        let alone_in = |of: &Type, other: &Type| -> Vec<Check> {
            let shared = |option: &&Choice| {
                option.exclusive && other.options().iter().any(|same| same.id == option.id && !same.exclusive)
            };
            let alone = |option: &Choice| {
                let word = Value::Word(option.id.clone());
                let only = Value::Set(BTreeSet::from([option.id.clone()]));
                Check::Any(vec![Check::Excludes(vec![word]), Check::Equals(only)])
            };
            of.options().iter().filter(shared).map(alone).collect()
        };
        let limit = |gone: Option<Check>, alone: Vec<Check>| {
            let all: Vec<Check> = gone.into_iter().chain(alone).collect();
            (!all.is_empty()).then_some(Check::All(all))
        };
        let least = |of: &Type| if let Type::Choices { least, .. } = of { *least } else { 0 };
        let fewest = least(before).min(least(after));
        // Whoever asks for one takes none for no answer.
        let some = |of: &Type| {
            let none = Check::Equals(Value::Set(BTreeSet::new()));
            (least(of) > fewest).then(|| Check::Not(Box::new(none)))
        };
        let demanded = |of: &Type, other: &Type| alone_in(of, other).into_iter().chain(some(of)).collect();
        let limits =
            [limit(without(&new), demanded(before, after)), limit(without(&gone), demanded(after, before))];
        let exclusive = |option: &Choice| {
            let everywhere =
                |of: &Type| of.options().iter().all(|same| same.id != option.id || same.exclusive);
            everywhere(before) && everywhere(after)
        };
        // Those of both come first: the first that no check names stands for all such.
        let mut options: Vec<Choice> = before
            .options()
            .iter()
            .filter(|option| offered_after.contains(&option.id))
            .map(|option| Choice { exclusive: exclusive(option), ..option.clone() })
            .collect();
        options.extend(gone.into_iter().chain(new));
        let of = match before {
            Type::Choices { .. } => Type::Choices { options, least: fewest },
            _ => Type::Choice { options, ordered: false },
        };
        Self { of, factors: [1.0, 1.0], limits }
    }
}

/// The condition with every amount that a subject is compared with multiplied.
fn scaled(condition: Condition, subject: &Subject, factor: f64) -> Condition {
    let all = |parts: Vec<Condition>| parts.into_iter().map(|part| scaled(part, subject, factor)).collect();
    match condition {
        same if factor == 1.0 => same,
        Condition::Test { subject: of, check } if of == *subject => {
            Condition::Test { subject: of, check: scaled_check(check, factor) }
        }
        Condition::All(parts) => Condition::All(all(parts)),
        Condition::Any(parts) => Condition::Any(all(parts)),
        Condition::Not(inner) => Condition::Not(Box::new(scaled(*inner, subject, factor))),
        same @ (Condition::Test { .. } | Condition::Constant(_)) => same,
    }
}

fn scaled_check(check: Check, factor: f64) -> Check {
    let one = |value: Value| match value {
        Value::Number(number) => Value::Number(number * factor),
        same => same,
    };
    let all = |checks: Vec<Check>| checks.into_iter().map(|check| scaled_check(check, factor)).collect();
    match check {
        Check::Equals(value) => Check::Equals(one(value)),
        Check::OneOf(values) => Check::OneOf(values.into_iter().map(one).collect()),
        Check::AtLeast(bound) => Check::AtLeast(one(bound)),
        Check::AtMost(bound) => Check::AtMost(one(bound)),
        Check::NotBefore(bound) => Check::NotBefore(one(bound)),
        Check::NotAfter(bound) => Check::NotAfter(one(bound)),
        Check::All(checks) => Check::All(all(checks)),
        Check::Any(checks) => Check::Any(all(checks)),
        Check::Not(check) => Check::Not(Box::new(scaled_check(*check, factor))),
        same => same,
    }
}
