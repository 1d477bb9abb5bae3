//! `build`: a tender into its pack.

use std::path::{Path, PathBuf};

use super::input::{self, LibraryArgs};
use super::templates::TemplateArgs;
use super::{Exit, deliver, disk, refuse, terminal, watch, wrong_usage};
use crate::desk::Reply;
use crate::desk::compile::{self, Compiled, Looked};
use crate::diag::{Diagnostic, codes};
use crate::emit::{WRITES_PDF, format};
use crate::pack::{Making, Written, edition};
use crate::text::limit;
use crate::words::Words;

/// Compile a tender into its pack: the annex, the schemas, the blank declarations
///
/// Writes OUT/<tender id>/, and for bidders OUT/<tender id>-1.zip, whole or not at all: if anything is
/// wrong, what was there before stays. Edition 2, which `corrigenda` in tender.yaml make, goes into
/// OUT/<tender id>-2/ beside it. Only a pack is ever replaced; one of other content only with --replace.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  tenderc build my-tender
  tenderc build my-tender --replace         what stands there was not published
  tenderc build my-tender --only annex.docx --watch
  tenderc build my-tender --reference-doc letterhead.docx
  tenderc build my-tender --library our-library --templates our-templates --out packs")]
pub struct Args {
    /// The folder of the tender, or its tender.yaml
    tender: PathBuf,
    #[command(flatten)]
    library: LibraryArgs,
    #[command(flatten)]
    templates: TemplateArgs,
    /// Leave out the documents in PDF, which take longest to make
    #[arg(long)]
    no_pdf: bool,
    /// Make this file of the pack alone, for a quick look, such as annex.docx: it is written into OUT/<tender id>.look/
    #[arg(long, value_name = "NAME")]
    only: Vec<String>,
    /// Build again whenever the tender, its requirements, or a library, templates or looks that are named change
    #[arg(long)]
    watch: bool,
    /// The folder under which the pack is written
    #[arg(long, value_name = "DIR", default_value = "out")]
    out: PathBuf,
    /// Replace a pack of the same edition that has other content, or files that were edited
    #[arg(long)]
    replace: bool,
}

/// Runs the command.
pub fn run(args: &Args) -> Exit {
    if args.watch && args.only.is_empty() && !args.replace {
        return wrong_usage(
            "build",
            "`--watch` goes with `--only` or `--replace`: what changes makes another pack",
        );
    }
    match args.watch {
        true => watch::repeat(&args.inputs(), &args.out, || once(args)),
        false => once(args),
    }
}

impl Args {
    /// The files and folders that a pack is made of.
    fn inputs(&self) -> Vec<PathBuf> {
        let tender = input::tender_folder(&self.tender);
        let own = [tender.join(crate::tender::FILE), tender.join("requirements")];
        let given = [
            self.library.library.clone(),
            self.templates.templates.clone(),
            self.templates.reference_doc.clone(),
        ];
        own.into_iter().chain(given.into_iter().flatten()).collect()
    }
}

/// Builds once.
fn once(args: &Args) -> Exit {
    let templates = match args.templates.open() {
        Ok(templates) => templates,
        Err(bag) => return deliver(Err(bag)),
    };
    let progress = terminal::Progress::new("build-progress");
    let told = |path: &str| progress.name(path);
    let making = Making {
        looks: templates.looks(),
        without: if args.no_pdf || !WRITES_PDF { &[&format::PDF] } else { &[] },
        only: &args.only,
        told: &told,
    };
    let tender = input::tender(&args.tender);
    let library = args.library.open();
    if !args.only.is_empty() {
        let looked = compile::look(library.as_ref(), &tender, templates.templates(), &making);
        progress.end();
        return look(looked, &args.out);
    }
    let Compiled { written, bag, sources } =
        compile::compile_as(library.as_ref(), &tender, templates.templates(), &making);
    progress.end();
    let Some(written) = written else {
        return deliver(Ok(Reply { bag, sources, exit: Exit::Unjudged, ..Reply::default() }));
    };
    terminal::show(&bag, &sources);
    put(&written, args)
}

/// Writes single files for a quick look; the pack stays as it is.
fn look(looked: Looked, out: &Path) -> Exit {
    let Looked { look, bag, sources } = looked;
    let Some(look) = look else {
        return deliver(Ok(Reply { bag, sources, exit: Exit::Unjudged, ..Reply::default() }));
    };
    terminal::show(&bag, &sources);
    let target = out.join(&look.folder);
    for output in &look.outputs {
        let path = target.join(&output.path);
        if let Err(error) = disk::replace(&path, &output.bytes) {
            return refuse(unwritable(&error, disk::called(&path)));
        }
    }
    terminal::product(compile::looked(&look, &disk::called(&target), Words::English).as_bytes());
    Exit::Fine
}

/// Writes a pack, and its archive beside it.
fn put(written: &Written, args: &Args) -> Exit {
    let target = args.out.join(&written.folder);
    let place = disk::called(&target);
    let limited = written.outputs.iter().find(|output| output.bytes.len() as u64 > limit::PACK_FILE.bytes());
    if let Some(output) = limited {
        let message = format!("`{}` is larger than {}", output.path, limit::PACK_FILE);
        let fault = Diagnostic::new(&codes::TOO_LARGE, message).in_file(place);
        return refuse(fault.hint(limit::PACK_FILE.way_out));
    }
    let archive = args.out.join(&written.archive.path);
    let called = disk::called(&archive);
    if let Err(fault) = free(&archive, &called, written, args.replace) {
        return refuse(*fault);
    }
    let replaced = disk::replace_folder(&target, &written.outputs, |found| {
        edition::may_replace(&place, found, &written.manifest, args.replace)
    });
    match replaced {
        Ok(()) => {
            if let Err(error) = disk::replace(&archive, &written.archive.bytes) {
                return refuse(unwritable(&error, called));
            }
            terminal::product(compile::summary(written, &place, &called, Words::English).as_bytes());
            Exit::Fine
        }
        Err(disk::NotReplaced::InTheWay(fault)) => refuse(*fault),
        Err(disk::NotReplaced::System(error)) => refuse(unwritable(&error, place)),
    }
}

/// Whether the archive for bidders may be written there.
fn free(archive: &Path, called: &str, written: &Written, replace: bool) -> Result<(), Box<Diagnostic>> {
    let found = match disk::read_bytes(archive, &limit::ARCHIVE) {
        Err(_) if !archive.exists() => return Ok(()),
        Err(_) => None,
        Ok(bytes) => edition::of_archive(bytes),
    };
    edition::may_replace_archive(called, found.as_ref(), &written.manifest, replace)
}

fn unwritable(error: &std::io::Error, place: String) -> Diagnostic {
    let fault = Diagnostic::new(&codes::UNWRITABLE, format!("the pack cannot be written: {error}"));
    fault.in_file(place).hint("choose another folder with `--out`")
}
