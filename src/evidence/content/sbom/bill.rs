//! A bill of materials as data, whatever its format: what it is of, and of what that is made.

use super::said::Said;

/// A bill of materials.
#[derive(Clone, Debug, Default)]
pub struct Bill {
    /// What it is of: one device, or as many as it says that it describes.
    pub devices: Vec<Component>,
    /// What that is made of, also below other components, in the order of the text.
    pub components: Vec<Component>,
    /// How many relationships between components it states.
    pub relationships: usize,
    /// What relationships name that the bill does not list.
    pub unlisted: Vec<String>,
    /// References that more than one thing has.
    pub twice: Vec<String>,
    /// The people and organisations that made the bill.
    pub authors: Vec<String>,
    /// The programs that made it.
    pub tools: Vec<String>,
    /// When it was made, as written.
    pub timestamp: Option<String>,
    /// In which phase of the software's life it was made, as written.
    pub context: Option<String>,
}

/// A unit of software, or of hardware with software in it.
#[derive(Clone, Debug, Default)]
pub struct Component {
    /// What it is called; empty where the bill does not say.
    pub name: String,
    /// Its version, or the range of versions that will do.
    pub version: Said,
    /// Who makes or supplies it.
    pub producer: Said,
    /// Whether it has an identifier that databases know: a package URL, a CPE name, a SWID tag.
    pub identified: bool,
    /// Whether it has a digest.
    pub hashed: bool,
    /// Its licence.
    pub licence: Said,
    /// Whether the bill says how it is related to others, be it that it needs none.
    pub related: bool,
    /// Whether the bill says that it does not know what the component is made of.
    pub opaque: bool,
}

impl Component {
    /// Its name and version, as people say them.
    pub fn words(&self) -> String {
        match self.version.stated() {
            Some(version) => format!("{} {}", cut(&self.name), cut(version)),
            None => cut(&self.name),
        }
    }

    /// Whether the bill marks it as one of which no more is known: its content, or its version. CISA's
    /// "known unknowns"; a supplier alone that is not known is no such mark.
    pub fn is_unknown(&self) -> bool {
        self.opaque || self.version == Said::Unknown
    }
}

impl Bill {
    /// Of several things that are described, those that `is_device` are what the bill is of, and the
    /// others are components: some programs describe all that they list.
    pub fn settle(&mut self, is_device: impl Fn(&Component) -> bool) {
        if self.devices.len() < 2 || !self.devices.iter().any(&is_device) {
            return;
        }
        let (devices, others) = std::mem::take(&mut self.devices).into_iter().partition(is_device);
        self.devices = devices;
        self.components.splice(0..0, others);
    }
}

/// A text as far as it may stand in a sentence.
pub fn cut(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// References that stand more than once in a list, each once.
pub fn twice<'a>(references: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut counts = std::collections::BTreeMap::<&str, usize>::new();
    references.for_each(|reference| *counts.entry(reference).or_default() += 1);
    counts.into_iter().filter(|(_, count)| *count > 1).map(|(reference, _)| reference.to_owned()).collect()
}
