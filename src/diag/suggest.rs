//! "Did you mean": the known word that a misspelt one is nearest to.

use super::Diagnostic;
use crate::text::Span;

/// Adds the way out of a misspelt word: the one that was meant, or else all that it could be.
pub fn offer<'a>(
    fault: Diagnostic,
    word: &str,
    known: impl IntoIterator<Item = &'a str> + Clone,
    place: Span,
) -> Diagnostic {
    match nearest(word, known.clone()) {
        Some(meant) => fault.edit(format!("did you mean `{meant}`?"), place, meant),
        None if known.clone().into_iter().next().is_none() => fault,
        None => fault.hint(format!("use one of {}", listed(known))),
    }
}

/// The nearest of the known words, where it is near enough to be meant.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = word.to_lowercase().replace('_', "-");
    known
        .into_iter()
        .map(|candidate| {
            let distance = strsim::damerau_levenshtein(&folded, &candidate.to_lowercase().replace('_', "-"));
            (distance, candidate)
        })
        .filter(|(distance, candidate)| *distance <= (candidate.chars().count().max(3) / 3).max(1))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// The known word that differs in one slip of the fingers: a letter too many, too few, another, or two that
/// changed places. For words that mean something by themselves, of which a near one may be the opposite.
pub fn misspelt<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = word.to_lowercase().replace(['_', ' '], "-");
    let near = |candidate: &&str| {
        let other = candidate.to_lowercase();
        folded.chars().count() >= 3 && strsim::damerau_levenshtein(&folded, &other) <= 1
    };
    let mut near = known.into_iter().filter(near);
    match (near.next(), near.next()) {
        (Some(only), None) => Some(only),
        _ => None,
    }
}

/// The known words in a sentence, as many as are readable.
pub fn listed<'a>(known: impl IntoIterator<Item = &'a str>) -> String {
    let all: Vec<&str> = known.into_iter().collect();
    let shown: Vec<String> = all.iter().take(12).map(|word| format!("`{word}`")).collect();
    match all.len().checked_sub(12).filter(|rest| *rest > 0) {
        Some(rest) => format!("{} and {rest} more", shown.join(", ")),
        None => shown.join(", "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_words_are_meant_and_far_ones_are_not() {
        let check = |word, expected| {
            assert_eq!(nearest(word, ["interfaces", "updatable", "zone"]), expected, "{word}");
        };
        check("interfacs", Some("interfaces"));
        check("upadtable", Some("updatable"));
        check("Zone", Some("zone"));
        check("quantum", None);
    }

    #[test]
    fn no_word_is_taken_for_its_opposite() {
        let check = |word, known: &[&'static str], expected| {
            assert_eq!(misspelt(word, known.iter().copied()), expected, "{word}");
        };
        check("signd-online", &["signed-online", "signed-offline"], Some("signed-online"));
        check("Signed Online", &["signed-online", "signed-offline"], Some("signed-online"));
        check("internal", &["external", "separate-department"], None);
        check("offline", &["online"], None);
        check("encrypted", &["unencrypted"], None);
        check("on", &["no"], None);
        check("paid", &["said", "laid"], None);
    }
}
