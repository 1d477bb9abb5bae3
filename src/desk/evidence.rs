//! The list of evidence of a declaration, filled in.

use serde_json::Value as Json;

use super::submissions::{self, Entry};
use super::{Exit, Reply, bag_of};
use crate::check::Verdict;
use crate::declaration::Declaration;
use crate::diag::render::screen::clean;
use crate::diag::{Bag, Diagnostic, codes};
use crate::emit::Output;
use crate::emit::format;
use crate::evidence::fill;
use crate::pack::layout;
use crate::say;
use crate::text::World;
use crate::text::{Route, Sources};
use crate::words::Words;

/// Fills in the list of evidence of a declaration. The product is the list alone, to be pasted, in the form that
/// the declaration has; with `whole` it is the declaration with the list in its place, and nothing else of it
/// changed.
pub fn fill(folder: &dyn World, path: &str, pack: &dyn World, whole: bool, words: Words) -> Reply {
    let mut sources = Sources::default();
    let entry = Entry { folder, path: path.to_owned(), evidence: false };
    let gathered = match submissions::gather(&[entry], pack.into(), None, None, &mut sources) {
        Ok(gathered) => gathered,
        Err(bag) => return Reply::refused(bag, sources),
    };
    let Some(submission) = gathered.submissions.into_iter().next() else {
        return Reply::refused(gathered.bag, sources);
    };
    let outcome = submission.report.outcome;
    let lot = outcome.lot.as_ref().and_then(|lot| gathered.pack.spec.lot(&lot.id));
    let (Some(declaration), Some(_), true) = (&submission.declaration, lot, outcome.judged) else {
        return Reply::refused(outcome.diagnostics, sources);
    };
    let applicable = outcome.verdicts.iter().filter(|judged| judged.verdict != Verdict::NotApplicable);
    let wanted: Vec<fill::Pair> = applicable
        .flat_map(|judged| judged.mandatory.iter().map(|kind| (judged.id.clone(), kind.clone())))
        .collect();
    let title = |kind: &str| gathered.pack.spec.evidence_title(kind).to_owned();
    let mut filled = fill::fill(folder, declaration, path, &wanted, &title);
    // What the pack itself has brought is nothing to enclose.
    filled.marks.retain(|mark| !matches!(mark, fill::Mark::Unlisted(file) if layout::is_of_a_lot(file)));
    let open = filled.marks.iter().filter(|mark| mark.is_open()).count();
    let mut notes: Vec<String> = filled.marks.iter().map(|mark| clean(&mark.say(words))).collect();
    notes.push(say!(words, "fill-sum", entries = filled.entries.len(), open = open));
    let exit = if open == 0 { Exit::Fine } else { Exit::Short };
    let list = Json::from(filled.entries);
    let json = is_json(declaration);
    let product = if whole {
        let text = sources.get(declaration.source).text.clone();
        match placed(declaration, &text, &list, json) {
            Some(text) => text,
            None => return Reply { notes, ..refused(&folder.name(path), gathered.bag, sources) },
        }
    } else if json {
        serde_json::to_string_pretty(&list).unwrap_or_default() + "\n"
    } else {
        yaml(&list)
    };
    let form = if json { &format::JSON } else { &format::YAML };
    Reply { notes, exit, ..Reply::of(Output::product(form, product), gathered.bag, sources) }
}

fn is_json(declaration: &Declaration) -> bool {
    declaration.written("a") != "a"
}

fn refused(name: &str, bag: Bag, sources: Sources) -> Reply {
    let message = "what stands in the list of evidence would be lost if it were filled in here";
    let fault = Diagnostic::new(&codes::UNWRITABLE, message).in_file(name);
    let fault = fault.hint("paste what `tenderc evidence` prints without `--write`");
    let mut all = bag_of([fault]);
    all.extend(bag);
    Reply::refused(all, sources)
}

