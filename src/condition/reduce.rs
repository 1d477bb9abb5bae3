//! Partial evaluation: a condition with what is known taken out of it.

use super::{Certainty, Check, Condition, Domains, Subject, Value, possible};

/// The condition that is left when everything known is decided.
///
/// Sound: whatever values agree with `domains`, the residual is true of them exactly
/// when the condition is. `Constant` where nothing is left to ask.
pub fn reduce(condition: &Condition, domains: &Domains) -> Condition {
    let residual = step(condition, &|subject, check| domains.test(subject, check));
    match possible(&residual, domains) {
        Certainty::Always => Condition::Constant(true),
        Certainty::Never => Condition::Constant(false),
        Certainty::Open => residual,
    }
}

/// The condition that is left for a device of that kind: it is about no kind any more.
pub fn of_kind(condition: &Condition, kind: &str) -> Condition {
    let kind = Value::Word(kind.to_owned());
    step(condition, &|subject, check| match (*subject == Subject::kind(), check.accepts(&kind)) {
        (false, _) => Certainty::Open,
        (true, true) => Certainty::Always,
        (true, false) => Certainty::Never,
    })
}

/// Whether a test is passed, as far as that is known.
type Decide<'d> = dyn Fn(&Subject, &Check) -> Certainty + 'd;

fn step(condition: &Condition, decide: &Decide<'_>) -> Condition {
    match condition {
        Condition::Constant(truth) => Condition::Constant(*truth),
        Condition::Test { subject, check } => match decide(subject, check) {
            Certainty::Always => Condition::Constant(true),
            Certainty::Never => Condition::Constant(false),
            Certainty::Open => condition.clone(),
        },
        Condition::All(parts) => join(parts, decide, false, Condition::All),
        Condition::Any(parts) => join(parts, decide, true, Condition::Any),
        Condition::Not(inner) => match step(inner, decide) {
            Condition::Constant(truth) => Condition::Constant(!truth),
            Condition::Not(inner) => *inner,
            inner => Condition::Not(Box::new(inner)),
        },
    }
}

/// `decisive` is the truth of one part that settles the whole: false of `All`, true of `Any`.
fn join(
    parts: &[Condition],
    decide: &Decide<'_>,
    decisive: bool,
    build: fn(Vec<Condition>) -> Condition,
) -> Condition {
    let mut open: Vec<Condition> = Vec::new();
    for part in parts {
        let nested = match (step(part, decide), decisive) {
            (Condition::Constant(truth), _) if truth == decisive => {
                return Condition::Constant(decisive);
            }
            (Condition::Constant(_), _) => continue,
            (Condition::All(nested), false) | (Condition::Any(nested), true) => nested,
            (part, _) => vec![part],
        };
        for part in nested {
            if !open.contains(&part) {
                open.push(part);
            }
        }
    }
    match open.len() {
        0 => Condition::Constant(!decisive),
        1 => open.remove(0),
        _ => build(open),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::condition::{Check, Subject, Type, Value};

    #[test]
    fn what_is_decided_is_left_out_even_where_values_cannot_be_listed() {
        let subject = |id: &str| Subject::Fact(id.to_owned());
        let is = |id: &str| Condition::Test { subject: subject(id), check: Check::Equals(Value::Flag(true)) };
        let page =
            || Condition::Test { subject: subject("page"), check: Check::Matches("https://.*".to_owned()) };
        let mut domains = Domains::default();
        for id in ["yes", "no", "open"] {
            domains.declare(subject(id), Type::Flag);
        }
        domains.declare(subject("page"), Type::Url);
        domains.learn(&subject("yes"), Check::Equals(Value::Flag(true)));
        domains.learn(&subject("no"), Check::Equals(Value::Flag(false)));
        let check = |condition: Condition, expected: Condition| {
            assert_eq!(reduce(&condition, &domains), expected, "{condition:?}");
        };
        let (all, any) = (Condition::All, Condition::Any);
        let constant = Condition::Constant;
        check(all(vec![page(), is("no")]), constant(false));
        check(all(vec![page(), is("yes")]), page());
        check(any(vec![page(), is("yes")]), constant(true));
        check(any(vec![page(), is("no")]), page());
        check(all(vec![page(), is("open"), page()]), all(vec![page(), is("open")]));
        check(all(vec![page(), all(vec![is("open"), is("yes")])]), all(vec![page(), is("open")]));
        check(Condition::Not(Box::new(any(vec![is("no"), is("no")]))), constant(true));
    }

    #[test]
    fn what_is_left_of_a_condition_is_about_no_kind() {
        let test = |subject: Subject, word: &str| Condition::Test {
            subject,
            check: Check::Equals(Value::Word(word.to_owned())),
        };
        let of = |kind: &str| test(Subject::kind(), kind);
        let zone = || test(Subject::Fact("zone".to_owned()), "ward");
        let (all, any, constant) = (Condition::All, Condition::Any, Condition::Constant);
        let not = |condition: Condition| Condition::Not(Box::new(condition));
        let check = |condition: Condition, expected: Condition| {
            assert_eq!(of_kind(&condition, "pump"), expected, "{condition:?}");
        };
        check(of("pump"), constant(true));
        check(of("gateway"), constant(false));
        check(all(vec![of("pump"), zone()]), zone());
        check(all(vec![of("gateway"), zone()]), constant(false));
        check(any(vec![all(vec![of("gateway"), zone()]), all(vec![of("pump"), not(zone())])]), not(zone()));
        check(not(any(vec![of("gateway"), of("server")])), constant(true));
        check(any(vec![zone(), not(zone())]), any(vec![zone(), not(zone())]));
    }
}
