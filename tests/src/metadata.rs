//! The folders of published metadata that tests read. Tests of other packages include this file.

use std::path::{Path, PathBuf};

/// Names a folder of metadata as the cloud publishes it: `<service>/<version>/{api,examples}.json`.
const METADATA: &str = "TENCENTCLOUD_METADATA";
/// Names an older state of that folder.
const HISTORY: &str = "TENCENTCLOUD_HISTORY";

/// Returns the project's own metadata: a few invented services.
pub fn own() -> PathBuf {
    tests_folder().join("metadata")
}

/// Returns the folders to test: the project's own and, if `TENCENTCLOUD_METADATA` is set, the one that it names.
pub fn folders() -> Vec<PathBuf> {
    [own()].into_iter().chain(named(METADATA)).collect()
}

/// Returns pairs of an older and a newer folder: the project's own and, if both variables are set, the one that they
/// name. A service that the older folder lacks is not compared.
pub fn histories() -> Vec<(PathBuf, PathBuf)> {
    let own = (tests_folder().join("metadata-history"), own());
    [own].into_iter().chain(named(HISTORY).zip(named(METADATA))).collect()
}

fn named(variable: &str) -> Option<PathBuf> {
    let folder = std::env::var_os(variable).map(PathBuf::from);
    if folder.is_none() {
        println!("{variable} is not set: only the project's own metadata is tested");
    }
    folder
}

/// Returns the folder `tests` of the project, for any package that includes this file.
fn tests_folder() -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let found = package.ancestors().map(|folder| folder.join("tests")).find(|tests| tests.join("metadata").is_dir());
    found.expect("the project has the folder `tests/metadata`")
}
