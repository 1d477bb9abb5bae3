//! A bill of materials as data, whatever its format: what it is of, and of what that is made.

/// A bill of materials. What it leaves blank, or says that it does not know, is absent here.
#[derive(Clone, Debug, Default)]
pub struct Bill {
    /// What it is of: one device, or as many as it says that it describes.
    pub devices: Vec<Device>,
    /// What that is made of, also below other components, in the order of the text.
    pub components: Vec<Component>,
    /// How many relationships between components it states.
    pub relationships: usize,
    /// What relationships name that the bill does not list.
    pub unlisted: Vec<String>,
    /// The people and organisations that made the bill.
    pub authors: Vec<String>,
    /// The programs that made it.
    pub tools: usize,
    /// When it was made, as written.
    pub timestamp: Option<String>,
}

/// What a bill is of.
#[derive(Clone, Debug, Default)]
pub struct Device {
    /// What it is called.
    pub name: String,
    /// Its version.
    pub version: Option<String>,
}

impl Device {
    /// Its name and version, as people say them.
    pub fn words(&self) -> String {
        match &self.version {
            Some(version) => format!("{} {}", cut(&self.name), cut(version)),
            None => cut(&self.name),
        }
    }
}

/// A unit of software, or of hardware with software in it.
#[derive(Clone, Debug, Default)]
pub struct Component {
    /// What it is called; empty where the bill does not say.
    pub name: String,
    /// Its version, or the range of versions that will do.
    pub version: Option<String>,
    /// Who supplies it.
    pub supplier: Option<String>,
    /// Whether it has an identifier that databases know: a package URL, a CPE name, a SWID tag.
    pub identified: bool,
    /// Whether it has a digest.
    pub hashed: bool,
    /// Whether the bill says how it is related to others, be it that it needs none.
    pub related: bool,
}

/// A text as far as it may stand in a sentence.
pub fn cut(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}
