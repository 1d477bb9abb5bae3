//! What authors get wrong most, and the one message that each gets.

use super::rules::cases::GOOD;
use crate::diag::Bag;
use crate::text::{Memory, Sources};

const FACTS: &str = "updatable: {title: Updatable, ask: Can it be updated?, type: flag, known-by: vendor}\n";

/// Checks what is said of a library with these files, hints and edits included.
#[track_caller]
fn check(files: &[(&str, &str)], expected: &[&str]) {
    let mut world: Memory = [
        ("categories.yaml", "device: {title: Device}\n"),
        ("evidence.yaml", "sbom: {title: Bill of materials}\n"),
        ("threats.yaml", "malware: {title: Malware}\n"),
        ("facts.yaml", FACTS),
    ]
    .into_iter()
    .collect();
    for (path, text) in files {
        world.insert(*path, *text);
    }
    let (mut sources, mut bag) = (Sources::default(), Bag::default());
    super::load(&world, None, &mut sources, &mut bag);
    let said = bag.sorted().into_iter().map(|diagnostic| {
        let at = diagnostic.primary().map_or("", |label| sources.slice(label.span));
        let hints = diagnostic.hints.iter().map(|hint| match &hint.edit {
            Some(edit) => format!("{} [{}]", hint.text, edit.replacement),
            None => hint.text.clone(),
        });
        let hints: Vec<String> = hints.collect();
        format!("{} {}: {}: {}", diagnostic.code.id, diagnostic.message, at, hints.join("; "))
    });
    assert_eq!(said.collect::<Vec<_>>(), expected);
}

/// Checks what is said of the good requirement with a part put in another's place.
#[track_caller]
fn instead(of: &str, put: &str, expected: &[&str]) {
    assert!(GOOD.contains(of), "{of}");
    check(&[("updates/UPD-01.md", &GOOD.replace(of, put))], expected);
}

const LITERALLY: &str = "write `{% raw %}` before and `{% endraw %}` behind what is to stand there literally";

#[test]
fn headings() {
    instead(
        "## Rationale\n",
        "##Rationale\n",
        &[
            "L402 a heading without a blank is text of the requirement: ##Rationale: put a blank behind the `#` [## Rationale]",
        ],
    );
    instead(
        "## Rationale",
        "## Begründung",
        &[
            "L402 a requirement has no such section: ## Begründung: did you mean `## Rationale`? [## Rationale]",
        ],
    );
    instead(
        "## Verification",
        "# verification",
        &[
            "L402 a requirement has no such section: # verification: did you mean `## Verification`? [## Verification]",
        ],
    );
    instead(
        "## Guidance",
        "## Costs",
        &[
            "L402 a requirement has no such section: ## Costs: use `## Rationale`, `## Verification` or `## Guidance`",
        ],
    );
    instead(
        "## Rationale\n",
        "",
        &[
            "L403 the section `Rationale` is missing or empty: Others can come from anybody.: put `## Rationale` before what explains the requirement",
        ],
    );
    instead(
        "## Rationale\nOthers can come from anybody.\n",
        "",
        &["L403 the section `Rationale` is missing or empty: UPD-01: add `## Rationale`"],
    );
    instead("## Rationale\n", "Rationale\n---------\n", &[]);
    instead("## Rationale\n", "## Rationale ##\n", &[]);
}

#[test]
fn themes() {
    let network = |id: &str, does: &str| GOOD.replace("UPD-01", id).replace("install signed updates", does);
    let check = |folder: &str, expected: &[&str]| {
        let second = format!("{folder}/NET-03.md");
        check(
            &[
                ("network/NET-01.md", &network("NET-01", "listen on named ports")),
                ("network/NET-02.md", &network("NET-02", "answer calls from its server")),
                (&second, &network("NET-03", "join networks of one owner")),
            ],
            expected,
        );
    };
    let netwrok = "L120 the theme `netwrok` is nearly called as `network` is: NET-03: move its requirements to `network/`, or give the theme a name of its own";
    check("netwrok", &[netwrok]);
    check("network", &[]);
    check("logging", &[]);
}

#[test]
fn braces() {
    instead(
        "from anybody",
        "as {{ this }}",
        &[
            "L302 no parameter is called `this`: this: declare it under `parameters`, or use one of `buyer`, `tier`, `obligation`, \
         `assurance`, `tender.id`, `tender.title`, `tender.deadline`, `tender.assurance`; braces that are to stand \
         there go between `{% raw %}` and `{% endraw %}`",
        ],
    );
    let raw =
        format!("L304 the template cannot be read: `{{% raw %}}` is not closed: {{% raw %}}: {LITERALLY}");
    instead("from anybody", "as `{{ this }}` and {% raw %}", &[&raw.replace("`{{ this }}` and ", "")]);
    instead("from anybody", "as {% raw %}`{{ this }}` and {#12}{% endraw %}", &[]);
    let comment = format!(
        "L304 the template cannot be read: `{{#` opens a comment, whose text would not be printed: {{#: {LITERALLY}"
    );
    instead("from anybody", "by issue {#12} and others", &[&comment]);
    instead("from anybody", "by {# hidden #} others", &[&comment]);
}

