//! The schemas of the release, which the program contains: it serves them where there is no repository.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use tempfile::TempDir;

/// The paths and texts of the schemas.
const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/schemas.rs"));

/// What stands for the embedded schemas in place of a folder.
pub const NAME: &str = "those of this release";

/// Replaces [`NAME`] by a temporary folder with the schemas, which exists as long as the returned value.
pub fn unpack(schemas: &mut PathBuf) -> Result<Option<TempDir>> {
    if schemas != Path::new(NAME) {
        return Ok(None);
    }
    let folder = TempDir::new().context("cannot create a temporary folder")?;
    for (path, text) in FILES {
        let path = folder.path().join(path);
        let parent = path.parent().unwrap_or(folder.path());
        fs::create_dir_all(parent).and_then(|()| fs::write(&path, text)).context("cannot unpack the schemas")?;
    }
    *schemas = folder.path().to_owned();
    Ok(Some(folder))
}
