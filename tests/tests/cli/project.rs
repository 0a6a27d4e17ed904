//! A project for `cargo xtask regenerate`.

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use super::binary::{Run, files, xtask};
use crate::support::{Schemas, small};

/// A folder of schemas, with a folder for the crate beside it.
pub struct Project {
    /// The schemas.
    pub schemas: Schemas,
}

impl Project {
    /// Creates a project without a crate.
    pub fn new() -> Self {
        Self { schemas: Schemas::of(&small::files()) }
    }

    /// Creates a project and generates its crate.
    pub fn generated() -> Self {
        let project = Self::new();
        let run = project.run(&[]);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{}", run.out);
        project
    }

    /// Returns the folder of the crate.
    pub fn out(&self) -> PathBuf {
        self.schemas.parent().join("out")
    }

    /// Runs `cargo xtask regenerate` for the project.
    pub fn run(&self, arguments: &[&str]) -> Run {
        let (schemas, out) = (self.schemas.path(), self.out());
        let [schemas, out] = [&schemas, &out].map(|path| path.to_str().expect("UTF-8"));
        xtask(&[&["regenerate", "--schemas", schemas, "--out", out], arguments].concat())
    }

    /// Reads the files of the crate.
    pub fn files(&self) -> Vec<(String, Vec<u8>)> {
        files(&self.out())
    }

    /// Returns the modification times of the files.
    pub fn times(&self) -> Vec<(String, SystemTime)> {
        let time = |path: &str| fs::metadata(self.out().join(path)).and_then(|found| found.modified()).expect("a time");
        self.files().into_iter().map(|(path, _)| (path.clone(), time(&path))).collect()
    }

    /// Sets all modification times to an hour ago, so that written files can be recognized.
    pub fn age_files(&self) {
        for (path, _) in self.files() {
            let file = fs::File::options().append(true).open(self.out().join(path)).expect("a file");
            file.set_modified(SystemTime::now() - Duration::from_secs(3_600)).expect("a time");
        }
    }

    /// Makes a schema invalid.
    pub fn damage_schema(&self) {
        self.schemas.write(small::TYPES, small::file(small::TYPES).replace("type=\"Integer\"", "type=\"Int\""));
    }
}
