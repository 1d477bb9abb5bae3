//! A library and a tender into the tender's pack.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::templates;
use crate::condition::Condition;
use crate::diag::{Bag, Diagnostic, codes, suggest};
use crate::emit::{Output, format};
use crate::library;
use crate::model::{Library, Tender};
use crate::pack;
use crate::pack::layout;
use crate::pack::{Fault, Look, Making, Written};
use crate::resolve;
use crate::resolve::spec::Spec;
use crate::say;
use crate::tender;
use crate::text::{Sources, World};
use crate::words::Words;

/// What came of compiling a tender.
#[derive(Debug, Default)]
pub struct Compiled {
    /// The pack; nothing where an error says why.
    pub written: Option<Written>,
    /// What is wrong with library, tender and templates.
    pub bag: Bag,
    /// Their texts.
    pub sources: Sources,
}

/// A library and a tender that were read.
#[derive(Debug, Default)]
pub struct Inputs {
    /// The library, as far as it is sound.
    pub library: Library,
    /// The tender; nothing where an error says why, or none was asked for.
    pub tender: Option<Tender>,
    /// What is wrong with them.
    pub bag: Bag,
    /// Their texts.
    pub sources: Sources,
}

/// Reads a library, and a tender against it. `today` makes reviews and deadlines show that are past.
pub fn read(library: &dyn World, tender: Option<&dyn World>, today: Option<Date>) -> Inputs {
    let (mut bag, mut sources) = (Bag::default(), Sources::default());
    // Looked for first: reading a library takes a while, and a wrong path is soon told.
    if tender.is_some_and(|world| tender::text(world, &mut bag).is_none()) {
        return Inputs { bag, ..Inputs::default() };
    }
    let library = library::load(library, today, &mut sources, &mut bag);
    // Against a library of which nothing could be read, every word of a tender looks wrong.
    let nothing = bag.has_errors() && library.facts.is_empty() && library.categories.is_empty();
    let tender = tender.filter(|_| !nothing);
    let tender = tender.and_then(|world| tender::load(world, &library, &mut sources, &mut bag));
    if let (Some(tender), Some(today)) = (&tender, today) {
        tender::on_day(tender, today, &mut bag);
    }
    Inputs { library, tender, bag, sources }
}

/// Compiles a tender into its pack, with the built-in looks and without PDF, which takes longer to set than all else
/// takes to write. A template of the folder replaces the built-in one of its name.
pub fn compile(library: &dyn World, tender: &dyn World, templates: &dyn World) -> Compiled {
    let making = Making { without: &[&format::PDF], ..Making::default() };
    compile_as(library, tender, templates, &making)
}

/// The same with documents as they are wanted.
pub fn compile_as(
    library: &dyn World,
    tender: &dyn World,
    templates: &dyn World,
    making: &Making<'_>,
) -> Compiled {
    let Made { made, bag, sources } = self::made(library, tender, templates, |spec| {
        let written = pack::write_as(spec, templates, making)?;
        let unshown = written.unshown.clone();
        Ok((written, unshown))
    });
    Compiled { written: made, bag, sources }
}

/// Single files of a pack that were made.
#[derive(Debug, Default)]
pub struct Looked {
    /// The files; nothing where an error says why.
    pub look: Option<Look>,
    /// What is wrong with library, tender and templates.
    pub bag: Bag,
    /// Their texts.
    pub sources: Sources,
}

/// Makes single files of a tender's pack, for a quick look: those that `making` names.
pub fn look(library: &dyn World, tender: &dyn World, templates: &dyn World, making: &Making<'_>) -> Looked {
    let Made { made, bag, sources } = self::made(library, tender, templates, |spec| {
        let lots: Vec<&str> = spec.lots.iter().map(|lot| lot.id.as_str()).collect();
        let mut known = layout::single(&lots);
        let left_out =
            |path: &String| making.without.iter().any(|of| path.ends_with(&format!(".{}", of.extension)));
        known.retain(|path| !left_out(path));
        if let Some(unknown) = making.only.iter().find(|path| !known.contains(path)) {
            return Err(Unmade::Unknown(unknown.clone(), known));
        }
        let look = pack::write_only(spec, templates, making)?;
        let unshown = look.unshown.clone();
        Ok((look, unshown))
    });
    Looked { look: made, bag, sources }
}

/// What came of making something of a tender.
struct Made<T> {
    made: Option<T>,
    bag: Bag,
    sources: Sources,
}

