//! The disk: the only file that touches it. Folders are read as [`World`]s; what is written
//! is complete or not there.

#![allow(clippy::disallowed_methods)] // this is the place that the other files are sent to

use std::fs::File;
use std::io::Write;
use std::path::{Component, Path, PathBuf};

use crate::diag::Diagnostic;
use crate::emit::Output;
use crate::pack::edition::Found;
use crate::text::limit;
use crate::text::{Limit, Unreadable, World};

/// How the names of what is being written begin, so that what a run that was killed left behind is known.
const FRESH: &str = ".tenderc-new-";

/// The same of what was there before, while something takes its place.
const RETIRED: &str = ".tenderc-old-";

/// A folder on the disk.
#[derive(Clone, Debug)]
pub struct Folder(PathBuf);

impl Folder {
    /// The folder at a path. It need not be there yet.
    pub fn new(path: impl Into<PathBuf>) -> Self {
        Self(path.into())
    }

    /// Where a path of the folder really leads.
    fn inside(&self, path: &str) -> Result<PathBuf, Unreadable> {
        if !Path::new(path).components().all(|part| matches!(part, Component::Normal(_))) {
            return Err(Unreadable::Outside);
        }
        // A symbolic link may point anywhere: what counts is where it leads.
        let real = self.0.join(path).canonicalize().map_err(|error| system(&error))?;
        // The folder of a file that is named without one is called the empty path.
        let folder = if self.0.as_os_str().is_empty() { Path::new(".") } else { &self.0 };
        let root = folder.canonicalize().map_err(|error| system(&error))?;
        if real.starts_with(root) { Ok(real) } else { Err(Unreadable::Outside) }
    }
}

impl World for Folder {
    fn read(&self, path: &str) -> Result<String, Unreadable> {
        read(&self.inside(path)?)
    }

    fn bytes(&self, path: &str, limit: u64) -> Result<Vec<u8>, Unreadable> {
        bytes_of(&self.inside(path)?, limit)
    }

    fn list(&self) -> Result<Vec<String>, Unreadable> {
        let mut files = Vec::new();
        let mut folders = vec![(self.0.clone(), String::new())];
        while let Some((folder, prefix)) = folders.pop() {
            for entry in std::fs::read_dir(&folder).map_err(|error| system(&error))? {
                let entry = entry.map_err(|error| system(&error))?;
                let name = entry.file_name();
                let Some(name) = name.to_str() else { continue };
                if name.starts_with('.') {
                    continue;
                }
                let kind = entry.file_type().map_err(|error| system(&error))?;
                if kind.is_dir() {
                    folders.push((entry.path(), format!("{prefix}{name}/")));
                } else {
                    // Links and other special files are listed, so that reading them is refused aloud.
                    files.push(format!("{prefix}{name}"));
                }
                if files.len() + folders.len() > limit::FILES.count() {
                    return Err(Unreadable::Beyond(&limit::FILES));
                }
            }
        }
        files.sort();
        Ok(files)
    }

    fn name(&self, path: &str) -> String {
        let folder = self.0.to_string_lossy().replace('\\', "/");
        match folder.trim_end_matches('/') {
            "" | "." => path.to_owned(),
            folder => format!("{folder}/{path}"),
        }
    }
}

fn system(error: &std::io::Error) -> Unreadable {
    match error.kind() {
        std::io::ErrorKind::NotFound => Unreadable::Missing,
        std::io::ErrorKind::NotADirectory => Unreadable::System(
            "a file stands where a folder belongs; name the folder that it is in".to_owned(),
        ),
        _ => Unreadable::System(error.to_string()),
    }
}

/// The text of one file.
///
/// # Errors
/// When it is missing, too large, or not UTF-8.
pub fn read(path: &Path) -> Result<String, Unreadable> {
    Unreadable::text(read_bytes(path, &limit::TEXT)?)
}

