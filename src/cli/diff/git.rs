//! The external diff command of git: a declaration that changed in a repository, in the words of `diff`.
//!
//! Git gives the path, then for each side a file, its object and its mode. It takes any exit code but
//! 0 for a crash and stops, so what goes wrong here is said on standard output and never fails.

use std::path::{Path, PathBuf};

use serde_json::Value as Json;

use crate::cli::{Exit, disk, input, terminal};
use crate::desk::diff::bid;
use crate::desk::submissions::{self, Submission};
use crate::diag::render::screen::clean;
use crate::diag::{Bag, Severity};
use crate::diff::libraries;
use crate::diff::plain;
use crate::diff::{declarations, render};
use crate::pack;
use crate::pack::{Lots, Pack};
use crate::schema;
use crate::syntax::{front_matter, markdown, parse_yaml};
use crate::text::{Sources, World};
use crate::words::Words;

/// Characters of a value that are shown.
const MOST_VALUE: usize = 200;

/// Characters of the name of an object that are shown.
const DIGITS: usize = 7;

/// A side of what git compares.
struct Side {
    /// The path in the repository, with the object: `bid.json@1f0c4d2`.
    name: String,
    /// Nothing where the file is not there, before it was added or after it was removed.
    text: Option<String>,
}

/// Shows one file as git asks for it.
pub fn run(arguments: &[PathBuf], pack: Option<&Path>) -> Exit {
    let text = |path: &PathBuf| path.display().to_string();
    let (path, sides) = match arguments {
        [path, old, old_hex, old_mode, new, new_hex, new_mode, ..] => {
            let path = text(path);
            let sides = [(old, old_hex, old_mode), (new, new_hex, new_mode)]
                .map(|(file, hex, mode)| side(&path, file, &text(hex), &text(mode)));
            (path, sides)
        }
        [path, ..] => {
            terminal::product(format!("{} is unmerged\n", clean(&text(path))).as_bytes());
            return Exit::Fine;
        }
        [] => return Exit::Fine,
    };
    let said = match sides {
        [Ok(old), Ok(new)] => told(&path, &old, &new, pack),
        [Err(why), _] | [_, Err(why)] => clean(&format!("{path} cannot be read: {why}")) + "\n",
    };
    terminal::product(format!("{said}\n").as_bytes());
    Exit::Fine
}

fn side(path: &str, file: &Path, hex: &str, mode: &str) -> Result<Side, String> {
    let object: String = hex.chars().take(DIGITS).collect();
    // Git names no object for what lies in the working tree.
    let name = match object.chars().all(|digit| digit == '0' || digit == '.') {
        true => path.to_owned(),
        false => format!("{path}@{object}"),
    };
    if mode == "." || file == Path::new("/dev/null") {
        return Ok(Side { name, text: None });
    }
    let text = disk::read(file).map_err(|why| why.to_string())?;
    Ok(Side { name, text: Some(text) })
}

fn told(path: &str, old: &Side, new: &Side, pack: Option<&Path>) -> String {
    let (before, after) = match (&old.text, &new.text) {
        (Some(before), Some(after)) => (before, after),
        (None, Some(_)) => return format!("{} is new\n", clean(path)),
        (Some(_), None) => return format!("{} is removed\n", clean(path)),
        (None, None) => return format!("{} is not there\n", clean(path)),
    };
    let sides = [(old, before), (new, after)];
    let why = match within_library(path, sides) {
        Some(Ok(said)) => return said,
        Some(Err(why)) => why,
        None => String::new(),
    };
    let Some(values) = values(path, before).zip(values(path, after)) else {
        return format!("{} changed, and cannot be read on both sides\n", clean(path));
    };
    let declared = |json: &Json| json.get("format").and_then(Json::as_str) == Some(schema::DECLARATION);
    if !declared(&values.0) || !declared(&values.1) {
        return keys(path, &values, &why);
    }
    let Some(pack) = pack else {
        return keys(path, &values, "; not judged, as no `--pack` is named");
    };
    match input::pack(pack).and_then(|folder| pack::open(folder.as_ref(), Lots::All)) {
        Ok(pack) => {
            judged(path, [(old, before), (new, after)], &pack).unwrap_or_else(|why| keys(path, &values, &why))
        }
        Err(_) => keys(path, &values, "; not judged, as the pack cannot be opened"),
    }
}

