//! A Git repository with two states of the schemas.

use std::fs;
use std::path::Path;

use super::binary::{Run, binary, run};
use crate::support::root;

/// A Git repository. The first commit, on the branch `main`, has one state of the schemas; the working tree has another.
pub struct Repository {
    folder: tempfile::TempDir,
}

impl Repository {
    /// Creates the repository.
    pub fn new() -> Self {
        let repository = Self { folder: tempfile::tempdir().expect("a folder") };
        repository.put("base");
        repository.git(&["init", "--quiet", "--initial-branch", "main"]);
        repository.commit("one");
        repository.put("head");
        repository
    }

    /// Returns the working tree.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Writes one of the two states to the working tree.
    pub fn put(&self, state: &str) {
        let schemas = self.path().join("schemas");
        if schemas.exists() {
            fs::remove_dir_all(&schemas).expect("it is removed");
        }
        copy(&root().join("tests/diff").join(state), &schemas);
    }

    /// Runs Git and returns its output.
    pub fn git(&self, arguments: &[&str]) -> String {
        let options = ["-c", "user.name=Tester", "-c", "user.email=tester@example.com", "-c", "commit.gpgsign=false"];
        let ran = run("git", &[&options, arguments].concat(), self.path());
        assert_eq!(ran.code, 0, "git {arguments:?}: {}", ran.err);
        ran.out
    }

    /// Commits the working tree.
    pub fn commit(&self, message: &str) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", message]);
    }

    /// Runs `cargo xtask diff` in the working tree.
    pub fn diff(&self, arguments: &[&str]) -> Run {
        run(binary("diff"), &[&["diff"], arguments].concat(), self.path())
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder").flatten() {
        let target = to.join(entry.file_name());
        match entry.path().is_dir() {
            true => copy(&entry.path(), &target),
            false => _ = fs::copy(entry.path(), target).expect("a copy"),
        }
    }
}
