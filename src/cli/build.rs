//! `build`: a tender into its pack.

use std::path::PathBuf;

use super::input::{LibraryArgs, Session};
use super::{Exit, disk, terminal};
use crate::diag::codes;
use crate::diag::{Bag, Diagnostic};
use crate::document::TemplateFault;
use crate::emit;
use crate::resolve::{self, Spec};
use crate::text::{Memory, Sources, World};

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
    /// A folder of templates that replace the built-in ones, file by file
    #[arg(long, value_name = "DIR")]
    templates: Option<PathBuf>,
    /// The folder under which the pack is written
    #[arg(long, value_name = "DIR", default_value = "out")]
    out: PathBuf,
}

/// Runs the command.
pub fn run(args: &Args) -> Exit {
    let mut session = Session::default();
    if let Some(folder) = args.templates.as_ref().filter(|folder| !folder.is_dir()) {
        let name = folder.display().to_string();
        let fault = Diagnostic::new(&codes::UNREADABLE, format!("there is no folder `{name}`"));
        session.bag.push(fault.in_file(name).hint("name the folder that your templates are in"));
        terminal::show(&session.bag, &session.sources);
        return Exit::Unjudged;
    }
    let spec = compile(args, &mut session);
    let files = spec.as_ref().and_then(|spec| {
        let templates: Box<dyn World> = match &args.templates {
            Some(folder) => Box::new(disk::Folder::new(folder)),
            None => Box::new(Memory::default()),
        };
        emit::pack::write(spec, templates.as_ref())
            .map_err(|faults| report(&faults, templates.as_ref(), &mut session.sources, &mut session.bag))
            .ok()
    });
    let (Some(spec), Some(files), false) = (spec, files, session.bag.has_errors()) else {
        terminal::show(&session.bag, &session.sources);
        return Exit::Unjudged;
    };
    let target = args.out.join(&spec.tender.id);
    let files: Vec<(String, String)> = files.into_iter().collect();
    if let Err(error) = disk::replace_folder(&target, &files) {
        session.bag.push(
            Diagnostic::new(&codes::UNWRITABLE, format!("the pack cannot be written: {error}"))
                .in_file(target.display().to_string())
                .hint("choose another folder with `--out`"),
        );
        terminal::show(&session.bag, &session.sources);
        return Exit::Unjudged;
    }
    terminal::show(&session.bag, &session.sources);
    terminal::product(&summary(&spec, &target.display().to_string().replace('\\', "/"), files.len()));
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

/// Says where in its template each fault is.
pub fn report(faults: &[TemplateFault], templates: &dyn World, sources: &mut Sources, bag: &mut Bag) {
    for fault in faults {
        let diagnostic = Diagnostic::new(&codes::ANNEX_TEMPLATE, fault.message.clone());
        let text = templates.read(&fault.template).ok().zip(fault.line);
        bag.push(match text {
            Some((text, line)) => {
                let start: usize =
                    text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
                let end =
                    text.get(start..).and_then(|rest| rest.find('\n')).map_or(text.len(), |n| start + n);
                let source = sources.add(templates.name(&fault.template), text);
                diagnostic.at(source.span(start, end), "")
            }
            None => diagnostic.in_file(templates.name(&fault.template)),
        });
    }
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