/// The bytes of one file within a limit.
///
/// # Errors
/// When it is missing or beyond the limit.
pub fn read_bytes(path: &Path, limit: &'static Limit) -> Result<Vec<u8>, Unreadable> {
    bytes_of(path, limit.bytes()).map_err(|why| match why {
        Unreadable::TooLarge { .. } => Unreadable::Beyond(limit),
        why => why,
    })
}

fn bytes_of(path: &Path, limit: u64) -> Result<Vec<u8>, Unreadable> {
    use std::io::Read;
    let file = open_at_once(path)?;
    // Asked of what is open, which nobody can put something else in the place of.
    if !file.metadata().map_err(|error| system(&error))?.is_file() {
        return Err(special());
    }
    let mut bytes = Vec::new();
    // Taken rather than trusted: a file can grow, or lie about its size.
    file.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(|error| system(&error))?;
    if bytes.len() as u64 > limit {
        return Err(Unreadable::TooLarge { limit });
    }
    Ok(bytes)
}

fn special() -> Unreadable {
    Unreadable::System("it is a folder or a special file".to_owned())
}

/// A file, opened without waiting: a pipe would wait for a writer.
#[cfg(target_os = "linux")]
fn open_at_once(path: &Path) -> Result<File, Unreadable> {
    use rustix::fs::{Mode, OFlags};
    use rustix::io::Errno;
    let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
    match rustix::fs::open(path, flags, Mode::empty()) {
        Ok(file) => Ok(File::from(file)),
        // A socket, or a device that is not there.
        Err(Errno::NXIO | Errno::NODEV) => Err(special()),
        Err(error) => Err(system(&error.into())),
    }
}

/// Other systems have no way of opening that this program can use: asked first, then opened.
#[cfg(not(target_os = "linux"))]
fn open_at_once(path: &Path) -> Result<File, Unreadable> {
    if !std::fs::metadata(path).map_err(|error| system(&error))?.is_file() {
        return Err(special());
    }
    File::open(path).map_err(|error| system(&error))
}

/// Standard input, or what else is read to its end, as text.
///
/// # Errors
/// When it is beyond the limit or not UTF-8.
pub fn read_all(input: &mut dyn std::io::Read, limit: &'static Limit) -> Result<String, Unreadable> {
    use std::io::Read;
    let mut bytes = Vec::new();
    input.take(limit.bytes() + 1).read_to_end(&mut bytes).map_err(|error| system(&error))?;
    if bytes.len() as u64 > limit.bytes() {
        return Err(Unreadable::Beyond(limit));
    }
    Unreadable::text(bytes)
}

/// Reads up to the end of a line that is not blank, or as much as the limit of a text allows.
///
/// # Errors
/// The system's own.
pub fn read_line(
    input: &mut dyn std::io::BufRead,
    limit: &Limit,
    bytes: &mut Vec<u8>,
) -> Result<(), Unreadable> {
    use std::io::{BufRead, Read};
    loop {
        let start = bytes.len();
        let read = input.take(limit.bytes()).read_until(b'\n', bytes).map_err(|error| system(&error))?;
        let blank = bytes.get(start..).unwrap_or_default().trim_ascii().is_empty();
        if read == 0 || !blank || bytes.len() as u64 > limit.bytes() {
            return Ok(());
        }
    }
}

/// The folder of a file, and its name there.
pub fn beside(path: &Path) -> (Folder, String) {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    (Folder::new(folder), name)
}

/// Why a folder was not replaced.
pub enum NotReplaced {
    /// Something stands there that may not be.
    InTheWay(Box<Diagnostic>),
    /// The system said no.
    System(std::io::Error),
}

impl From<std::io::Error> for NotReplaced {
    fn from(error: std::io::Error) -> Self {
        Self::System(error)
    }
}

