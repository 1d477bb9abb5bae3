//! A real git repository in a folder of its own, and the example bids that are put into it.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

/// The root of the project.
pub const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// A repository that heeds no setting of the machine.
pub struct Repository {
    folder: tempfile::TempDir,
}

impl Repository {
    /// One without commits.
    pub fn new() -> Self {
        let repository = Self { folder: tempfile::tempdir().unwrap() };
        repository.git(&["init", "--quiet", "--initial-branch", "main"]);
        repository
    }

    /// Its folder.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file of it.
    pub fn write(&self, path: &str, text: &str) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Commits all that is there.
    pub fn commit(&self) {
        self.git(&["add", "--all"]);
        let author = ["-c", "user.name=A", "-c", "user.email=a@example.org"];
        self.git(&[&author[..], &["commit", "--quiet", "--allow-empty", "-m", "x"]].concat());
    }

    /// What git says; it must not fail.
    pub fn git(&self, arguments: &[&str]) -> String {
        let output = self.run("git", arguments);
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "git {arguments:?}\n{said}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// Runs a program in its folder. `TENDERC` names the program under test.
    pub fn run(&self, program: &str, arguments: &[&str]) -> Output {
        Command::new(program)
            .current_dir(self.path())
            .args(arguments)
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_CONFIG_GLOBAL", self.path().join("none"))
            .env("TENDERC", env!("CARGO_BIN_EXE_tenderc"))
            .output()
            .unwrap()
    }
}

/// The text of an example bid for the ward.
pub fn declaration(name: &str) -> String {
    fs::read_to_string(Path::new(ROOT).join("examples/smart-ward/declarations").join(name)).unwrap()
}
