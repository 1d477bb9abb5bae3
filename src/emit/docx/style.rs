//! The styles that a document uses, by the names that Word gives them in every language.

/// A style of paragraphs, text or tables.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs)] // named after what they are for
pub enum Style {
    Title,
    Heading(u8),
    ContentsTitle,
    /// An entry of the contents, of a chapter or of a part of one.
    Contents(u8),
    #[default]
    Text,
    Bullet,
    Number,
    Term,
    Meaning,
    Quote,
    Lines,
    Rule,
    Figure,
    Caption,
    Table,
    Cell,
    Head,
    /// The line below the heading of a requirement.
    Requirement,
    /// Takes no room.
    Nothing,
    Strong,
    Emphasis,
    Code,
    Link,
    Shall,
    Should,
    May,
}

impl Style {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "Title",
            Self::Heading(1) => "heading 1",
            Self::Heading(2) => "heading 2",
            Self::Heading(3) => "heading 3",
            Self::Heading(4) => "heading 4",
            Self::Heading(_) => "heading 5",
            Self::ContentsTitle => "TOC Heading",
            Self::Contents(1) => "toc 1",
            Self::Contents(_) => "toc 2",
            Self::Text => "Normal",
            Self::Bullet => "List Bullet",
            Self::Number => "List Number",
            Self::Term => "Definition Term",
            Self::Meaning => "Definition",
            Self::Quote => "Quote",
            Self::Lines => "Source Code",
            Self::Rule => "Horizontal Rule",
            Self::Figure => "Figure",
            Self::Caption => "caption",
            Self::Table => "Table",
            Self::Cell => "Table Text",
            Self::Head => "Table Heading",
            Self::Requirement => "Requirement Line",
            Self::Nothing => "Section End",
            Self::Strong => "Strong",
            Self::Emphasis => "Emphasis",
            Self::Code => "HTML Code",
            Self::Link => "Hyperlink",
            Self::Shall => "Shall",
            Self::Should => "Should",
            Self::May => "May",
        }
    }
}
