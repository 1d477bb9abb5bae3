//! The matrix: a block of rows for each requirement, a column a bid; and the facts.
//!
//! The first row of a block has the verdicts. The others have the answers, a row a question; they
//! are folded away until the reader opens the requirement.

use super::{anchor, class, heads, marks, region, said, summary};
use crate::check::Verdict;
use crate::compare::bid::Enclosed;
use crate::compare::render::judgement;
use crate::compare::{Asked, Cell, Comparison, Difference, Given, Row, answer};
use crate::condition::{Type, Value};
use crate::document::parse::passage;
use crate::emit::html::{escape, fragment};
use crate::evidence::State;
use crate::judgement::Bound;
use crate::resolve::spec::Obligation;
use crate::say;
use crate::standing;
use crate::standing::Standing;
use crate::words::Words;

/// Answers longer than this have no room in a column.
const SHORT: usize = 48;

/// The controls, which the script shows, and the matrix.
pub fn matrix(out: &mut String, comparison: &Comparison) {
    let title = said("compare-page-table");
    out.push_str(&format!("<section>\n<h2 id=\"matrix\">{title}</h2>\n"));
    controls(out, comparison);
    out.push_str(&format!(
        "<p class=\"hint\">{} <span class=\"paper\">{}</span></p>\n",
        said("compare-page-hint"),
        said("compare-page-hint-paper")
    ));
    out.push_str(&region(&title, " tall"));
    out.push_str(&format!(
        "<table class=\"matrix{}\" id=\"table\">\n<thead>\n<tr><th scope=\"col\" class=\"lead\">{}</th>\
         <th scope=\"col\" class=\"o\">{}</th><th scope=\"col\" class=\"w\">{}</th>{}</tr>\n</thead>\n",
        summary::many(comparison),
        said("compare-page-requirement"),
        said("compare-page-binding"),
        said("compare-page-weight"),
        heads(comparison)
    ));
    let letters: Vec<&str> = comparison.bids.iter().map(|bid| bid.letter.as_str()).collect();
    let mut theme: Option<&str> = None;
    for row in &comparison.rows {
        if theme != Some(&row.theme.id) {
            theme = Some(&row.theme.id);
            out.push_str(&format!(
                "<tbody class=\"theme\"><tr><th scope=\"rowgroup\" colspan=\"{}\"><span>{}</span></th></tr></tbody>\n",
                comparison.bids.len() + 3,
                escape(&row.theme.title)
            ));
        }
        requirement(out, row, &letters);
    }
    out.push_str("</table>\n</div>\n</section>\n");
}

