//! What every target starts from: the tables of the library with a few of its requirements, and
//! everything that can be made of a tender.

use std::path::Path;
use std::sync::LazyLock;

use tenderc::check;
use tenderc::cli::disk::Folder;
use tenderc::declaration;
use tenderc::diag::{Bag, render};
use tenderc::evidence;
use tenderc::library;
use tenderc::model::{Library, Tender};
use tenderc::pack::{self, Pack};
use tenderc::report::{self, Report};
use tenderc::resolve;
use tenderc::tender;
use tenderc::text::{Memory, Sources, World};

/// Requirements with questions of every type; few, so that many inputs are tried in a second.
const FEW: &[&str] = &["UPD-03.md", "INT-01.md", "ACC-04.md", "CRY-01.md", "LOG-01.md", "RMT-01.md"];

/// A library from the files of the project, with those requirements that are wanted.
pub fn library(requirements: bool) -> Library {
    let folder = Folder::new(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../requirements"));
    let mut memory = Memory::default();
    for path in folder.list().expect("the library is beside this crate") {
        let few = FEW.iter().any(|name| path.ends_with(name));
        if !path.ends_with(".md") || requirements && few {
            memory.insert(path.clone(), folder.read(&path).expect("the library can be read"));
        }
    }
    let (mut sources, mut bag) = (Sources::default(), Bag::default());
    let library = library::load(&memory, None, &mut sources, &mut bag);
    assert!(!bag.has_errors(), "{}", render::text::render(&bag.sorted(), &sources, false));
    library
}

/// Loads and compiles a tender as far as it goes, shows what is wrong with it in every form, and
/// checks the blank declarations of its lots. Whether there came a pack of it.
pub fn compile(world: &dyn World, library: &Library) -> bool {
    let (mut sources, mut bag) = (Sources::default(), Bag::default());
    let tender = tender::load(world, library, &mut sources, &mut bag);
    let tender = tender.filter(|_| !bag.has_errors());
    let pack = tender.and_then(|tender| pack(&tender, library, &mut bag));
    for pack in &pack {
        for lot in &pack.spec.lots {
            let blank = tenderc::schema::blank(&pack.spec, lot).to_string();
            judge(pack, "blank.json", &blank);
        }
    }
    show(&bag, &sources);
    pack.is_some()
}

/// The pack of a tender, as it is read again from its files.
pub fn pack(tender: &Tender, library: &Library, bag: &mut Bag) -> Option<Pack> {
    let spec = resolve::resolve(library, tender, bag)?;
    if bag.has_errors() {
        return None;
    }
    let files = match pack::write(spec, &Memory::default()) {
        Ok(files) => files,
        Err(faults) => panic!("the built-in templates are at fault: {faults:?}"),
    };
    let files: Memory = files.outputs.into_iter().map(|output| (output.path, output.bytes)).collect();
    match pack::open(&files, pack::Lots::All) {
        Ok(pack) => Some(pack),
        Err(faults) => panic!("the pack just written cannot be opened: {faults:?}"),
    }
}

/// What stands beside a declaration.
static ENCLOSED: LazyLock<Memory> = LazyLock::new(|| {
    let bill = include_str!("../seeds/sbom/cyclonedx.json");
    [("a", ""), ("evidence/policy.md", "# Policy"), ("evidence/sbom.json", bill), ("evidence/b.pdf", "%PDF-")]
        .into_iter()
        .collect()
});

/// Reads and checks a declaration, looks at its evidence, and shows the report in every form.
pub fn judge(pack: &Pack, name: &str, text: &str) {
    let (mut sources, mut bag) = (Sources::default(), Bag::default());
    let Some(declaration) = declaration::load(name, text, &mut sources, &mut bag) else {
        return show(&bag, &sources);
    };
    let outcome = check::check(pack, &declaration);
    let disagreement = outcome.diagnostics.iter().find(|fault| fault.code.id == "X008");
    assert!(disagreement.is_none(), "{disagreement:?}");
    show(&outcome.diagnostics, &sources);
    let lot = outcome.lot.as_ref().and_then(|lot| pack.spec.lots.iter().find(|known| known.id == lot.id));
    let exhibits = lot.map(|lot| evidence::examine(&*ENCLOSED, &declaration, &pack.spec, lot));
    let reports = [Report { exhibits, ..Report::of(name, outcome) }];
    report::render::text::render(&reports, &sources, true);
    report::render::json::render(&reports, &sources);
    report::render::sarif::render(&pack.spec, &reports, &sources);
}

fn show(bag: &Bag, sources: &Sources) {
    let diagnostics = bag.sorted();
    render::text::render(&diagnostics, sources, true);
    render::json::render(&diagnostics, sources);
    render::sarif::render(&diagnostics, sources);
    render::github::render(&diagnostics, sources);
}
