//! A Word document that another one takes its looks from: styles, lists, settings, page, headers and
//! footers with their pictures, fonts, theme. Its body is not taken.
//!
//! The built-in one stands in `templates/docx/` as the files of its package. Whatever runs, fetches or
//! leads out of a document is refused aloud, not left out: who sends it may not know of it.

mod field;
mod fonts;
mod numbering;
mod page;
mod parts;
mod raster;
mod settings;
mod styles;

use std::sync::LazyLock;

use include_dir::{Dir, include_dir};

use self::field::Around;
pub use self::numbering::Numbering;
pub use self::page::Page;
use self::parts::Parts;
use self::styles::Styles;
use super::package::{Part, Relation, TYPES, part};
use crate::text::{Memory, unpack};

static BUILT_IN_FILES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates/docx");

// A test holds that the built-in one can be read.
static BUILT_IN: LazyLock<Reference> =
    LazyLock::new(|| Reference::of(&Memory::from(&BUILT_IN_FILES), None).unwrap_or_default());

/// The name of the part with the styles; those of the others are like it.
const STYLES: &str = "word/styles.xml";
const NUMBERING: &str = "word/numbering.xml";
const SETTINGS: &str = "word/settings.xml";
const FONTS: &str = "word/fontTable.xml";
const THEME: &str = "word/theme/theme1.xml";

/// The looks of a document.
#[derive(Clone, Debug, Default)]
pub struct Reference {
    pub(super) styles: Styles,
    pub(super) numbering: Numbering,
    pub(super) page: Page,
    settings: String,
    /// What the fonts that the styles name are like.
    fonts: String,
    /// Headers and footers, with their parts, whose content is put in when they are written.
    around: Vec<(Around, Part)>,
    /// Pictures and the theme.
    others: Vec<Part>,
    /// What the main part is related to by what is taken.
    relations: Vec<Relation>,
}

/// Why a document cannot be a reference: a phrase that stands behind its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused(String);

impl std::fmt::Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Refused {}

