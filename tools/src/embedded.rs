//! The schemas of the release, which the program contains: they serve where there is no repository.

use std::fs;

use anyhow::{Context, Result};
use codegen_model::Model;
use tempfile::TempDir;

/// The paths and texts of the schemas.
const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/schemas.rs"));

/// What stands for them in place of a folder.
pub const NAME: &str = "those of this release";

/// Loads the schemas. Schemas are loaded from folders, so they are written to a temporary one.
pub fn model() -> Result<Model> {
    let folder = TempDir::new().context("cannot create a temporary folder")?;
    for (path, text) in FILES {
        let path = folder.path().join(path);
        let parent = path.parent().unwrap_or(folder.path());
        fs::create_dir_all(parent).and_then(|()| fs::write(&path, text)).context("cannot write the schemas")?;
    }
    codegen_model::load(folder.path(), &[]).model.context("the schemas of this release have errors")
}
