//! The style of a picture for programs that know neither custom properties nor media queries (CSS Custom
//! Properties Level 1, Media Queries Level 4): the values for light paper are put in.

use std::collections::BTreeMap;

/// A picture whose style has no media queries and no custom properties.
pub fn settled(svg: &str) -> String {
    let found = svg.split_once("<style>").and_then(|(before, rest)| {
        let (style, after) = rest.split_once("</style>")?;
        Some((before, style, after))
    });
    let Some((before, style, after)) = found else { return svg.to_owned() };
    let style = without_queries(style);
    let values = values(&style);
    let mut settled = String::with_capacity(style.len());
    let mut rest = style.as_str();
    while let Some((start, (name, end))) =
        rest.split_once("var(").and_then(|(start, tail)| Some((start, tail.split_once(')')?)))
    {
        settled.push_str(start);
        settled.push_str(values.get(name.trim()).copied().unwrap_or("none"));
        rest = end;
    }
    settled.push_str(rest);
    format!("{before}<style>{settled}</style>{after}")
}

/// A style without its blocks that begin with `@`.
fn without_queries(style: &str) -> String {
    let mut kept = String::with_capacity(style.len());
    let mut depth: usize = 0;
    let mut query = false;
    for character in style.chars() {
        query |= depth == 0 && character == '@';
        if !query {
            kept.push(character);
        }
        match character {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        query &= depth > 0 || character != '}';
    }
    kept
}

fn values(style: &str) -> BTreeMap<&str, &str> {
    let declarations = style.split(['{', '}', ';']).filter_map(|declaration| declaration.split_once(':'));
    declarations
        .map(|(name, value)| (name.trim(), value.trim()))
        .filter(|(name, _)| name.starts_with("--"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_is_plain() {
        #[track_caller]
        fn check(style: &str, expected: &str) {
            let settled = settled(&format!("<svg><style>{style}</style></svg>"));
            assert_eq!(settled, format!("<svg><style>{expected}</style></svg>"));
        }
        check(".a{fill:#fff}", ".a{fill:#fff}");
        check(".a{--b:#fff}.c{fill:var(--b)}", ".a{--b:#fff}.c{fill:#fff}");
        check(
            "@media print{.a{--b:#000}}.a{--b:red}.c{fill:var( --b );x:var(--d)}",
            ".a{--b:red}.c{fill:red;x:none}",
        );
        assert_eq!(settled("<svg/>"), "<svg/>");
    }
}