/// What changed of a file of a library, the rest of which stays as it is on the disk; nothing where the
/// file is of none.
fn within_library(
    path: &str,
    [(old, before), (new, after)]: [(&Side, &String); 2],
) -> Option<Result<String, String>> {
    let file = Path::new(path);
    let folder = file.ancestors().skip(1).find(|folder| folder.join("facts.yaml").is_file())?;
    let below = file.strip_prefix(folder).ok()?.to_str()?.replace('\\', "/");
    let world = disk::Folder::new(if folder.as_os_str().is_empty() { Path::new(".") } else { folder });
    let sides = ((old.name.as_str(), before.as_str()), (new.name.as_str(), after.as_str()));
    let compared = libraries::of_file(&world, &below, sides, Words::English);
    Some(match compared {
        Ok(comparison) => Ok(render::text::render(&comparison, true)),
        Err((bag, _)) => {
            let errors = bag.sorted();
            let first = errors.iter().find(|fault| fault.code.severity == Severity::Error);
            let first =
                first.map(|fault| format!(": {} {}", fault.code.id, fault.message)).unwrap_or_default();
            Err(format!("; not judged, as the library has errors{first}"))
        }
    })
}

/// The changes, judged.
///
/// # Errors
/// Why they cannot be, as the rest of a headline.
fn judged(path: &str, sides: [(&Side, &String); 2], pack: &Pack) -> Result<String, String> {
    let mut sources = Sources::default();
    let working = sides.map(|(side, _)| side.name == path);
    let parent = Path::new(path).parent().filter(|parent| !parent.as_os_str().is_empty());
    let folder = disk::Folder::new(parent.unwrap_or(Path::new(".")));
    let folder: Option<&dyn World> = if working.contains(&true) { Some(&folder) } else { None };
    let [mut before, mut after]: [Submission; 2] =
        sides.map(|(side, text)| submissions::of_text(&side.name, path, text, folder, pack, &mut sources));
    match working {
        [false, true] => trust(&mut before, &after),
        [true, false] => trust(&mut after, &before),
        _ => {}
    }
    let (Some(old), Some(new)) = (bid(&before), bid(&after)) else {
        return Err("; not judged, as it cannot be read on both sides".to_owned());
    };
    match declarations::compare(&pack.spec, old, new, Words::English) {
        Ok(comparison) => Ok(render::text::render(&comparison, true)),
        Err(faults) => Err(format!("; not judged: {}", faults.join(", "))),
    }
}

/// Takes for in order what one side lists and the other does not: the folder holds the files of today, and those
/// of an earlier day may have gone from it.
fn trust(earlier: &mut Submission, today: &Submission) {
    let listed = today.report.exhibits.as_deref().unwrap_or_default();
    for exhibit in earlier.report.exhibits.iter_mut().flatten() {
        if !listed.iter().any(|other| other.is_listed_as(exhibit)) {
            exhibit.findings.clear();
        }
    }
}

/// The keys that differ.
fn keys(path: &str, (before, after): &(Json, Json), why: &str) -> String {
    let keys = plain::keys(before, after);
    let count = match keys.len() {
        0 => "no key changed".to_owned(),
        1 => "1 key changed".to_owned(),
        count => format!("{count} keys changed"),
    };
    let mut out = clean(&format!("{path}: {count}{why}")) + "\n";
    for key in keys {
        let side = |value: &Option<String>| value.clone().unwrap_or_else(|| "nothing".to_owned());
        let (before, after) = render::excerpt(&side(&key.before), &side(&key.after), MOST_VALUE);
        out += &format!("  {}\n", clean(&format!("{}: {before} → {after}", key.route)));
    }
    out
}

/// The keys of a file: of JSON and YAML its own, of Markdown those of the front matter and its sections.
fn values(path: &str, text: &str) -> Option<Json> {
    let mut sources = Sources::default();
    if Path::new(path).extension().is_some_and(|extension| extension.eq_ignore_ascii_case("md")) {
        let parts = front_matter::split(text)?;
        let front = text.get(parts.front)?;
        let source = sources.add(path, front);
        let mut json = parse_yaml(front, source).ok()?.json();
        let body = text.get(parts.body)?;
        let parsed = markdown::parse(body);
        let section = |range: std::ops::Range<usize>| Json::from(body.get(range).unwrap_or_default().trim());
        let keys = json.as_object_mut()?;
        keys.insert("the statement".to_owned(), section(parsed.statement));
        for one in parsed.sections {
            keys.insert(format!("## {}", one.title), section(one.content));
        }
        return Some(json);
    }
    let mut bag = Bag::default();
    crate::declaration::load(path, text, &mut sources, &mut bag).map(|read| read.json().clone())
}
