//! The page of hostile bids, and of many.

use std::collections::BTreeSet;

use super::*;
use crate::compare::example;

/// The values of an attribute, in order.
fn values(page: &str, name: &str) -> Vec<String> {
    let opening = format!(" {name}=\"");
    page.split(&opening).skip(1).filter_map(|part| Some(part.split_once('"')?.0.to_owned())).collect()
}

#[test]
fn words_of_vendors_are_text() {
    let hostile = "\"><script>alert(1)</script><img src=x onerror='alert(2)'>";
    let page = write(&example::of_vendors(&[hostile, "Acme & <b>Sons</b>"]));
    assert!(page.contains(
        "&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=&#39;alert(2)&#39;&gt;"
    ));
    assert_eq!(page.matches("<script").count(), 1, "the page's own");
    assert!(!page.contains("<img") && !page.contains("<b>Sons"));
}

#[test]
fn a_page_is_whole() {
    let page = write(&example::many(12, 200));
    let ids = values(&page, "id");
    let unique: BTreeSet<&String> = ids.iter().collect();
    assert_eq!(unique.len(), ids.len());
    for target in values(&page, "href").iter().filter_map(|target| target.strip_prefix('#')) {
        assert!(unique.contains(&target.to_owned()), "{target} leads nowhere");
    }
    assert_eq!(page.matches("<tbody class=\"r ").count(), 200);
    assert_eq!(page.matches("<td class=\"v ").count(), 12 * 200);
    for word in ["style=\"", " onclick=", "javascript:", "http://", "https://", "innerHTML", "eval("] {
        assert!(!page.contains(word), "{word}");
    }
    assert!(page.len() < 3_000_000, "{} bytes", page.len());
    assert_eq!(page, write(&example::many(12, 200)));
}

#[test]
fn nobody_to_compare_is_said() {
    let page = write(&example::compared(&[]));
    assert!(page.contains("There is no bid to compare."));
}