/// What the script needs to let the reader choose. Hidden until there is a script.
fn controls(out: &mut String, comparison: &Comparison) {
    let mut themes: Vec<&str> = Vec::new();
    for row in &comparison.rows {
        if !themes.contains(&row.theme.title.as_str()) {
            themes.push(&row.theme.title);
        }
    }
    let option =
        |value: &str, words: &str| format!("<option value=\"{}\">{}</option>", escape(value), escape(words));
    let themes: String = themes.iter().map(|title| option(title, title)).collect();
    let obligations = [Obligation::Shall, Obligation::Should, Obligation::May];
    let obligations: String = obligations.iter().map(|of| option(of.word(), of.word())).collect();
    let verdicts: String =
        Verdict::ALL.iter().map(|verdict| option(class(*verdict), &verdict.label(Words::English))).collect();
    let words = Words::English;
    let bids = |named: &dyn Fn(String) -> String| -> String {
        let bids = comparison.bids.iter().enumerate();
        bids.map(|(at, bid)| option(&at.to_string(), &named(format!("{} {}", bid.letter, bid.vendor))))
            .collect()
    };
    let select = |label: &str, id: &str, options: String| {
        format!("<label>{} <select id=\"{id}\">{options}</select></label>\n", said(label))
    };
    let first = |name: &str| option("", &say!(words, name));
    let all = first("compare-page-all");
    let differences = [
        ("", "compare-page-all-requirements"),
        (Difference::Answers.word(), "compare-page-only-differences"),
        (Difference::Verdicts.word(), "compare-page-only-verdicts"),
    ];
    let differences = differences.map(|(value, name)| option(value, &say!(words, name)));
    let orders = [
        ("number", "compare-page-by-number"),
        ("theme", "compare-page-by-theme"),
        ("binding", "compare-page-by-binding"),
        ("weight", "compare-page-by-weight"),
    ];
    let orders = orders.map(|(value, name)| option(value, &say!(words, name))).concat();
    let by_verdict = bids(&|bid| say!(words, "compare-page-by-verdict", bid = bid));
    out.push_str(&format!(
        "<form id=\"controls\" hidden>\n\
         <label>{} <input type=\"search\" id=\"find\"></label>\n{}{}{}{}{}\
         <label class=\"check\"><input type=\"checkbox\" id=\"marked\"> {}</label>\n{}\
         <details><summary>{}</summary><div>",
        said("compare-page-find"),
        select("compare-page-theme", "theme", format!("{all}{themes}")),
        select("compare-page-binding", "binding", format!("{all}{obligations}")),
        select("compare-page-verdict", "verdict", format!("{all}{verdicts}")),
        select("compare-page-of", "whose", first("compare-page-any-bid") + &bids(&|bid| bid)),
        select("compare-page-show", "difference", differences.concat()),
        said("compare-page-only-marked"),
        select("compare-page-sort-by", "sort", orders + &by_verdict),
        said("compare-page-columns"),
    ));
    for (at, bid) in comparison.bids.iter().enumerate() {
        out.push_str(&format!(
            "<label class=\"check\"><input type=\"checkbox\" class=\"column\" value=\"{at}\" checked> {} {}</label> ",
            bid.letter,
            escape(&bid.vendor)
        ));
    }
    out.push_str(&format!(
        "</div></details>\n<button type=\"button\" id=\"open\">{}</button>\n\
         <button type=\"reset\">{}</button>\n<output id=\"shown\"></output>\n</form>\n",
        said("compare-page-open-all"),
        said("compare-page-reset")
    ));
}

fn requirement(out: &mut String, row: &Row, letters: &[&str]) {
    let marked = if row.cells.iter().any(|cell| !cell.marks.is_empty()) { " marked" } else { "" };
    out.push_str(&format!(
        "<tbody class=\"r {}{marked}\" id=\"{}\" data-theme=\"{}\" data-binding=\"{}\" data-weight=\"{}\">\n\
         <tr><th scope=\"row\"><code>{}</code> {} \
         <details><summary>{}</summary><div class=\"statement\">{}</div></details></th>\
         <td class=\"o\">{}</td><td class=\"w\">{}</td>",
        row.difference.word(),
        anchor(&row.id),
        escape(&row.theme.title),
        row.obligation.word(),
        row.weight,
        escape(&row.id),
        escape(&row.title),
        folded(row),
        fragment(&passage(&row.statement), Words::English),
        row.obligation.word(),
        if row.weight > 0 { row.weight.to_string() } else { String::new() },
    ));
    for cell in &row.cells {
        out.push_str(&verdict(cell));
    }
    out.push_str("</tr>\n");
    for (at, question) in row.questions.iter().enumerate() {
        let given: Vec<Option<&Given>> =
            row.cells.iter().map(|cell| cell.answers.get(at)?.as_ref()).collect();
        answers(out, question, &given, letters);
    }
    let mut more = |title: &str, texts: Vec<Option<String>>| {
        if texts.iter().any(Option::is_some) {
            let texts: Vec<Said> = texts.into_iter().map(|text| Said { text, class: "" }).collect();
            line(out, &format!("<b>{}</b>", said(title)), &texts, letters);
        }
    };
    let deviation = |of: fn(&crate::check::Deviation) -> &String| {
        let texts =
            row.cells.iter().map(|cell| cell.deviation.as_ref().map(|deviation| escape(of(deviation))));
        texts.collect::<Vec<_>>()
    };
    more("compare-page-reason", deviation(|deviation| &deviation.reason));
    more("compare-page-measure", deviation(|deviation| &deviation.measure));
    let judged = row.cells.iter().map(|cell| cell.judgement.as_ref().map(|bound| escape(&judgement(bound))));
    more("compare-judgement", judged.collect());
    more("compare-page-evidence", row.cells.iter().map(evidence).collect());
    out.push_str("</tbody>\n");
}