/// Writes files as a folder, so that it has either all of them or what it had before, whenever the
/// program is killed. `may` says whether what stands there may go.
///
/// The new folder is written beside the old one and takes its place in one step, where the system has
/// one. What a killed run left behind is put right first; a lock keeps two runs apart.
///
/// # Errors
/// What stands in the way, or that something cannot be written.
pub fn replace_folder(
    target: &Path,
    files: &[Output],
    may: impl FnOnce(&Found) -> Result<(), Box<Diagnostic>>,
) -> Result<(), NotReplaced> {
    let parent = parent(target);
    std::fs::create_dir_all(parent)?;
    let name = target.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let lock = lock(parent);
    if lock.is_some() {
        put_right(parent, &name)?;
    }
    may(&found(target)?).map_err(NotReplaced::InTheWay)?;
    let fresh = tempfile::Builder::new().prefix(&format!("{FRESH}{name}-")).tempdir_in(parent)?;
    for output in files {
        let path = fresh.path().join(&output.path);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)?;
        }
        let mut file = File::create(&path)?;
        file.write_all(&output.bytes)?;
        file.sync_all()?;
    }
    if !target.exists() {
        std::fs::rename(fresh.path(), target)?;
        // It is where it belongs, and no longer to be removed.
        let _ = fresh.keep();
        return Ok(());
    }
    if exchange(fresh.path(), target) {
        // The old folder goes with `fresh`.
        return Ok(());
    }
    let retired = parent.join(format!("{RETIRED}{name}"));
    std::fs::rename(target, &retired)?;
    if let Err(error) = std::fs::rename(fresh.path(), target) {
        std::fs::rename(&retired, target)?;
        return Err(error.into());
    }
    let _ = fresh.keep();
    std::fs::remove_dir_all(&retired)?;
    Ok(())
}

/// Lets two folders change places in one step; whether it did.
#[cfg(target_os = "linux")]
fn exchange(one: &Path, other: &Path) -> bool {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE).is_ok()
}

/// Other systems have no such step that this program can use.
#[cfg(not(target_os = "linux"))]
fn exchange(_: &Path, _: &Path) -> bool {
    false
}

/// Puts right what runs that were killed left in a folder, for the one folder of that name in it.
fn put_right(parent: &Path, name: &str) -> std::io::Result<()> {
    let target = parent.join(name);
    let retired = parent.join(format!("{RETIRED}{name}"));
    match (retired.exists(), target.exists()) {
        (true, false) => std::fs::rename(&retired, &target)?,
        (true, true) => std::fs::remove_dir_all(&retired)?,
        (false, _) => {}
    }
    let fresh = format!("{FRESH}{name}-");
    for entry in std::fs::read_dir(parent)? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with(&fresh) {
            match entry.file_type()?.is_dir() {
                true => std::fs::remove_dir_all(entry.path())?,
                false => std::fs::remove_file(entry.path())?,
            }
        }
    }
    Ok(())
}

/// A lock on a folder, for as long as the value lives; nothing where the system has none to give.
fn lock(folder: &Path) -> Option<File> {
    let file = File::open(folder).ok()?;
    file.lock().ok()?;
    Some(file)
}

/// All that a folder has, hidden or not; empty where there is none.
fn found(target: &Path) -> std::io::Result<Found> {
    let mut found = Found::new();
    if std::fs::symlink_metadata(target).is_err() {
        return Ok(found);
    }
    if !target.is_dir() {
        let name = target.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        return Ok(Found::from([(name, None)]));
    }
    let mut folders = vec![(target.to_owned(), String::new())];
    while let Some((folder, prefix)) = folders.pop() {
        let mut empty = true;
        for entry in std::fs::read_dir(&folder)? {
            let entry = entry?;
            empty = false;
            let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
            let kind = entry.file_type()?;
            if kind.is_dir() {
                folders.push((entry.path(), format!("{path}/")));
            } else {
                let plain = kind.is_file().then(|| bytes_of(&entry.path(), limit::PACK_FILE.bytes()).ok());
                found.insert(path, plain.flatten());
            }
        }
        if empty && !prefix.is_empty() {
            found.insert(prefix, None);
        }
    }
    Ok(found)
}

