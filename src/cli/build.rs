//! `build`: a tender into its pack.

use std::path::PathBuf;

use super::input::{LibraryArgs, Session};
use super::templates::TemplateArgs;
use super::{Exit, disk, refuse, terminal};
use crate::diag::Diagnostic;
use crate::diag::codes;
use crate::emit;
use crate::resolve::{self, Spec};

/// Compile a tender into its pack: the annex, the schemas, the blank declarations
///
/// Writes OUT/<tender id>/, whole or not at all: if anything is wrong, what was there before
/// stays.
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  tenderc build examples/smart-ward
  tenderc build my-tender --library our-library --templates our-templates --out packs")]
pub struct Args {
    /// The folder of the tender, or its tender.yaml
    tender: PathBuf,
    #[command(flatten)]
    library: LibraryArgs,
    #[command(flatten)]
    templates: TemplateArgs,
    /// The folder under which the pack is written
    #[arg(long, value_name = "DIR", default_value = "out")]
    out: PathBuf,
}

/// Runs the command.
pub fn run(args: &Args) -> Exit {
    let mut session = Session::default();
    let spec = compile(args, &mut session);
    let files = spec.as_ref().and_then(|spec| {
        let pack = args.templates.make(&mut session.sources, |world, _| emit::pack::write(spec, world));
        pack.map_err(|faults| faults.iter().for_each(|fault| session.bag.push(fault.clone()))).ok()
    });
    let (Some(spec), Some(files), false) = (spec, files, session.bag.has_errors()) else {
        return refuse(&session.bag, &session.sources);
    };
    let target = args.out.join(&spec.tender.id);
    let files: Vec<(String, String)> = files.into_iter().collect();
    if let Err(error) = disk::replace_folder(&target, &files) {
        session.bag.push(
            Diagnostic::new(&codes::UNWRITABLE, format!("the pack cannot be written: {error}"))
                .in_file(target.display().to_string())
                .hint("choose another folder with `--out`"),
        );
        return refuse(&session.bag, &session.sources);
    }
    terminal::show(&session.bag, &session.sources);
    terminal::product(&summary(&spec, &disk::called(&target), files.len()));
    Exit::Fine
}

fn compile(args: &Args, session: &mut Session) -> Option<Spec> {
    let library = session.library(&args.library, None);
    let tender = session.tender(&args.tender, &library)?;
    if session.bag.has_errors() {
        return None;
    }
    resolve::resolve(&library, &tender, &mut session.bag)
}

fn summary(spec: &Spec, target: &str, files: usize) -> String {
    let mut text = format!("{}: {}\n", spec.tender.id, spec.tender.title);
    for lot in &spec.lots {
        let open =
            lot.requirements.iter().filter(|r| r.applies != crate::condition::Condition::Constant(true));
        text += &format!(
            "  lot {} {}: {} requirements, {} of them depending on the device; {} left out, {} waived\n",
            lot.number,
            lot.id,
            lot.requirements.len(),
            open.count(),
            lot.dropped.len(),
            lot.waived.len(),
        );
    }
    text + &format!("{files} files in {target}: open annex.html\n")
}
