//! The folders of published metadata that tests read. Tests of other packages include this file.

use std::path::{Path, PathBuf};

/// Names a folder of metadata as the cloud publishes it: `<service>/<version>/{api,examples}.json`.
const METADATA: &str = "TENCENTCLOUD_METADATA";
/// Names older states of that folder, the oldest first.
const HISTORY: &str = "TENCENTCLOUD_HISTORY";

/// Returns the project's own metadata: a few invented services.
pub fn own() -> PathBuf {
    tests_folder().join("metadata")
}

/// Returns an older state of the project's own metadata.
pub fn own_history() -> PathBuf {
    tests_folder().join("metadata-history")
}

/// Returns the folders to test: the project's own and, if `TENCENTCLOUD_METADATA` is set, the one that it names.
pub fn folders() -> Vec<PathBuf> {
    [own()].into_iter().chain(named(METADATA)).collect()
}

/// Returns series of releases, the oldest first: the project's own and, if both variables are set, the one that they name.
/// `TENCENTCLOUD_HISTORY` can hold several folders, in the form of `PATH`.
pub fn histories() -> Vec<Vec<PathBuf>> {
    let own = vec![own_history(), own()];
    let older = named(HISTORY).map(|folders| std::env::split_paths(&folders).collect::<Vec<_>>());
    let series = older.zip(named(METADATA)).map(|(older, newest)| older.into_iter().chain([newest]).collect());
    [own].into_iter().chain(series).collect()
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
