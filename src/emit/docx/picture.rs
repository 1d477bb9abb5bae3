//! Pictures: as SVG for programs that show it, with letters as outlines, and in pixels for all others.

use super::style::Style;
use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{ImageHrefResolver, Options, Tree, WriteOptions, fontdb};

use super::body::{Body, Paragraph};
use super::inline::Format;
use super::package::{Part, Relation, part};
use super::xml::escape;
use crate::document::tree::{Figure, Inline};
use crate::emit::colour::settled;
use crate::text::words::cut;

/// Bitstream Vera's licence stands beside them. They have the letters of Latin, Greek and Cyrillic.
const FONTS: [&[u8]; 2] =
    [include_bytes!("fonts/DejaVuSansCondensed.ttf"), include_bytes!("fonts/DejaVuSansCondensed-Bold.ttf")];
const FAMILY: &str = "DejaVu Sans Condensed";

/// Pixels for each of the picture: as sharp as paper at the size of a page.
const SHARPNESS: f32 = 2.0;
/// Pixels of a side, at most.
const MOST_PIXELS: f32 = 6_000.0;
/// Lengths of DrawingML in a pixel, and in a twentieth of a point.
const PIXEL: f64 = 9_525.0;
const TWENTIETH: f64 = 635.0;
/// Characters of an alternative text.
const MOST_WORDS: usize = 4_000;

const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006";

static LETTERS: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut fonts = fontdb::Database::new();
    FONTS.iter().for_each(|font| fonts.load_font_data(font.to_vec()));
    fonts.set_sans_serif_family(FAMILY);
    fonts.set_serif_family(FAMILY);
    fonts.set_monospace_family(FAMILY);
    Arc::new(fonts)
});

/// A picture of a document.
pub struct Picture {
    svg: Vec<u8>,
    png: Vec<u8>,
}

impl Picture {
    /// Draws a figure: the picture, and its size in pixels. Nothing where it cannot be drawn.
    fn of(figure: &Figure) -> Option<(Self, f32, f32)> {
        let options = Options {
            fontdb: LETTERS.clone(),
            font_family: FAMILY.to_owned(),
            // No picture within a picture, wherever it may be.
            image_href_resolver: ImageHrefResolver {
                resolve_data: Box::new(|_, _, _| None),
                resolve_string: Box::new(|_, _| None),
            },
            ..Options::default()
        };
        let tree = Tree::from_str(&settled(&figure.svg), &options).ok()?;
        let (width, height) = (tree.size().width(), tree.size().height());
        let scale = SHARPNESS.min(MOST_PIXELS / width.max(height));
        let mut pixels = Pixmap::new((width * scale).ceil() as u32, (height * scale).ceil() as u32)?;
        resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
        let png = pixels.encode_png().ok()?;
        // Other letters are left to the fonts of who looks at it.
        let svg = match figure.svg.chars().all(is_known) {
            true => tree.to_string(&WriteOptions::default()),
            false => settled(&figure.svg),
        };
        Some((Self { svg: svg.into_bytes(), png }, width, height))
    }

    /// The parts and relationships of the picture of that place in a document.
    pub fn parts(self, at: usize) -> [(Part, Relation); 2] {
        let made = |kind: &str, media: &str, bytes: Vec<u8>| {
            let name = format!("word/media/figure{}.{kind}", at + 1);
            let relation = Relation {
                id: id(kind, at),
                kind: "image".to_owned(),
                target: name.clone(),
                external: false,
            };
            (part(&name, media, bytes), relation)
        };
        [made("png", "image/png", self.png), made("svg", "image/svg+xml", self.svg)]
    }
}

fn id(kind: &str, at: usize) -> String {
    format!("{kind}{}", at + 1)
}

/// Whether the fonts have a character; control characters stand between elements only.
fn is_known(character: char) -> bool {
    matches!(u32::from(character), 0..=0x24F | 0x2C6..=0x2DD | 0x300..=0x4FF | 0x1E00..=0x206F | 0x20A0..=0x20BF | 0x2100..=0x22FF)
}

impl<'a> Body<'a> {
    /// Writes a figure with its caption; where it cannot be drawn, what it shows stands there in words.
    pub fn figure(&mut self, figure: &'a Figure) {
        let Some((picture, width, height)) = Picture::of(figure) else {
            let texts = std::iter::once(figure.alt.as_str()).chain(figure.description.lines());
            for text in texts {
                let line = self.lines.line(&[Inline::Text(text.to_owned())], Format::default());
                let plain = self.plain();
                self.paragraph(&plain, &line);
            }
            return;
        };
        let at = self.pictures.len();
        self.pictures.push(picture);
        let room = self.width() as f64 * TWENTIETH;
        // Its caption stands on the same page.
        let tall = self.lines.reference.page.text_height(self.wide) as f64 * TWENTIETH * 0.65;
        let (width, height) = (f64::from(width) * PIXEL, f64::from(height) * PIXEL);
        let scale = (room / width).min(tall / height).min(1.0);
        let (width, height) = ((width * scale).round() as i64, (height * scale).round() as i64);
        let (name, number) = (escape(&cut(&figure.name, 100)), at + 1);
        let words = escape(&cut(&format!("{}. {}", figure.alt, figure.description), MOST_WORDS));
        let (png, svg) = (id("png", at), id("svg", at));
        let run = format!(
            "<w:r><w:drawing><wp:inline xmlns:wp=\"{DRAWING}/wordprocessingDrawing\" distT=\"0\" distB=\"0\" \
             distL=\"0\" distR=\"0\"><wp:extent cx=\"{width}\" cy=\"{height}\"/>\
             <wp:docPr id=\"{number}\" name=\"{name}\" descr=\"{words}\"/>\
             <wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a=\"{DRAWING}/main\" noChangeAspect=\"1\"/>\
             </wp:cNvGraphicFramePr><a:graphic xmlns:a=\"{DRAWING}/main\"><a:graphicData uri=\"{DRAWING}/picture\">\
             <pic:pic xmlns:pic=\"{DRAWING}/picture\"><pic:nvPicPr><pic:cNvPr id=\"{number}\" name=\"{name}\" \
             descr=\"{words}\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed=\"{png}\"><a:extLst>\
             <a:ext uri=\"{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}\"><asvg:svgBlip \
             xmlns:asvg=\"http://schemas.microsoft.com/office/drawing/2016/SVG/main\" r:embed=\"{svg}\"/></a:ext>\
             </a:extLst></a:blip><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>\
             <a:off x=\"0\" y=\"0\"/><a:ext cx=\"{width}\" cy=\"{height}\"/></a:xfrm>\
             <a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>\
             </wp:inline></w:drawing></w:r>"
        );
        self.paragraph(&Paragraph::of(Style::Figure), &run);
        let mut caption = String::new();
        self.lines.text(&figure.alt, Format::default(), &mut caption);
        self.paragraph(&Paragraph::of(Style::Caption), &caption);
    }
}
