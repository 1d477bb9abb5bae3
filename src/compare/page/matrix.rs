//! The matrix: a block of rows for each requirement, a column a bid; and the facts.
//!
//! The first row of a block has the verdicts. The others have the answers, a row a question; they
//! are folded away until the reader opens the requirement.

use super::{anchor, class, heads, marks, region, summary};
use crate::check::Verdict;
use crate::compare::render::judgement;
use crate::compare::{Asked, Cell, Comparison, Difference, Given, Row, answer};
use crate::condition::{Type, Value};
use crate::document::parse::passage;
use crate::emit::html::{escape, fragment};
use crate::evidence::State;
use crate::judgement::Bound;
use crate::resolve::spec::Obligation;
use crate::standing::Standing;
use crate::words::Words;

/// Answers longer than this have no room in a column.
const SHORT: usize = 48;

/// The controls, which the script shows, and the matrix.
pub fn matrix(out: &mut String, comparison: &Comparison) {
    out.push_str("<section>\n<h2 id=\"matrix\">Requirements and bids</h2>\n");
    controls(out, comparison);
    out.push_str(
        "<p class=\"hint\">Open a requirement to see its words and all answers. A question marked ≠ is answered \
         differently; an answer in bold is not that of most. <span class=\"paper\">Only the answers of requirements \
         that were open are printed; the CSV has all.</span></p>\n",
    );
    out.push_str(&region("Requirements and bids", " tall"));
    out.push_str(&format!(
        "<table class=\"matrix{}\" id=\"table\">\n<thead>\n<tr><th scope=\"col\" class=\"lead\">Requirement</th>\
         <th scope=\"col\" class=\"o\">Binding</th><th scope=\"col\" class=\"w\">Weight</th>{}</tr>\n</thead>\n",
        summary::many(comparison),
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
    let bids = |before: &str| -> String {
        let bids = comparison.bids.iter().enumerate();
        bids.map(|(at, bid)| option(&at.to_string(), &format!("{before}{} {}", bid.letter, bid.vendor)))
            .collect()
    };
    out.push_str(&format!(
        "<form id=\"controls\" hidden>\n\
         <label>Find <input type=\"search\" id=\"find\"></label>\n\
         <label>Theme <select id=\"theme\"><option value=\"\">all</option>{themes}</select></label>\n\
         <label>Binding <select id=\"binding\"><option value=\"\">all</option>{obligations}</select></label>\n\
         <label>Verdict <select id=\"verdict\"><option value=\"\">all</option>{verdicts}</select></label>\n\
         <label>of <select id=\"whose\"><option value=\"\">any bid</option>{}</select></label>\n\
         <label>Show <select id=\"difference\"><option value=\"\">all requirements</option>\
         <option value=\"{}\">only differences</option><option value=\"{}\">only different verdicts</option></select></label>\n\
         <label class=\"check\"><input type=\"checkbox\" id=\"marked\"> only marked</label>\n\
         <label>Sort by <select id=\"sort\"><option value=\"number\">number</option><option value=\"theme\">theme</option>\
         <option value=\"binding\">binding</option><option value=\"weight\">weight</option>{}</select></label>\n\
         <details><summary>Columns</summary><div>",
        bids(""),
        Difference::Answers.word(),
        Difference::Verdicts.word(),
        bids("verdict of "),
    ));
    for (at, bid) in comparison.bids.iter().enumerate() {
        out.push_str(&format!(
            "<label class=\"check\"><input type=\"checkbox\" class=\"column\" value=\"{at}\" checked> {} {}</label> ",
            bid.letter,
            escape(&bid.vendor)
        ));
    }
    out.push_str(
        "</div></details>\n<button type=\"button\" id=\"open\">Open all shown</button>\n\
         <button type=\"reset\">Reset</button>\n<output id=\"shown\"></output>\n</form>\n",
    );
}

fn requirement(out: &mut String, row: &Row, letters: &[&str]) {
    let marked = if row.cells.iter().any(|cell| !cell.marks.is_empty()) { " marked" } else { "" };
    out.push_str(&format!(
        "<tbody class=\"r {}{marked}\" id=\"{}\" data-theme=\"{}\" data-binding=\"{}\" data-weight=\"{}\">\n\
         <tr><th scope=\"row\"><span class=\"number\">{}</span> <code>{}</code> {} \
         <details><summary>{}</summary><div class=\"statement\">{}</div></details></th>\
         <td class=\"o\">{}</td><td class=\"w\">{}</td>",
        row.difference.word(),
        anchor(&row.id),
        escape(&row.theme.title),
        row.obligation.word(),
        row.weight,
        escape(&row.number),
        escape(&row.id),
        escape(&row.title),
        folded(row),
        fragment(&passage(&row.statement)),
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
            line(out, &format!("<b>{title}</b>"), &texts, letters);
        }
    };
    let deviation = |of: fn(&crate::check::Deviation) -> &String| {
        let texts =
            row.cells.iter().map(|cell| cell.deviation.as_ref().map(|deviation| escape(of(deviation))));
        texts.collect::<Vec<_>>()
    };
    more("Deviation: the reason", deviation(|deviation| &deviation.reason));
    more("Deviation: what is done instead", deviation(|deviation| &deviation.measure));
    let judged = row.cells.iter().map(|cell| cell.judgement.as_ref().map(|bound| escape(&judgement(bound))));
    more("Judgement", judged.collect());
    more("Evidence", row.cells.iter().map(evidence).collect());
    out.push_str("</tbody>\n");
}

/// What is folded away: "5 answers, 3 differ".
fn folded(row: &Row) -> String {
    let differing = row.questions.iter().filter(|question| question.differs).count();
    let answers = match row.questions.len() {
        0 => "no answers".to_owned(),
        1 => "1 answer".to_owned(),
        count => format!("{count} answers"),
    };
    match differing {
        0 => answers,
        1 => format!("{answers}, 1 differs"),
        count => format!("{answers}, {count} differ"),
    }
}

/// A cell of the first row: the verdict, what a reviewer made of it, marks.
fn verdict(cell: &Cell) -> String {
    let judged = match (&cell.judgement, cell.standing) {
        (Some(Bound::Stale(_)), _) => " <small>judgement stale</small>",
        (Some(Bound::Holds(_)), Standing::Fulfilled) => " <small>accepted</small>",
        (Some(Bound::Holds(_)), Standing::Failed) => " <small>refused</small>",
        _ => "",
    };
    let standing = match (&cell.judgement, cell.standing) {
        (Some(Bound::Holds(_)), Standing::Fulfilled) => " accepted",
        (Some(Bound::Holds(_)), Standing::Failed) => " refused",
        _ => "",
    };
    let lacking = cell.wanted.iter().any(|wanted| wanted.obligation == Obligation::Shall);
    let evidence = match cell.evidence() {
        _ if cell.verdict == Verdict::NotApplicable => "",
        State::InOrder if lacking => " <small>no evidence</small>",
        State::InOrder => "",
        _ => " <small>evidence faulty</small>",
    };
    format!(
        "<td class=\"v {}{standing}\"><span>{}</span>{judged}{evidence}{}</td>",
        class(cell.verdict),
        cell.verdict.label(Words::English),
        marks(&cell.marks)
    )
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
    let said: Vec<Said> = given
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
    line(out, &head, &said, letters);
}

/// The value that more than half have.
fn usual<'v>(values: &[Option<&'v Value>]) -> Option<&'v Value> {
    let same =
        |value: &&Value| 2 * values.iter().filter(|other| **other == Some(*value)).count() > values.len();
    values.iter().flatten().copied().find(same)
}

