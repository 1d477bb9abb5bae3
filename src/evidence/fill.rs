//! The list of evidence, filled in: what shall be enclosed, the files that there are, their digests.
//!
//! What a person wrote stays: an entry keeps its file, its requirements and its date. A file is put to a kind
//! only where one alone is called like it.

use std::collections::BTreeSet;

use serde_json::{Map, Value as Json, json};

use super::digest::Digests;
use super::files::MOST_BYTES;
use super::listed;
use crate::declaration::Declaration;
use crate::say;
use crate::schema::evidence_to_come;
use crate::text::World;
use crate::words::Words;

/// A list of evidence, filled in as far as the files go.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filled {
    /// The entries, as they stand in a declaration.
    pub entries: Vec<Json>,
    /// What is to be said of them.
    pub marks: Vec<Mark>,
}

/// Something that is to be said of an entry, of a kind or of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mark {
    /// The digest of a file was filled in.
    Digest(String),
    /// The file is another than the one whose digest stood there.
    Changed(String),
    /// A file was put to a kind by its name.
    Named {
        /// The file.
        file: String,
        /// The kind, as people call it.
        kind: String,
        /// The requirements.
        ids: Vec<String>,
    },
    /// A file that is listed is not there, or cannot be read.
    Missing {
        /// The file.
        file: String,
        /// Why.
        why: String,
    },
    /// No file is listed for a kind.
    Wanted {
        /// The kind, as people call it.
        kind: String,
        /// The requirements.
        ids: Vec<String>,
        /// Files that are called like it, where there are several.
        like: Vec<String>,
    },
    /// A file is there that no entry lists.
    Unlisted(String),
}

impl Mark {
    /// Whether something is left to do.
    pub fn is_open(&self) -> bool {
        matches!(self, Self::Missing { .. } | Self::Wanted { .. })
    }

    /// In words.
    pub fn say(&self, words: Words) -> String {
        let all = |names: &[String]| words.join(names.iter().cloned(), "and");
        match self {
            Self::Digest(file) => say!(words, "fill-digest", file = file.as_str()),
            Self::Changed(file) => say!(words, "fill-changed", file = file.as_str()),
            Self::Named { file, kind, ids } => {
                say!(words, "fill-named", file = file.as_str(), kind = kind.as_str(), ids = all(ids))
            }
            Self::Missing { file, why } => {
                say!(words, "fill-missing", file = file.as_str(), why = why.as_str())
            }
            Self::Wanted { kind, ids, like } if like.is_empty() => {
                say!(words, "fill-wanted", kind = kind.as_str(), ids = all(ids))
            }
            Self::Wanted { kind, ids, like } => {
                say!(words, "fill-wanted-like", kind = kind.as_str(), ids = all(ids), files = all(like))
            }
            Self::Unlisted(file) => say!(words, "fill-unlisted", file = file.as_str()),
        }
    }
}

/// A kind of evidence that shall be enclosed for a requirement: the ids of both.
pub type Pair = (String, String);

/// Fills in the list of a declaration. `wanted`: what shall be enclosed. `own`: the file of the declaration
/// itself. `title`: what people call a kind.
pub fn fill(
    world: &dyn World,
    declaration: &Declaration,
    own: &str,
    wanted: &[Pair],
    title: &dyn Fn(&str) -> String,
) -> Filled {
    let listed = declaration.json().get("evidence").and_then(Json::as_array).into_iter().flatten();
    let mut entries: Vec<Map<String, Json>> = listed.filter_map(Json::as_object).cloned().collect();
    for (kind, ids) in unlisted(&entries, wanted) {
        entries.extend(evidence_to_come(&kind, &ids).as_object().cloned());
    }
    let mut marks = Vec::new();
    let taken: BTreeSet<String> =
        entries.iter().filter_map(|entry| entry.get("file")?.as_str().map(str::to_owned)).collect();
    let paths = world.list().unwrap_or_default();
    let mut free: Vec<&String> =
        paths.iter().filter(|path| path.as_str() != own && !taken.contains(*path)).collect();
    let kinds: BTreeSet<String> = wanted
        .iter()
        .map(|(_, kind)| kind.clone())
        .chain(entries.iter().filter_map(|entry| entry.get("kind")?.as_str().map(str::to_owned)))
        .collect();
    // A penetration test report is called like a test report, too.
    let nearer = |path: &str, kind: &str| {
        kinds.iter().any(|other| other.len() > kind.len() && is_like(other, kind) && is_like(path, other))
    };
    for entry in &mut entries {
        let ids = ids(entry);
        let kind = entry.get("kind").and_then(Json::as_str).unwrap_or_default().to_owned();
        if let Some(file) = entry.get("file").and_then(Json::as_str).map(str::to_owned) {
            digest(world, entry, &file, &mut marks);
            continue;
        }
        let like: Vec<String> = free
            .iter()
            .filter(|path| is_like(path, &kind) && !nearer(path, &kind))
            .map(ToString::to_string)
            .collect();
        let kind = title(&kind);
        if let [only] = like.as_slice() {
            free.retain(|path| *path != only);
            entry.insert("file".to_owned(), json!(only));
            marks.push(Mark::Named { file: only.clone(), kind, ids });
            digest(world, entry, only, &mut marks);
        } else {
            marks.push(Mark::Wanted { kind, ids, like });
        }
    }
    marks.extend(free.into_iter().map(|path| Mark::Unlisted(path.clone())));
    Filled { entries: entries.into_iter().map(Json::Object).collect(), marks }
}