/// Why nothing was made of a sound tender.
enum Unmade {
    Fault(Fault),
    /// There is no file of that name among those that there are.
    Unknown(String, Vec<String>),
}

impl From<Fault> for Unmade {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

/// The characters that documents could not show, by path.
type Unshown = Vec<(String, BTreeSet<char>)>;

/// Reads library and tender, and makes something of the spec where nothing is wrong.
fn made<T>(
    library: &dyn World,
    tender: &dyn World,
    templates: &dyn World,
    make: impl FnOnce(Spec) -> Result<(T, Unshown), Unmade>,
) -> Made<T> {
    let Inputs { library, tender, mut bag, mut sources } = read(library, Some(tender), None);
    let sound = tender.filter(|_| !bag.has_errors());
    let spec = sound.and_then(|tender| resolve::resolve(&library, &tender, &mut bag));
    let made = spec.and_then(|spec| match make(spec) {
        Ok((made, unshown)) => {
            let faults = unshown.iter().filter_map(|(path, characters)| templates::unshown(path, characters));
            faults.for_each(|fault| bag.push(fault));
            Some(made)
        }
        Err(Unmade::Fault(Fault::Templates(faults))) => {
            bag.extend(templates::report(&faults, templates, &mut sources));
            None
        }
        Err(Unmade::Fault(Fault::Document(path, why))) => {
            bag.push(templates::unmade(&path, &why));
            None
        }
        Err(Unmade::Unknown(path, known)) => {
            let message = format!("there is no file `{path}` that can be made by itself");
            let fault = Diagnostic::new(&codes::UNFIT_ARGUMENT, message);
            bag.push(match suggest::nearest(&path, known.iter().map(String::as_str)) {
                Some(near) => fault.hint(format!("did you mean `{near}`?")),
                None => fault.hint(format!(
                    "name one of these: {}",
                    suggest::listed(known.iter().map(String::as_str))
                )),
            });
            None
        }
    });
    let made = made.filter(|_| !bag.has_errors());
    Made { made, bag, sources }
}

/// What was made for a quick look, in a few lines. `place` is the folder that it is in.
pub fn looked(look: &Look, place: &str, words: Words) -> String {
    let line = |output: &Output| {
        let path = format!("{place}/{}", output.path);
        match look.pages.get(&output.path) {
            Some(pages) => say!(words, "build-look-pages", path = path, pages = *pages),
            None => path,
        }
    };
    look.outputs.iter().map(|output| line(output) + "\n").collect()
}

/// What was compiled, in a few lines. `place` is where the pack is, `archive` where that for bidders is.
pub fn summary(written: &Written, place: &str, archive: &str, words: Words) -> String {
    let spec = &written.spec;
    let mut text = format!("{}: {}\n", spec.tender.id, spec.tender.title);
    for lot in &spec.lots {
        let open = lot.requirements.iter().filter(|one| one.applies != Condition::Constant(true)).count();
        let line = say!(
            words,
            "build-lot",
            number = lot.number,
            lot = lot.id.as_str(),
            requirements = lot.requirements.len(),
            open = open,
            dropped = lot.dropped.len(),
            waived = lot.waived.len(),
        );
        text += &format!("  {line}\n");
    }
    let annex = if written.manifest.without.is_empty() { "annex.pdf" } else { "annex.html" };
    text += &say!(words, "build-files", files = written.outputs.len(), place = place, annex = annex);
    for format in &written.manifest.without {
        text += "\n";
        text += &say!(words, "build-without", format = format.to_uppercase());
    }
    if let Some(pages) = written.pages.get(annex) {
        text += "\n";
        text += &say!(words, "build-pages", annex = annex, pages = *pages);
    }
    text + "\n" + &say!(words, "build-archive", archive = archive) + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Memory, Unreadable};

    /// A library that nobody may read.
    struct Closed;

    impl World for Closed {
        fn read(&self, path: &str) -> Result<String, Unreadable> {
            panic!("{path} is read")
        }

        fn bytes(&self, path: &str, _: u64) -> Result<Vec<u8>, Unreadable> {
            panic!("{path} is read")
        }

        fn list(&self) -> Result<Vec<String>, Unreadable> {
            panic!("the library is read")
        }

        fn name(&self, path: &str) -> String {
            path.to_owned()
        }
    }

    #[test]
    fn no_library_is_read_for_a_tender_that_is_not_there() {
        let inputs = read(&Closed, Some(&Memory::default()), None);
        let found: Vec<&str> = inputs.bag.sorted().iter().map(|fault| fault.code.id).collect();
        assert_eq!(found, ["X001"]);
    }
}