#[test]
fn front_matter() {
    let accept = "accept: {equals: true}";
    instead(
        accept,
        "accept: {equals: {{ x }}}",
        &["L001 a template stands here without quotes: {: put it in quotes: \"{{ name }}\""],
    );
    instead(
        "verify: test",
        "\tverify: test",
        &["L001 a tab stands where a line is indented: \t: indent with blanks"],
    );
    instead(
        "Is every update signed?",
        "“Is it: {signed?”",
        &["L001 a typographic quotation mark is no quote: “: write straight quotes: \"…\""],
    );
    instead(
        "Is every update signed?",
        "Is it, and why?",
        &[
            "L003 a comma cuts the `ask`, which stands without quotes: and why?: put the `ask` in quotes, or remove the comma and what follows it [\"Is it, and why?\"]",
        ],
    );
}

#[test]
fn tests_of_other_languages() {
    instead(
        "accept: {equals: true}",
        "accept: {any-of: [{equals: true}]}",
        &["L203 there is no test `any-of`: any-of: did you mean `any`? [any]"],
    );
}

#[test]
fn marks_and_line_ends_mean_nothing() {
    check(&[("updates/UPD-01.md", &format!("\u{feff}{GOOD}"))], &[]);
    check(&[("facts.yaml", &format!("\u{feff}{FACTS}")), ("updates/UPD-01.md", GOOD)], &[]);
    check(&[("updates/UPD-01.md", &GOOD.replace('\n', "\r\n"))], &[]);
    instead("Others can", "- [ ] todo\n- [x] done\n\nOthers | can", &[]);
    instead("\n## Rationale", "\n---\n\n## Rationale", &[]);
}

#[test]
fn ids() {
    for id in ["REQ001", "ZEP-1", "DO178-1", "upd-02", "Sec_Req-7a"] {
        check(&[(&format!("updates/{id}.md"), &GOOD.replace("UPD-01", id))], &[]);
    }
    check(
        &[("updates/con.md", &GOOD.replace("UPD-01", "con"))],
        &["L007 `con` cannot be an id: Windows can store no file of this name: con: choose another id"],
    );
    check(
        &[("a/UPD-01.md", GOOD), ("b/upd-01.md", &GOOD.replace("UPD-01", "upd-01"))],
        &["L101 two requirements have the id `upd-01`: upd-01: give one of them the next free number"],
    );
}

#[test]
fn files_in_other_places() {
    let stray = |path: &str, expected: &str| check(&[("updates/UPD-01.md", GOOD), (path, "x")], &[expected]);
    stray(
        "updates/UPD-03.de.md",
        "L011 translations are not read yet, and this file looks like one (`de`): : keep it outside the library until then",
    );
    stray(
        "updates/deep/UPD-03.md",
        "L011 a theme has no folders of its own, and the file is not read: : move it to `updates/UPD-03.md`, or make the folder a theme",
    );
    stray(
        "updates/UPD-03.txt",
        "L011 the file looks like a requirement, and is not read: : call it `updates/UPD-03.md`",
    );
    stray(
        "standards/demo.yml",
        "L011 the file is neither a table, a standard nor a requirement: : call it `demo.yaml`",
    );
}

#[test]
fn zones() {
    let exposure = |zone: &str| {
        format!(
            "{FACTS}exposure:\n  title: Exposure\n  ask: How far?\n  type: choice\n  ordered: true\n  known-by: tender\n  \
             derive: {{reach: {{zone: {zone}, none: no, linked: no, indirect: via, direct: direct}}}}\n  \
             options: {{no: 'No', via: Via, direct: Direct}}\n"
        )
    };
    let zone = "zone: {title: Zone, ask: Where?, type: choice, known-by: tender, derive: {own: zone}, options: {internet: Internet, ward: Ward}}\n";
    check(&[("facts.yaml", &(exposure("internet") + zone))], &[]);
    check(
        &[("facts.yaml", &(exposure("intrnet") + zone))],
        &["L262 there is no zone `intrnet`: intrnet: did you mean `internet`? [internet]"],
    );
    check(
        &[("facts.yaml", &exposure("internet"))],
        &[
            "L262 there is no zone `internet`: internet: add a choice of zones to facts.yaml with `derive: {own: zone}`",
        ],
    );
    let link = |of: &str| {
        format!(
            "{FACTS}serviced: {{title: S, ask: Is it?, type: {of}, known-by: tender, derive: {{link: {{purpose: service}}}}}}\n"
        )
    };
    check(&[("facts.yaml", &link("flag"))], &[]);
    check(
        &[("facts.yaml", &link("text"))],
        &["L263 whether there is such a link is yes or no: it needs a `flag`, or `includes`: derive: \
         give the fact another type, or leave `derive` out"],
    );
}
