//! A declaration that is to be begun: for which lot of which pack, for which kind of device, and in which file.

use std::path::{Component, Path, PathBuf};

use super::input::PackArgs;
use super::{Exit, deliver, new};
use crate::desk::Reply;
use crate::desk::begin::Wanted;
use crate::diag::Bag;
use crate::emit::{Format, format};
use crate::pack::layout;
use crate::say;
use crate::text::{World, file_name};
use crate::words::Words;

/// The declaration that is wanted.
#[derive(Debug, clap::Args)]
pub struct WantedArgs {
    #[command(flatten)]
    pack: PackArgs,
    /// The lot to answer
    #[arg(long)]
    lot: String,
    /// The category of the device, in a lot of several kinds
    #[arg(long, value_name = "ID")]
    category: Option<String>,
    /// The file to write: a workbook if it ends in .xlsx, YAML if in .yaml, else JSON; standard output if none is named
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

impl WantedArgs {
    /// Shows a declaration that is begun, or puts it into a new file.
    pub fn begun(&self, begin: impl FnOnce(&dyn World, Wanted<'_>) -> Result<Reply, Bag>) -> Exit {
        let schema = schema_of(&self.pack.pack, &self.lot, self.out.as_deref());
        let wanted = Wanted {
            lot: &self.lot,
            category: self.category.as_deref(),
            format: format_of(self.out.as_deref()),
            schema: &schema,
        };
        let asked = self.pack.open().and_then(|pack| begin(pack.as_ref(), wanted));
        match (asked, &self.out) {
            (Ok(mut reply), Some(path)) if !reply.outputs.is_empty() => {
                for output in &mut reply.outputs {
                    output.path =
                        path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
                }
                let folder = path.parent().unwrap_or(Path::new(""));
                new::write(folder, reply, |path| say!(Words::English, "new-next-declaration", path = path))
            }
            (asked, _) => deliver(asked),
        }
    }
}

/// The form that a declaration takes in a file of that name.
fn format_of(out: Option<&Path>) -> &'static Format {
    let ending = out.and_then(Path::extension).map(|ending| ending.to_string_lossy().to_lowercase());
    match ending.as_deref() {
        Some("xlsx") => &format::XLSX,
        Some("yaml" | "yml") => &format::YAML,
        _ => &format::JSON,
    }
}

/// Where an editor finds the schema of a declaration, from the folder of its file: in the folder of the pack. Of
/// an archive it has to be taken out first, to lie beside.
fn schema_of(pack: &Path, lot: &str, out: Option<&Path>) -> String {
    let schema = layout::declaration_schema(lot);
    let beside = || file_name(&schema).to_owned();
    if !pack.is_dir() {
        return beside();
    }
    let folder = out.and_then(Path::parent).unwrap_or(Path::new(""));
    between(folder, pack).map_or_else(beside, |way| way + &schema)
}

/// The way from one folder to another, with `/` at its end; nothing where there is none.
fn between(from: &Path, to: &Path) -> Option<String> {
    let (from, to) = (steps(from)?, steps(to)?);
    let shared = from.iter().zip(&to).take_while(|(one, other)| one == other).count();
    let (up, down) = (from.get(shared..)?, to.get(shared..)?);
    // Another drive.
    if shared == 0 && !from.is_empty() {
        return None;
    }
    Some(up.iter().map(|_| "../".to_owned()).chain(down.iter().map(|step| format!("{step}/"))).collect())
}

/// The steps that lead to a folder from the root.
fn steps(folder: &Path) -> Option<Vec<String>> {
    let mut steps = Vec::new();
    for step in std::path::absolute(Path::new(".").join(folder)).ok()?.components() {
        match step {
            Component::ParentDir => drop(steps.pop()),
            Component::CurDir => {}
            step => steps.push(step.as_os_str().to_string_lossy().into_owned()),
        }
    }
    Some(steps)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ways_between_folders_are_short() {
        let check = |from: &str, to: &str, expected: &str| {
            assert_eq!(between(Path::new(from), Path::new(to)).as_deref(), Some(expected), "{from} {to}");
        };
        check("", "pack", "pack/");
        check("bids", "out/pack", "../out/pack/");
        check("bids/2027", "bids/pack", "../pack/");
        check("pack/sensors", "pack", "../");
        check(".", "./out/../pack/", "pack/");
        check("../a", "../b", "../b/");
        check("/a/b", "/a/c/d", "../c/d/");
    }
}