impl Reference {
    /// The built-in looks.
    pub fn built_in() -> &'static Self {
        &BUILT_IN
    }

    /// Reads a `.docx`.
    ///
    /// # Errors
    /// Where it is none or beyond the limits of an archive, and where it has macros, a template that it is
    /// attached to, objects of other programs, or leads to what is outside of it.
    pub fn read(bytes: Vec<u8>) -> Result<Self, Refused> {
        if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
            let words =
                "it is a document of an older Word, or has a password: save it as Word Document (.docx)";
            return Err(Refused(words.to_owned()));
        }
        let files = unpack(bytes).map_err(|why| Refused(why.to_string()))?;
        Self::of(&files, Some(Self::built_in())).map_err(Refused)
    }

    fn of(files: &Memory, built_in: Option<&Self>) -> Result<Self, String> {
        let parts = Parts::read(files)?;
        let inside = |name: &str| {
            let name = name.to_owned();
            move |why: String| format!("`{name}` in it {why}")
        };
        let main = parts.main();
        let mut page = Page::read(&parts.text(main)?).map_err(inside(main))?;
        let related = parts.relations(main)?;
        let mut reference = Self::default();

        let one = |kind: &str| {
            related.iter().find(|relation| relation.kind == kind).map(|relation| &relation.target)
        };
        let own = |kind: &str| {
            one(kind).map(|name| Ok::<_, String>((name.as_str(), parts.text(name)?))).transpose()
        };
        let (name, styles) = own("styles")?.ok_or("it has no styles")?;
        let styles = Styles::read(styles).map_err(inside(name))?;
        let completed = match built_in {
            Some(built_in) => styles.clone().completed(&built_in.styles).map_err(inside(name))?,
            None => styles.clone(),
        };
        let ours =
            BUILT_IN_FILES.get_file(NUMBERING).and_then(|file| file.contents_utf8()).unwrap_or_default();
        reference.numbering = match own("numbering")? {
            Some((name, numbering)) => Numbering::read(&numbering, &styles, ours).map_err(inside(name))?,
            None => {
                Numbering::read(ours, &built_in.map_or(styles, |built_in| built_in.styles.clone()), ours)?
            }
        };
        reference.styles = completed;
        reference.settings = match (own("settings")?, built_in) {
            (Some((name, text)), _) => {
                parts.relations(name)?;
                settings::kept(&text).map_err(inside(name))?
            }
            (None, built_in) => built_in.map(|built_in| built_in.settings.clone()).unwrap_or_default(),
        };
        reference.fonts = match (own("fontTable")?, built_in) {
            (Some((name, text)), _) => {
                parts.relations(name)?;
                fonts::described(&text).map_err(inside(name))?
            }
            (None, built_in) => built_in.map(|built_in| built_in.fonts.clone()).unwrap_or_default(),
        };

        let mut taken = Vec::new();
        let around = std::mem::take(&mut page.around);
        for (at, (element, pages, id)) in around.into_iter().enumerate() {
            let header = element == "w:headerReference";
            let kind = if header { "header" } else { "footer" };
            let found = related.iter().find(|relation| relation.id == id && relation.kind == kind);
            let found = found.ok_or_else(|| format!("it names a {kind} that it does not hold"))?;
            let name = found.target.as_str();
            let content = Around::read(parts.text(name)?).map_err(inside(name))?;
            let relations = parts.pictures(name, &mut taken)?;
            let new = format!("around{}", at + 1);
            let made = part(&format!("word/{new}.xml"), &format!("{TYPES}{kind}+xml"), "");
            reference.around.push((content, Part { relations, ..made }));
            reference.relations.push(relation(&new, kind, &format!("word/{new}.xml")));
            if ["default", "even", "first"].contains(&&*pages) {
                page.around.push((element, pages, new));
            }
        }
        let theme = match own("theme")? {
            Some((name, theme)) => {
                let relations = parts.pictures(name, &mut taken)?;
                let kind = "application/vnd.openxmlformats-officedocument.theme+xml";
                Some(Part { relations, ..part(THEME, kind, theme) })
            }
            None => built_in
                .and_then(|built_in| built_in.others.iter().find(|other| other.name == THEME).cloned()),
        };
        if let Some(theme) = theme {
            taken.push(theme);
            reference.relations.push(relation("theme", "theme", THEME));
        }
        if let Some(name) = one("numbering") {
            // Bullets may be pictures; those of the built-in lists are not.
            parts
                .pictures(name, &mut taken)?
                .is_empty()
                .then_some(())
                .ok_or_else(|| format!("`{name}` in it has bullets that are pictures: use letters"))?;
        }
        reference.page = page;
        reference.others = taken;
        Ok(reference)
    }

    /// The parts of a document but the main one, with what the main one is related to by them.
    ///
    /// `lists` are the numbered lists of the document: the level and the first number of each.
    pub(super) fn written(
        &self,
        title: &str,
        language: &str,
        lists: &[(usize, u64)],
    ) -> (Vec<Part>, Vec<Relation>) {
        let mut parts = vec![
            part(STYLES, &format!("{TYPES}styles+xml"), self.styles.written(language)),
            part(NUMBERING, &format!("{TYPES}numbering+xml"), self.numbering.written(lists)),
            part(SETTINGS, &format!("{TYPES}settings+xml"), self.settings.clone()),
            part(FONTS, &format!("{TYPES}fontTable+xml"), self.fonts.clone()),
        ];
        for (content, part) in &self.around {
            parts.push(Part { bytes: content.written(title).into_bytes(), ..part.clone() });
        }
        parts.extend(self.others.iter().cloned());
        let mut relations = vec![
            relation("styles", "styles", STYLES),
            relation("numbering", "numbering", NUMBERING),
            relation("settings", "settings", SETTINGS),
            relation("fonts", "fontTable", FONTS),
        ];
        relations.extend(self.relations.iter().cloned());
        (parts, relations)
    }
}

fn relation(id: &str, kind: &str, target: &str) -> Relation {
    Relation { id: id.to_owned(), kind: kind.to_owned(), target: target.to_owned(), external: false }
}
