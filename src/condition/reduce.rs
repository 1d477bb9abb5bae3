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
