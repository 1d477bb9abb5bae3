//! The page of a code, as text, cut into what its test needs.

use std::ops::Range;

/// A page.
pub struct Page {
    /// What the first heading says.
    pub title: String,
    /// What stands before the examples.
    pub prose: String,
    /// The example that has the fault.
    pub faulty: Example,
    /// The same, mended.
    pub mended: Example,
    /// Headings of level 2, in their order.
    pub headings: Vec<String>,
}

/// The files of an example, and what is said of them.
#[derive(Default)]
pub struct Example {
    /// The files.
    pub files: Vec<File>,
    /// A command to run, where the fault shows only on the disk.
    pub command: Option<String>,
    /// What the terminal shows, with its place in the page.
    pub shown: Option<(String, Range<usize>)>,
}

/// A file of an example.
pub struct File {
    /// Where it is laid.
    pub path: String,
    /// Its text.
    pub text: String,
    /// What the text is: the file's own where empty.
    pub word: String,
}

/// Reads a page. A fence that opens with more backticks can hold fences of fewer.
pub fn read(page: &str) -> Page {
    let mut read = Page {
        title: String::new(),
        prose: String::new(),
        faulty: Example::default(),
        mended: Example::default(),
        headings: Vec::new(),
    };
    let mut fence: Option<(usize, String, usize)> = None;
    let mut at = 0;
    for line in page.split_inclusive('\n') {
        let (start, end) = (at, at + line.len());
        at = end;
        let ticks = line.bytes().take_while(|byte| *byte == b'`').count();
        match &fence {
            Some((opening, info, from)) if ticks == *opening && line.trim_end().len() == ticks => {
                let example = if read.headings.len() > 1 { &mut read.mended } else { &mut read.faulty };
                block(example, info, page[*from..start].to_owned(), *from..start);
                fence = None;
            }
            Some(_) => {}
            None if ticks >= 3 => fence = Some((ticks, line[ticks..].trim().to_owned(), end)),
            None => match (line.strip_prefix("# "), line.strip_prefix("## ")) {
                (Some(title), _) => read.title = title.trim().to_owned(),
                (_, Some(heading)) => read.headings.push(heading.trim().to_owned()),
                _ if read.headings.is_empty() => read.prose.push_str(line),
                _ => {}
            },
        }
    }
    read
}

fn block(example: &mut Example, info: &str, text: String, place: Range<usize>) {
    let mut words = info.split(' ');
    let language = words.next().unwrap_or_default();
    match (language, words.next()) {
        ("text", None) => example.shown = Some((text, place)),
        ("console", None) => example.command = text.trim().strip_prefix("$ ").map(str::to_owned),
        (_, Some(path)) => {
            let word = words.next().unwrap_or_default().to_owned();
            example.files.push(File { path: path.to_owned(), text, word });
        }
        _ => panic!("a block is a file, a command or what is shown, not `{info}`"),
    }
}