/// The text of a declaration with another list of evidence; nothing where anything else of it would change.
fn placed(declaration: &Declaration, text: &str, list: &Json, json: bool) -> Option<String> {
    let route = Route::root().key("evidence");
    let made = if declaration.has(&route) {
        if json {
            let value = declaration.place(&route);
            let (before, after) = (text.get(..value.start)?, text.get(value.end..)?);
            format!("{before}{}{after}", indented(list))
        } else {
            let start = declaration.key_place(&route).start;
            let (before, rest) = (text.get(..start)?, text.get(start..)?);
            let end = end_of_section(rest);
            let (old, after) = (rest.get(..end)?, rest.get(end..)?);
            // Comments inside would go with the old list.
            if old.contains('#') {
                return None;
            }
            format!("{before}{}{after}", yaml(list))
        }
    } else if json {
        let end = text.rfind('}')?;
        let (before, after) = (text.get(..end)?.trim_end(), text.get(end..)?);
        let comma = if before.ends_with('{') { "" } else { "," };
        format!("{before}{comma}\n  \"evidence\": {}\n{after}", indented(list))
    } else {
        let gap = if text.ends_with('\n') { "" } else { "\n" };
        format!("{text}{gap}{}", yaml(list))
    };
    // Whatever was meant, the person's words are what counts.
    let name = if json { "a.json" } else { "a.yaml" };
    let read = crate::declaration::load(name, &made, &mut Sources::default(), &mut Bag::default())?;
    let mut expected = declaration.json().clone();
    expected.as_object_mut()?.insert("evidence".to_owned(), list.clone());
    let comments = |text: &str| text.matches('#').count();
    let kept = json || comments(&made) >= comments(text);
    (kept && *read.json() == expected).then_some(made)
}

/// Where the value of the key that a text of YAML begins with ends: before the next key, and before the blank lines
/// and comments that lead to it.
fn end_of_section(text: &str) -> usize {
    let mut at = 0;
    let mut end = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        if number > 0 && line.starts_with(|c: char| !c.is_whitespace() && c != '-' && c != '#') {
            break;
        }
        at += line.len();
        if !line.trim().is_empty() && !line.starts_with('#') {
            end = at;
        }
    }
    end
}

/// A list as it stands one level down in an object.
fn indented(list: &Json) -> String {
    serde_json::to_string_pretty(list).unwrap_or_default().replace('\n', "\n  ")
}

fn yaml(list: &Json) -> String {
    let entries: Vec<&Json> = list.as_array().into_iter().flatten().collect();
    if entries.is_empty() {
        return "evidence: []\n".to_owned();
    }
    let mut text = "evidence:\n".to_owned();
    for entry in entries {
        let pairs = entry.as_object().into_iter().flatten();
        for (at, (key, value)) in pairs.enumerate() {
            let lead = if at == 0 { "  - " } else { "    " };
            let value = match value {
                Json::Null => String::new(),
                // Text in quotes of JSON is the same in YAML.
                value => format!(" {value}"),
            };
            text += &format!("{lead}{key}:{value}\n");
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// Puts a list of one entry into a text, and compares with what is expected; nothing where it is refused.
    #[track_caller]
    fn check(name: &str, text: &str, expected: Option<&str>) {
        let declaration = crate::declaration::load(name, text, &mut Sources::default(), &mut Bag::default());
        let declaration = declaration.unwrap();
        let list = json!([{ "kind": "sbom", "file": null }]);
        assert_eq!(placed(&declaration, text, &list, is_json(&declaration)).as_deref(), expected, "{text}");
    }

    #[test]
    fn nothing_else_of_a_declaration_changes() {
        let json = "[\n    {\n      \"kind\": \"sbom\",\n      \"file\": null\n    }\n  ]";
        check(
            "a.json",
            "{\"b\" : 1.50,\n\t\"evidence\":[ ], \"c\":\"#\"}\n",
            Some(&format!("{{\"b\" : 1.50,\n\t\"evidence\":{json}, \"c\":\"#\"}}\n")),
        );
        check("a.json", "{\"b\": 1}", Some(&format!("{{\"b\": 1,\n  \"evidence\": {json}\n}}")));
        check("a.json", "{}", Some(&format!("{{\n  \"evidence\": {json}\n}}")));
        let yaml = "evidence:\n  - kind: \"sbom\"\n    file:\n";
        let whole = format!("# mine\nb: 1 # too\n{yaml}\n# of c\nc: '#'\n");
        for old in [
            "evidence: []\n",
            "evidence:\n",
            "evidence:\n- kind: a\n  file: b\n",
            "evidence:\n  - kind: a\n    file:\n",
            "evidence: [{kind: a,\n  file: b}]\n",
        ] {
            check("a.yaml", &format!("# mine\nb: 1 # too\n{old}\n# of c\nc: '#'\n"), Some(&whole));
        }
        check("a.yaml", "b: 1", Some(&format!("b: 1\n{yaml}")));
        check("a.yaml", "b: 1\nevidence: []", Some(&format!("b: 1\n{yaml}")));
    }

    #[test]
    fn what_would_be_lost_is_kept() {
        check("a.yaml", "evidence:\n  # ask Ann\n  - kind: a\nb: 1\n", None);
        check("a.yaml", "evidence: [] # none yet\nb: 1\n", None);
        check("a.yaml", "{b: 1, evidence: []}\n", None);
    }
}
