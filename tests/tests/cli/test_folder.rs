//! A folder for one test, empty at the start.

use std::fs;
use std::path::{Path, PathBuf};

/// The folder.
pub struct TestFolder(pub PathBuf);

impl TestFolder {
    /// Creates the folder, or empties it.
    pub fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("a folder");
        Self(folder)
    }

    /// Returns the path of a file in the folder.
    pub fn path(&self, name: &str) -> String {
        self.0.join(name).to_str().expect("UTF-8").to_owned()
    }
}
