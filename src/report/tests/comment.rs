//! Verdicts as a comment on a merge request.

use super::{mixed, outcome, pack, with_evidence};
use crate::check::example::HEAD;
use crate::report::{Report, render};
use crate::text::Sources;

fn comment(reports: &[Report], sources: &Sources) -> String {
    render::comment::render(reports, &pack().spec, sources)
}

#[test]
fn what_binds_stands_first() {
    let mut sources = Sources::default();
    let mut report = with_evidence(&mixed(), &mut sources);
    report.file = "bids/@team #1.yaml".to_owned();
    let found = comment(&[report], &sources);
    let expected = "\
**Pumps for the ward**: 0 declarations are in order, 1 is not

---

❌ **bids/@\u{200b}team #\u{200b}1.yaml fails: of 6 requirements, 1 not met, 1 unanswered, 1 with a deviation, 1 to review; evidence is not in order: 1 of 3 files, 1 not listed**

Acme Infusor 4.1, for lot 1, Infusion pumps

| Requirement | | Why |
| --- | --- | --- |
| **UPD-03** (shall) Title of UPD-03 | not met | pump.yaml:9: \\`channel\\` is \\`unsigned\\`; UPD-03 accepts \\`signed-online\\` or \\`signed-offline\\`<br>\\`support\\_years\\` is 10 years: set by the tender |

For a reviewer to decide:

| Requirement | | Why |
| --- | --- | --- |
| **POW-01** (shall) Title of POW-01 | deviation | pump.yaml:13: \\`charge\\` is 1 hour; POW-01 accepts more than 2.5 hours<br>reason: Small \\[31m battery<br>in its place: Spare |

Evidence that is not in order:

- **sbom.json** (missing), Support policy<br>pump.yaml:9: there is no such file
- Support policy, for **UPD-03**: shall be enclosed, and is not listed

<details>
<summary>1 missed, not binding</summary>

| Requirement | | Why |
| --- | --- | --- |
| **CRT-01** (should) Title of CRT-01 | unanswered | pump.yaml:8: \\`certified\\` is not answered: What about certified?<br>pump.yaml:8: \\`own\\_test\\` is not answered: What about own\\_test? |

</details>

<details>
<summary>1 more for a reviewer, not binding</summary>

| Requirement | | Why |
| --- | --- | --- |
| **DOC-01** (may) Title of DOC-01 | to review | pump.yaml:12: \\`summary\\` is for a human to judge: What about summary? |

</details>
";
    assert_eq!(found, expected, "\n{found}");
}

#[test]
fn what_cannot_be_judged_lists_its_errors() {
    let mut sources = Sources::default();
    let reports = [HEAD, "]"].map(|text| Report::of("pump.yaml", outcome(text, "pump.yaml", &mut sources)));
    let found = comment(&reports, &sources);
    let expected = "\
**Pumps for the ward**: 0 declarations are in order, 2 cannot be judged

---

⚠️ **pump.yaml cannot be judged: 2 errors**

Acme Infusor 4.1, for lot 1, Infusion pumps

- **D005** pump.yaml:1: the file lacks the key \\`facts\\`
- **D005** pump.yaml:1: the file lacks the key \\`answers\\`

What is not answered or not enclosed is listed once the errors are mended.

<details>
<summary>Errors and warnings in detail</summary>

- **D005** pump.yaml:1: add \\`facts\\`
- **D005** pump.yaml:1: add \\`answers\\`

</details>

---

⚠️ **pump.yaml cannot be judged: 1 error**

- **D001** pump.yaml:1: misplaced bracket
";
    assert_eq!(found, expected, "\n{found}");
}

#[test]
fn a_comment_has_an_end() {
    for count in [3, 100, 3_000] {
        let mut sources = Sources::default();
        let report = with_evidence(&mixed(), &mut sources);
        let reports = vec![report; count];
        let found = comment(&reports, &sources);
        assert!(found.chars().count() <= 60_000, "{count}: {}", found.chars().count());
        assert_eq!(found.contains("have no room here; `tenderc check` shows all"), count > 3, "{count}");
        assert_eq!(found.matches("<details>").count(), found.matches("</details>").count());
        let heads = found.matches(" fails: ").count();
        assert!(heads == count || count == 3_000 && heads > 100, "{count}: {heads}");
    }
    // A text without end.
    let mut sources = Sources::default();
    let mut report = with_evidence(&mixed(), &mut sources);
    report.outcome.device = "long ".repeat(100_000);
    let deviation = report.outcome.verdicts.iter_mut().find_map(|judged| judged.deviation.as_mut()).unwrap();
    deviation.measure = "</details> | ".repeat(100_000);
    let found = comment(&[report], &sources);
    assert!(found.chars().count() < 6_000, "{}", found.chars().count());
}

/// A name that a vendor chose begins a line of the comment, and no quick action.
#[test]
fn nothing_of_a_vendor_acts() {
    let mut sources = Sources::default();
    let mut report = with_evidence(&mixed(), &mut sources);
    report.outcome.device = "/close @team #1".to_owned();
    let found = comment(&[report], &sources);
    assert!(found.contains("\n/\u{200b}close @\u{200b}team #\u{200b}1, for lot 1"), "{found}");
}