fn ids(entry: &Map<String, Json>) -> Vec<String> {
    let serves = entry.get("for").and_then(Json::as_array).into_iter().flatten();
    serves.filter_map(Json::as_str).map(str::to_owned).collect()
}

/// What shall be enclosed and has no entry, by kind in the order given.
fn unlisted(entries: &[Map<String, Json>], wanted: &[Pair]) -> Vec<(String, Vec<String>)> {
    let mut kinds: Vec<(String, Vec<String>)> = Vec::new();
    for (id, kind) in wanted {
        let lists = |entry: &Map<String, Json>| {
            entry.get("kind").and_then(Json::as_str) == Some(kind) && ids(entry).contains(id)
        };
        if entries.iter().any(lists) {
            continue;
        }
        match kinds.iter_mut().find(|(known, _)| known == kind) {
            Some((_, ids)) => ids.push(id.clone()),
            None => kinds.push((kind.clone(), vec![id.clone()])),
        }
    }
    kinds
}

fn digest(world: &dyn World, entry: &mut Map<String, Json>, file: &str, marks: &mut Vec<Mark>) {
    if listed::outside(file).is_some() {
        let why = crate::text::Unreadable::Outside.to_string();
        marks.push(Mark::Missing { file: file.to_owned(), why });
        return;
    }
    let bytes = match world.bytes(file, MOST_BYTES) {
        Ok(bytes) => bytes,
        Err(why) => {
            marks.push(Mark::Missing { file: file.to_owned(), why: why.to_string() });
            return;
        }
    };
    let digests = Digests::of(&bytes);
    let stated = entry.get("sha256").and_then(Json::as_str).unwrap_or_default().trim().to_owned();
    let found = crate::text::sha256(&bytes);
    if stated.is_empty() {
        marks.push(Mark::Digest(file.to_owned()));
    } else if super::digest::compare(&stated, &digests).is_some() {
        marks.push(Mark::Changed(file.to_owned()));
    } else {
        return;
    }
    entry.insert("sha256".to_owned(), json!(found));
}

