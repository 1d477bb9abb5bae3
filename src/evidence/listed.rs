//! The list of a declaration's evidence, as far as it can be read: each entry with its places.
//!
//! Never opens a file.

use crate::condition::{Type, Value};
use crate::declaration::{Declaration, Enclosed};
use crate::resolve::spec::{EvidenceKind, Spec};
use crate::text::{Route, Span};

use super::Exhibit;
use super::fault::PathFault;

/// An entry of the list.
pub struct Listed<'a> {
    /// The entry, of whose file nothing is known yet.
    pub exhibit: Exhibit,
    /// Its kind, where the tender has it.
    pub kind: Option<&'a EvidenceKind>,
    /// Where the entry says what.
    pub places: Places,
}

/// Where an entry says what; of what it does not say, where the entry itself stands.
pub struct Places {
    /// Its kind.
    pub kind: Span,
    /// Its path.
    pub file: Span,
    /// Its digest.
    pub sha256: Span,
    /// Its last day.
    pub valid_until: Span,
}

/// The entries that name a file, in their order.
pub fn of<'a>(declaration: &'a Declaration, spec: &'a Spec) -> impl Iterator<Item = Listed<'a>> {
    declaration.enclosed().filter_map(move |entry| entry_of(entry, declaration, spec))
}

fn entry_of<'a>(entry: Enclosed<'_>, declaration: &Declaration, spec: &'a Spec) -> Option<Listed<'a>> {
    let file = entry.text("file")?.to_owned();
    let id = entry.text("kind").unwrap_or_default();
    let kind = spec.evidence_kind(id);
    let route = Route::root().key("evidence").index(entry.at);
    let place = |key: &str| declaration.place(&route.key(key));
    let valid_until = entry.json.get("valid-until").and_then(|json| Value::read(&Type::Date, json));
    let exhibit = Exhibit {
        number: entry.at + 1,
        kind: id.to_owned(),
        title: kind.map_or(id, |kind| &kind.title).to_owned(),
        serves: entry.serves().map(str::to_owned).collect(),
        file,
        sha256: entry.text("sha256").unwrap_or_default().to_owned(),
        valid_until: match valid_until {
            Some(Value::Date(date)) => Some(date),
            _ => None,
        },
        findings: Vec::new(),
        figures: Vec::new(),
        span: declaration.place(&route),
    };
    let places = Places {
        kind: place("kind"),
        file: place("file"),
        sha256: place("sha256"),
        valid_until: place("valid-until"),
    };
    Some(Listed { exhibit, kind, places })
}

/// Why a path is not one below the folder of the declaration, on whatever system it is read.
pub fn outside(path: &str) -> Option<PathFault> {
    let drive = path.as_bytes().get(1) == Some(&b':');
    Some(match () {
        () if path.trim().is_empty() => PathFault::Empty,
        () if path.contains(char::is_control) => PathFault::Control,
        () if path.contains('\\') => PathFault::Backslash,
        () if path.starts_with('/') || drive => PathFault::Root,
        () if path.contains("://") => PathFault::Address,
        // Some systems give it a meaning of their own.
        () if path.contains(':') => PathFault::Colon,
        () if path.split('/').any(|part| part == "..") => PathFault::Parent,
        () if path.split('/').any(|part| part.is_empty() || part == ".") => PathFault::Nothing,
        () => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::Fault;
    use crate::words::Words;

    #[test]
    fn only_paths_below_the_folder_are_opened() {
        let check = |path: &str, expected: &str| {
            let found = outside(path).map(|fault| Fault::Path(fault).say(Words::English));
            let found = found.unwrap_or("below".to_owned());
            assert!(found.starts_with(expected), "{path:?}: {found}");
        };
        check("evidence/sbom.json", "below");
        check("Prüfbericht 3.pdf", "below");
        check("..report.pdf", "below");
        check("", "the path is empty");
        check(" ", "the path is empty");
        check("a\0b", "the path has control");
        check("evidence\\sbom.json", "the path has `\\`");
        check("\\\\server\\share", "the path has `\\`");
        check("/etc/passwd", "the path starts at the root");
        check("C:sbom.json", "the path starts at the root");
        check("https://acme.example/sbom.json", "it is an address");
        check("report.pdf:stream", "the path has `:`");
        check("../sbom.json", "the path leads out");
        check("a/../../b", "the path leads out");
        check("./sbom.json", "the path has a part");
        check("a//b", "the path has a part");
    }
}