/// How files stood at one time, by path: when each was changed last, and how large it is.
pub type Stamps = std::collections::BTreeMap<PathBuf, (Option<std::time::SystemTime>, u64)>;

/// How a file stands, or all files below a folder; nothing of what is hidden, or lies below `except`.
pub fn stamps(path: &Path, except: &Path) -> Stamps {
    let except = except.canonicalize().ok();
    let mut found = Stamps::new();
    let mut paths = vec![path.to_owned()];
    while let Some(path) = paths.pop() {
        let hidden = path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
        let real = path.canonicalize().ok();
        if found.len() >= limit::FILES.count()
            || hidden
            || except.as_ref().is_some_and(|of| real.is_some_and(|path| path.starts_with(of)))
        {
            continue;
        }
        // What went away in the meantime is not there any more: that is a change as well.
        let Ok(metadata) = std::fs::symlink_metadata(&path) else { continue };
        if metadata.is_dir() {
            let entries = std::fs::read_dir(&path).into_iter().flatten().flatten();
            paths.extend(entries.map(|entry| entry.path()));
        } else {
            found.insert(path, (metadata.modified().ok(), metadata.len()));
        }
    }
    found
}

/// What people call a path: with `/`, on every system.
pub fn called(path: &Path) -> String {
    path.display().to_string().replace('\\', "/")
}

/// Whether two paths lead to the same file.
pub fn same(one: &Path, other: &Path) -> bool {
    one == other || one.canonicalize().is_ok_and(|one| other.canonicalize().is_ok_and(|other| one == other))
}

/// Writes a file in place of one that may be there: it has either its old content or the new one. It is
/// written beside the old one, keeps its permissions, and stays where a link to it leads.
///
/// # Errors
/// In the system's words, when it cannot be written.
pub fn replace(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let old = path.canonicalize().ok();
    let target = old.as_deref().unwrap_or(path);
    let parent = parent(target);
    std::fs::create_dir_all(parent)?;
    let folder = tempfile::Builder::new().prefix(FRESH).tempdir_in(parent)?;
    let fresh = folder.path().join("fresh");
    let mut file = File::create(&fresh)?;
    file.write_all(bytes)?;
    if let Some(old) = &old {
        let permissions = std::fs::metadata(old)?.permissions();
        // A rename would get past it.
        if permissions.readonly() {
            return Err(std::io::ErrorKind::PermissionDenied.into());
        }
        file.set_permissions(permissions)?;
    }
    file.sync_all()?;
    drop(file);
    std::fs::rename(&fresh, target)
}

/// Changes a file by what it holds at that moment: nobody else of this program changes it meanwhile, and
/// it has either its old content or the new one. `change` gets the text; nothing where there is no file.
///
/// # Errors
/// What `change` says, or why the file cannot be read or written.
pub fn update<E>(
    path: &Path,
    change: impl FnOnce(Result<String, Unreadable>) -> Result<String, E>,
    fault: impl FnOnce(std::io::Error) -> E,
) -> Result<(), E> {
    let folder = parent(path);
    let _lock = lock(folder);
    let text = change(read(path))?;
    replace(path, text.as_bytes()).map_err(fault)
}

fn parent(path: &Path) -> &Path {
    path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Writes one new file; an existing one is never touched, and it is complete or not there.
///
/// # Errors
/// In the system's words, also when there is such a file.
pub fn create(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let parent = parent(path);
    std::fs::create_dir_all(parent)?;
    let folder = tempfile::Builder::new().prefix(FRESH).tempdir_in(parent)?;
    let fresh = folder.path().join("fresh");
    let mut file = File::create(&fresh)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    // Unlike a rename, a link never takes the place of what is there.
    match std::fs::hard_link(&fresh, path) {
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => {
            // A file system without links.
            let mut file = File::options().write(true).create_new(true).open(path)?;
            file.write_all(bytes)
        }
        linked => linked,
    }
}
