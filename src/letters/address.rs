//! Names of files for letters to vendors: letters, digits and hyphens, whatever the vendor is called.

use std::collections::BTreeMap;

use super::{Kind, Party};
use crate::resolve::spec::Lot;

/// Characters of a vendor's name that stand in the name of a file.
const MOST: usize = 40;

/// The names that were given so far, in lower case as some systems see them.
#[derive(Debug, Default)]
pub struct Names(BTreeMap<String, usize>);

impl Names {
    /// The path of a letter, without an ending: `pumps/award-acme`, or `pumps/award-acme-2` for the second of that name.
    pub fn path(&mut self, lot: Option<&Lot>, kind: Kind, party: &Party<'_>) -> String {
        let mut names = party.reports.iter().flat_map(|report| [&report.outcome.vendor, &report.file]);
        let vendor = names.find_map(|name| Some(plain(name)).filter(|name| !name.is_empty()));
        let vendor = vendor.unwrap_or_default();
        let folder = lot.map(|lot| format!("{}/", lot.id)).unwrap_or_default();
        let path = match vendor.as_str() {
            "" => format!("{folder}{}", kind.word()),
            vendor => format!("{folder}{}-{vendor}", kind.word()),
        };
        let count = self.0.entry(path.clone()).or_default();
        *count += 1;
        match *count {
            1 => path,
            // Two hyphens: no name of a vendor has them, so this is no other's.
            count => format!("{path}--{count}"),
        }
    }
}

/// A name in letters, digits and single hyphens.
fn plain(name: &str) -> String {
    let parts = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty());
    let name = parts.collect::<Vec<_>>().join("-").to_ascii_lowercase();
    let cut: String = name.chars().take(MOST).collect();
    cut.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Outcome;
    use crate::report::Report;

    #[test]
    fn names_are_plain_and_each_is_given_once() {
        let mut names = Names::default();
        let mut check = |vendor: &str, file: &str, expected: &str| {
            let outcome = Outcome { vendor: vendor.to_owned(), ..Outcome::default() };
            let found = names.path(
                None,
                Kind::Award,
                &Party { reports: vec![&Report::of(file, outcome)], offer: None },
            );
            assert_eq!(found, expected, "{vendor}");
        };
        check("Acme", "a.json", "award-acme");
        check("ACME!", "b.json", "award-acme--2");
        check("Acme 2", "c.json", "award-acme-2");
        check("../../etc/passwd", "d.json", "award-etc-passwd");
        check("Ärzte & Söhne GmbH", "e.json", "award-rzte-s-hne-gmbh");
        check("医療", "bids/f.json", "award-bids-f-json");
        check("医療", "医", "award");
        check(&"x".repeat(500), "g.json", &format!("award-{}", "x".repeat(MOST)));
    }
}
