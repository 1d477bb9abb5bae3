//! What several targets share: the small library and tender of `tests/support/base`, and what is done with what was read.

use std::path::Path;
use std::sync::LazyLock;

use tenderc::check;
use tenderc::cli::disk::Folder;
use tenderc::declaration::{self, Declaration};
use tenderc::desk::compile;
use tenderc::diag::{Bag, render};
use tenderc::evidence;
use tenderc::model::Library;
use tenderc::pack::{self, Pack};
use tenderc::report::{self, Report};
use tenderc::resolve;
use tenderc::schema;
use tenderc::tender;
use tenderc::text::{Memory, Sources, World};

/// A folder of the base, such as `requirements`, in memory.
pub fn folder(name: &str) -> Memory {
    let folder = Folder::new(Path::new(env!("CARGO_MANIFEST_DIR")).join("../support/base").join(name));
    let paths = folder.list().expect("the base is beside this crate");
    paths.into_iter().map(|path| (path.clone(), folder.read(&path).expect("it can be read"))).collect()
}

/// The files of the base's library, to be changed.
pub fn folder_of_library() -> Memory {
    static FOLDER: LazyLock<Memory> = LazyLock::new(|| folder("requirements"));
    FOLDER.clone()
}

/// The built-in library without its requirements: all the facts that there are.
pub fn vocabulary() -> Library {
    let built_in = tenderc::cli::built_in::library();
    let paths = built_in.list().expect("a folder in memory can be listed");
    let tables = paths.into_iter().filter(|path| !path.ends_with(".md"));
    let tables = tables.map(|path| (path.clone(), built_in.read(&path).expect("it is text")));
    compile::read(&tables.collect::<Memory>(), None, None).library
}

/// The base's library.
pub static LIBRARY: LazyLock<Library> =
    LazyLock::new(|| compile::read(&folder("requirements"), None, None).library);

/// The files of the base's pack.
pub static FILES: LazyLock<Memory> = LazyLock::new(|| {
    let compiled = compile::compile(&folder("requirements"), &folder("tender"), &Memory::default());
    let outputs = compiled.written.expect("the base compiles").outputs;
    outputs.into_iter().map(|output| (output.path, output.bytes)).collect()
});

/// The base's pack.
pub static PACK: LazyLock<Pack> =
    LazyLock::new(|| pack::open(&*FILES, pack::Lots::All).expect("the pack just written can be opened"));

/// Reads and resolves a tender as far as it goes, and makes the schemas of its lots.
pub fn compile(world: &dyn World) {
    let (mut sources, mut bag) = (Sources::default(), Bag::default());
    let tender = tender::load(world, &LIBRARY, &mut sources, &mut bag);
    let tender = tender.filter(|_| !bag.has_errors());
    let spec = tender.and_then(|tender| resolve::resolve(&LIBRARY, &tender, &mut bag));
    for (spec, lot) in spec.iter().flat_map(|spec| spec.lots.iter().map(move |lot| (spec, lot))) {
        schema::declaration(spec, lot, tenderc::words::Words::English);
        schema::blank(spec, lot);
    }
    show(&bag, &sources);
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
    match declaration::load(name, text, &mut sources, &mut bag) {
        Some(declaration) => examine(pack, name, &declaration, &sources),
        None => show(&bag, &sources),
    }
}

/// Checks a declaration, looks at its evidence, and shows the report in every form.
pub fn examine(pack: &Pack, name: &str, declaration: &Declaration, sources: &Sources) {
    let outcome = check::check(pack, declaration);
    let disagreement = outcome.diagnostics.iter().find(|fault| fault.code.id == "X008");
    assert!(disagreement.is_none(), "{disagreement:?}");
    show(&outcome.diagnostics, sources);
    let lot = outcome.lot.as_ref().and_then(|lot| pack.spec.lots.iter().find(|known| known.id == lot.id));
    let exhibits = lot.map(|lot| evidence::examine(&*ENCLOSED, declaration, &pack.spec, lot));
    let reports = [Report { exhibits, ..Report::of(name, outcome) }];
    report::render::text::render(&reports, sources, true);
    report::render::json::render(&reports, sources);
    report::render::sarif::render(&pack.spec, &reports, sources);
    report::render::comment::render(&reports, &pack.spec, sources);
}

/// Shows what is wrong in every form.
pub fn show(bag: &Bag, sources: &Sources) {
    let diagnostics = bag.sorted();
    if diagnostics.is_empty() {
        return;
    }
    render::text::render(&diagnostics, sources, true);
    render::json::render(&diagnostics, sources);
    render::sarif::render(&diagnostics, sources);
    render::github::render(&diagnostics, sources);
}