/// What is folded away: "5 answers, 3 differ".
fn folded(row: &Row) -> String {
    let differing = row.questions.iter().filter(|question| question.differs).count();
    let answers = say!(Words::English, "compare-page-answers", count = row.questions.len());
    match differing {
        0 => answers,
        count => say!(Words::English, "compare-page-answers-differ", answers = answers, count = count),
    }
}

/// A cell of the first row: the verdict, what a reviewer made of it, marks.
fn verdict(cell: &Cell) -> String {
    let small = |name: &str| format!(" <small>{}</small>", said(name));
    let judged = match (&cell.judgement, cell.standing) {
        (Some(Bound::Stale(_)), _) => small("compare-page-stale"),
        (Some(Bound::Holds(_)), Standing::Fulfilled) => small("compare-page-accepted"),
        (Some(Bound::Holds(_)), Standing::Failed) => small("compare-page-refused"),
        _ => String::new(),
    };
    let standing = match (&cell.judgement, cell.standing) {
        (Some(Bound::Holds(_)), Standing::Fulfilled) => " accepted",
        (Some(Bound::Holds(_)), Standing::Failed) => " refused",
        _ => "",
    };
    let evidence = evidence_label(cell).map(small).unwrap_or_default();
    format!(
        "<td class=\"v {}{standing}\"><span>{}</span>{judged}{evidence}{}</td>",
        class(cell.verdict),
        cell.verdict.label(Words::English),
        marks(&cell.marks)
    )
}

/// The message on the evidence of a cell; nothing where all is well.
fn evidence_label(cell: &Cell) -> Option<&'static str> {
    let unusable = |enclosed: &Enclosed| enclosed.mandatory && !standing::usable(enclosed.state);
    Some(match cell.evidence() {
        _ if cell.verdict == Verdict::NotApplicable => return None,
        _ if cell.not_shown && cell.enclosed.iter().any(unusable) => "compare-page-evidence-faulty",
        _ if cell.not_shown || cell.wanted.iter().any(|wanted| wanted.obligation == Obligation::Shall) => {
            "compare-page-no-evidence"
        }
        State::InOrder => return None,
        State::Incomplete => "compare-page-evidence-incomplete",
        _ => "compare-page-other-evidence-faulty",
    })
}

/// What stands in a column of a folded row, as HTML; nothing where the bid is not asked.
struct Said {
    text: Option<String>,
    class: &'static str,
}

/// The answers to one question.
fn answers(out: &mut String, question: &Asked, given: &[Option<&Given>], letters: &[&str]) {
    let values: Vec<Option<&Value>> = given.iter().flatten().map(|given| given.value.as_ref()).collect();
    let usual = if question.differs { usual(&values) } else { None };
    let cells: Vec<Said> = given
        .iter()
        .map(|given| Said {
            text: given.map(|given| shown(given.value.as_ref(), &question.of)),
            class: match given {
                Some(Given { accepted: Some(false), .. }) => "refused",
                Some(given) if usual.is_some_and(|usual| given.value.as_ref() != Some(usual)) => "odd",
                _ => "",
            },
        })
        .collect();
    let differs = if question.differs { "<span class=\"differs\">≠</span> " } else { "" };
    let head = format!("{differs}{} <code>{}</code>", escape(&question.ask), escape(&question.id));
    line(out, &head, &cells, letters);
}

/// The value that more than half have.
fn usual<'v>(values: &[Option<&'v Value>]) -> Option<&'v Value> {
    let same =
        |value: &&Value| 2 * values.iter().filter(|other| **other == Some(*value)).count() > values.len();
    values.iter().flatten().copied().find(same)
}

fn shown(value: Option<&Value>, of: &Type) -> String {
    let Some(value) = value else { return format!("<em>{}</em>", said("compare-not-answered")) };
    let lines = answer::lines(value, of);
    match lines.as_slice() {
        [line] => escape(line),
        lines => {
            let items: String = lines.iter().map(|line| format!("<li>{}</li>", escape(line))).collect();
            format!("<ol>{items}</ol>")
        }
    }
}

