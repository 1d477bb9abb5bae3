//! Themes: a folder whose name is nearly that of another one is most often a slip, and would be a heading.

use std::collections::BTreeMap;

use crate::diag::codes;
use crate::diag::suggest;
use crate::diag::{Bag, Diagnostic};
use crate::model::Requirement;

/// Whether each theme is told apart from the others by its name. Of two that are not, the one with fewer
/// requirements is told.
pub fn check(requirements: &[&Requirement], bag: &mut Bag) {
    let mut themes: BTreeMap<&str, Vec<&Requirement>> = BTreeMap::new();
    for requirement in requirements {
        themes.entry(&requirement.theme.id).or_default().push(requirement);
    }
    for (theme, of) in &themes {
        let larger = themes.iter().filter(|(other, others)| *other != theme && others.len() > of.len());
        let Some(near) = suggest::nearest(theme, larger.map(|(other, _)| *other)) else { continue };
        let Some(first) = of.first() else { continue };
        let message = format!("the theme `{theme}` is nearly called as `{near}` is");
        let fault = Diagnostic::new(&codes::LOOKALIKE_THEME, message)
            .at(first.span, format!("in the folder `{theme}`"))
            .hint(format!("move its requirements to `{near}/`, or give the theme a name of its own"));
        bag.push(fault);
    }
}