fn shown(value: Option<&Value>, of: &Type) -> String {
    let Some(value) = value else { return "<em>not answered</em>".to_owned() };
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
fn line(out: &mut String, head: &str, said: &[Said], letters: &[&str]) {
    let long = said.iter().flat_map(|said| &said.text).any(|text| text.chars().count() > SHORT);
    if !long {
        out.push_str(&format!("<tr class=\"a\"><th scope=\"row\" colspan=\"3\">{head}</th>"));
        for said in said {
            let class =
                if said.class.is_empty() { String::new() } else { format!(" class=\"{}\"", said.class) };
            out.push_str(&format!("<td{class}>{}</td>", said.text.as_deref().unwrap_or("<i>not asked</i>")));
        }
        out.push_str("</tr>\n");
        return;
    }
    // What several say alike stands once.
    let mut groups: Vec<(&Said, Vec<usize>)> = Vec::new();
    for (at, said) in said.iter().enumerate().filter(|(_, said)| said.text.is_some()) {
        match groups.iter_mut().find(|(first, _)| first.text == said.text) {
            Some((_, places)) => places.push(at),
            None => groups.push((said, vec![at])),
        }
    }
    out.push_str(&format!(
        "<tr class=\"a\"><td colspan=\"{}\"><div class=\"wide\"><p>{head}</p><dl>",
        said.len() + 3
    ));
    for (said, places) in groups {
        let letters: Vec<&str> = places.iter().filter_map(|at| letters.get(*at).copied()).collect();
        let class = if said.class.is_empty() { String::new() } else { format!(" class=\"{}\"", said.class) };
        out.push_str(&format!(
            "<dt>{}</dt><dd{class}>{}</dd>",
            letters.join(", "),
            said.text.as_deref().unwrap_or_default()
        ));
    }
    out.push_str("</dl></div></td></tr>\n");
}

/// What is missing of the evidence, or not in order; nothing where all is well.
fn evidence(cell: &Cell) -> Option<String> {
    let wanted = cell
        .wanted
        .iter()
        .map(|wanted| format!("{} ({}) is not listed", escape(&wanted.title), wanted.obligation.word()));
    let faulty = cell.enclosed.iter().filter(|enclosed| enclosed.state != State::InOrder);
    let faulty = faulty
        .map(|enclosed| format!("{}: {}", escape(&enclosed.file), enclosed.state.word().replace('-', " ")));
    let parts: Vec<String> = wanted.chain(faulty).collect();
    (!parts.is_empty()).then(|| parts.join("; "))
}

/// What vendors state of their devices.
pub fn facts(out: &mut String, comparison: &Comparison) {
    out.push_str(
        "<section>\n<h2 id=\"facts\">Facts</h2>\n\
         <p>What vendors state of their devices. Facts decide what applies.</p>\n",
    );
    out.push_str(&region("Facts", " tall"));
    out.push_str(&format!(
        "<table class=\"facts{}\">\n<thead>\n<tr><th scope=\"col\" class=\"lead\">Fact</th>{}</tr>\n</thead>\n<tbody>\n",
        summary::many(comparison),
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
            let text =
                value.as_ref().map_or("<i>not stated</i>".to_owned(), |value| shown(Some(value), &fact.of));
            out.push_str(&format!("<td{class}>{text}</td>"));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table>\n</div>\n</section>\n");
}
