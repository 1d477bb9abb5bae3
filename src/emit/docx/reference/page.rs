//! The page of a reference: its size, its margins, and what stands above and below the text.

use crate::emit::docx::xml::{Piece, attribute, read};

/// Least and greatest length of a page in twentieths of a point: Word knows 0.1 to 22 inches.
const LENGTHS: std::ops::RangeInclusive<i64> = 2_000..=31_680;

/// Least width of the text.
const NARROWEST: i64 = 2_000;

/// A page, in twentieths of a point.
#[derive(Clone, Debug, Default)]
pub struct Page {
    width: i64,
    height: i64,
    margins: [i64; 4],
    header: i64,
    footer: i64,
    gutter: i64,
    /// Whether the first page has a header and a footer of its own.
    title_page: bool,
    /// Headers and footers: the name of the element, for which pages, the id of the relationship.
    pub around: Vec<(String, String, String)>,
}

impl Page {
    /// Reads the last section of the main part.
    ///
    /// # Errors
    /// Where the part is not well-formed, or has no page that text has room on.
    pub fn read(xml: &str) -> Result<Self, String> {
        let mut page = Self::default();
        let mut open = false;
        read(xml, |piece, at| {
            match piece {
                Piece::Open("w:sectPr", _) if at.depth == 2 => {
                    page = Self::default();
                    open = true;
                }
                Piece::Close("w:sectPr") => open = false,
                Piece::Open(name, tag) if open && at.depth == 3 => {
                    let number =
                        |key: &str| attribute(tag, key).parse::<f64>().map_or(0, |number| number as i64);
                    match name {
                        "w:pgSz" => (page.width, page.height) = (number("w:w"), number("w:h")),
                        "w:pgMar" => {
                            page.margins = ["w:top", "w:right", "w:bottom", "w:left"].map(number);
                            (page.header, page.footer) = (number("w:header"), number("w:footer"));
                            page.gutter = number("w:gutter");
                        }
                        "w:titlePg" => {
                            page.title_page = !matches!(&*attribute(tag, "w:val"), "0" | "false" | "off")
                        }
                        "w:headerReference" | "w:footerReference" => {
                            page.around.push((
                                name.to_owned(),
                                attribute(tag, "w:type"),
                                attribute(tag, "r:id"),
                            ));
                        }
                        _ => {}
                    }
                }
                _ => {}
            }
            Ok(())
        })?;
        if !LENGTHS.contains(&page.width) || !LENGTHS.contains(&page.height) || page.text() < NARROWEST {
            return Err("has no page that text has room on".to_owned());
        }
        Ok(page)
    }

    /// The width of the text.
    pub fn text(&self) -> i64 {
        let [_, right, _, left] = self.margins;
        self.width - right - left - self.gutter
    }

    /// The width of the text on a page that lies on its side.
    pub fn wide_text(&self) -> i64 {
        self.text() + self.height.max(self.width) - self.width
    }

    /// The height of the text.
    pub fn text_height(&self, wide: bool) -> i64 {
        let [top, _, bottom, _] = self.margins;
        let height = if wide { self.height.min(self.width) } else { self.height };
        (height - top.abs() - bottom.abs()).max(NARROWEST)
    }

    /// A section with this page, on its side or not.
    pub fn section(&self, wide: bool) -> String {
        let around = self
            .around
            .iter()
            .map(|(element, pages, id)| format!("<{element} w:type=\"{pages}\" r:id=\"{id}\"/>"));
        let (width, height) = match wide {
            true => (self.width.max(self.height), self.width.min(self.height)),
            false => (self.width, self.height),
        };
        let turned = if width > height { " w:orient=\"landscape\"" } else { "" };
        let [top, right, bottom, left] = self.margins;
        format!(
            "<w:sectPr>{}<w:type w:val=\"nextPage\"/>\
             <w:pgSz w:w=\"{width}\" w:h=\"{height}\"{turned}/>\
             <w:pgMar w:top=\"{top}\" w:right=\"{right}\" w:bottom=\"{bottom}\" w:left=\"{left}\" \
             w:header=\"{}\" w:footer=\"{}\" w:gutter=\"{}\"/>{}</w:sectPr>",
            around.collect::<String>(),
            self.header.max(0),
            self.footer.max(0),
            self.gutter.max(0),
            if self.title_page { "<w:titlePg/>" } else { "" }
        )
    }
}