/// A folded row: in columns where all is short, else as a list of what is said and by whom.
fn line(out: &mut String, head: &str, cells: &[Said], letters: &[&str]) {
    let long = cells.iter().flat_map(|cell| &cell.text).any(|text| text.chars().count() > SHORT);
    if !long {
        out.push_str(&format!("<tr class=\"a\"><th scope=\"row\" colspan=\"3\">{head}</th>"));
        for cell in cells {
            let class =
                if cell.class.is_empty() { String::new() } else { format!(" class=\"{}\"", cell.class) };
            let text =
                cell.text.clone().unwrap_or_else(|| format!("<i>{}</i>", said("compare-page-not-asked")));
            out.push_str(&format!("<td{class}>{text}</td>"));
        }
        out.push_str("</tr>\n");
        return;
    }
    // What several say alike stands once.
    let mut groups: Vec<(&Said, Vec<usize>)> = Vec::new();
    for (at, cell) in cells.iter().enumerate().filter(|(_, cell)| cell.text.is_some()) {
        match groups.iter_mut().find(|(first, _)| first.text == cell.text) {
            Some((_, places)) => places.push(at),
            None => groups.push((cell, vec![at])),
        }
    }
    out.push_str(&format!(
        "<tr class=\"a\"><td colspan=\"{}\"><div class=\"wide\"><p>{head}</p><dl>",
        cells.len() + 3
    ));
    for (cell, places) in groups {
        let letters: Vec<&str> = places.iter().filter_map(|at| letters.get(*at).copied()).collect();
        let class = if cell.class.is_empty() { String::new() } else { format!(" class=\"{}\"", cell.class) };
        out.push_str(&format!(
            "<dt>{}</dt><dd{class}>{}</dd>",
            letters.join(", "),
            cell.text.as_deref().unwrap_or_default()
        ));
    }
    out.push_str("</dl></div></td></tr>\n");
}

/// What is missing of the evidence, or not in order; nothing where all is well.
fn evidence(cell: &Cell) -> Option<String> {
    let wanted = cell.wanted.iter().map(|wanted| {
        let (kind, obligation) = (escape(&wanted.title), wanted.obligation.word());
        say!(Words::English, "compare-page-unlisted", kind = kind, obligation = obligation)
    });
    let faulty = cell.enclosed.iter().filter(|enclosed| enclosed.state != State::InOrder);
    let faulty = faulty.map(|enclosed| {
        let (file, state) = (escape(&enclosed.file), enclosed.state.word().replace('-', " "));
        match enclosed.mandatory {
            true => say!(Words::English, "compare-page-mandatory-state", file = file, state = state),
            false => say!(Words::English, "compare-page-file-state", file = file, state = state),
        }
    });
    let parts: Vec<String> = wanted.chain(faulty).collect();
    (!parts.is_empty()).then(|| parts.join("; "))
}

/// What vendors state of their devices.
pub fn facts(out: &mut String, comparison: &Comparison) {
    let title = said("compare-page-facts");
    let words = said("compare-page-facts-stated");
    out.push_str(&format!("<section>\n<h2 id=\"facts\">{title}</h2>\n<p>{words}</p>\n"));
    out.push_str(&region(&title, " tall"));
    out.push_str(&format!(
        "<table class=\"facts{}\">\n<thead>\n<tr><th scope=\"col\" class=\"lead\">{}</th>{}</tr>\n</thead>\n<tbody>\n",
        summary::many(comparison),
        said("compare-page-fact"),
        heads(comparison)
    ));
    for fact in &comparison.facts {
        let differs = if fact.differs { "<span class=\"differs\">≠</span> " } else { "" };
        out.push_str(&format!(
            "<tr><th scope=\"row\">{differs}{} <code>{}</code>{}</th>",
            escape(&fact.title),
            escape(&fact.id),
            marks(&fact.marks)
        ));
        let values: Vec<Option<&Value>> = fact.values.iter().map(Option::as_ref).collect();
        let most = usual(&values);
        for value in &fact.values {
            let odd = fact.differs && most.is_some() && value.as_ref() != most;
            let class = if odd { " class=\"odd\"" } else { "" };
            let text = value.as_ref().map_or_else(
                || format!("<i>{}</i>", said("compare-not-stated")),
                |value| shown(Some(value), &fact.of),
            );
            out.push_str(&format!("<td{class}>{text}</td>"));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n</div>\n</section>\n");
}