/// Whether a file is called like a kind: its name has the words of the kind, one after the other.
fn is_like(path: &str, kind: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path).to_lowercase();
    let words = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        words.map(str::to_owned).collect()
    };
    let (name, kind) = (words(&name), words(&kind.to_lowercase()));
    !kind.is_empty() && name.windows(kind.len()).any(|window| window == kind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::example::HEAD;
    use crate::declaration::load;
    use crate::diag::Bag;
    use crate::text::{Memory, Sources};

    /// Fills in the list of a declaration beside files of two bytes.
    #[track_caller]
    fn check(evidence: &str, wanted: &[(&str, &str)], files: &[&str], entries: &str, marks: &[&str]) {
        let text = format!("{HEAD}facts: {{}}\nanswers: {{}}\nevidence: {evidence}\n");
        let declaration = load("a.yaml", &text, &mut Sources::default(), &mut Bag::default()).unwrap();
        let world: Memory = files.iter().map(|path| (*path, "{}")).collect();
        let wanted: Vec<Pair> =
            wanted.iter().map(|(id, kind)| ((*id).to_owned(), (*kind).to_owned())).collect();
        let filled = fill(&world, &declaration, "a.yaml", &wanted, &|kind| kind.to_uppercase());
        let found = filled.entries.iter().map(|entry| {
            let text = |key: &str| entry[key].as_str().unwrap_or("-").chars().take(12).collect::<String>();
            format!(
                "{} {} {} {}",
                ids(entry.as_object().unwrap()).join("+"),
                text("kind"),
                text("file"),
                text("sha256")
            )
        });
        assert_eq!(found.collect::<Vec<_>>().join("; "), entries, "{evidence}");
        let said: Vec<String> = filled.marks.iter().map(|mark| mark.say(Words::English)).collect();
        assert_eq!(said, marks, "{evidence}");
    }

    const DIGEST: &str = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";

    #[test]
    fn what_is_listed_keeps_its_place() {
        let listed = |digest: &str| format!("[{{for: [A], kind: policy, file: e/p.pdf, sha256: {digest}}}]");
        let whole = "A policy e/p.pdf 44136fa355b3";
        check(&listed(DIGEST), &[("A", "policy")], &["a.yaml", "e/p.pdf"], whole, &[]);
        check(&listed("null"), &[], &["e/p.pdf"], whole, &["e/p.pdf: SHA-256 filled in"]);
        check(
            &listed("'12'"),
            &[],
            &["e/p.pdf"],
            whole,
            &["e/p.pdf: SHA-256 renewed, since the file is another than the one that was listed"],
        );
        check(&listed(DIGEST), &[], &[], whole, &["e/p.pdf: there is no such file or folder"]);
        check(
            &listed(DIGEST).replace("e/p.pdf", "../p.pdf"),
            &[],
            &["p.pdf"],
            "A policy ../p.pdf 44136fa355b3",
            &["../p.pdf: the path leaves the folder", "p.pdf: no entry lists it"],
        );
    }

    #[test]
    fn a_file_is_of_the_kind_that_it_is_called_like_most() {
        check(
            "[]",
            &[("A", "test-report"), ("B", "penetration-test-report")],
            &["penetration-test-report.pdf"],
            "A test-report - -; B penetration- penetration- 44136fa355b3",
            &[
                "TEST-REPORT, for A: no file yet",
                "PENETRATION-TEST-REPORT, for B: penetration-test-report.pdf, by its name",
                "penetration-test-report.pdf: SHA-256 filled in",
            ],
        );
    }

    #[test]
    fn what_shall_be_enclosed_gets_an_entry() {
        let wanted = &[("A", "policy"), ("B", "policy"), ("B", "test-report")];
        check(
            "[]",
            wanted,
            &[],
            "A+B policy - -; B test-report - -",
            &["POLICY, for A and B: no file yet", "TEST-REPORT, for B: no file yet"],
        );
        check(
            "null",
            wanted,
            &["e/Infusor_Test Report v2.pdf", "x.pdf"],
            "A+B policy - -; B test-report e/Infusor_Te 44136fa355b3",
            &[
                "POLICY, for A and B: no file yet",
                "TEST-REPORT, for B: e/Infusor_Test Report v2.pdf, by its name",
                "e/Infusor_Test Report v2.pdf: SHA-256 filled in",
                "x.pdf: no entry lists it",
            ],
        );
        // Two that are called alike are for a person to tell apart.
        check(
            "[]",
            &wanted[..1],
            &["policy-1.pdf", "policy-2.pdf"],
            "A policy - -",
            &[
                "POLICY, for A: no file yet; policy-1.pdf and policy-2.pdf are called like it",
                "policy-1.pdf: no entry lists it",
                "policy-2.pdf: no entry lists it",
            ],
        );
        let blank = "[{for: [A], kind: policy, file: null, sha256: null}]";
        check(
            blank,
            wanted,
            &["policyholder.pdf"],
            "A policy - -; B policy - -; B test-report - -",
            &[
                "POLICY, for A: no file yet",
                "POLICY, for B: no file yet",
                "TEST-REPORT, for B: no file yet",
                "policyholder.pdf: no entry lists it",
            ],
        );
    }
}
