//! Partial evaluation: a condition with what is known taken out of it.

use super::{Certainty, Condition, Domains, possible};

/// The condition that is left when everything known is decided.
///
/// Sound: whatever values agree with `domains`, the residual is true of them exactly
/// when the condition is. `Constant` where nothing is left to ask.
pub fn reduce(condition: &Condition, domains: &Domains) -> Condition {
    let residual = step(condition, domains);
    match possible(&residual, domains) {
        Certainty::Always => Condition::Constant(true),
        Certainty::Never => Condition::Constant(false),
        Certainty::Open => residual,
    }
}

fn step(condition: &Condition, domains: &Domains) -> Condition {
    match condition {
        Condition::Constant(truth) => Condition::Constant(*truth),
        Condition::Test { subject, check } => match domains.test(subject, check) {
            Certainty::Always => Condition::Constant(true),
            Certainty::Never => Condition::Constant(false),
            Certainty::Open => condition.clone(),
        },
        Condition::All(parts) => join(parts, domains, false, Condition::All),
        Condition::Any(parts) => join(parts, domains, true, Condition::Any),
        Condition::Not(inner) => match step(inner, domains) {
            Condition::Constant(truth) => Condition::Constant(!truth),
            Condition::Not(inner) => *inner,
            inner => Condition::Not(Box::new(inner)),
        },
    }
}

/// `decisive` is the truth of one part that settles the whole: false of `All`, true of `Any`.
fn join(
    parts: &[Condition],
    domains: &Domains,
    decisive: bool,
    build: fn(Vec<Condition>) -> Condition,
) -> Condition {
    let mut open: Vec<Condition> = Vec::new();
    for part in parts {
        let nested = match (step(part, domains), decisive) {
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
}
