//! Crates that are made to be compiled: how they get onto the disk, and what Cargo does with them.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use codegen_emit::{Options, emit};
use codegen_model::Model;

use crate::places;

/// Names the folder of published metadata, where no argument does.
pub const VARIABLE: &str = "TENCENTCLOUD_METADATA";

/// The folder of published metadata, if one is named.
pub fn metadata(folder: Option<PathBuf>) -> Option<PathBuf> {
    folder.or_else(|| std::env::var_os(VARIABLE).filter(|value| !value.is_empty()).map(PathBuf::from))
}

/// The model of all metadata below a folder.
pub fn published(root: &Path) -> Result<Model> {
    let files =
        codegen_model::load::published::find(root).with_context(|| format!("{} cannot be read", root.display()))?;
    match codegen_model::load_published(root, &files).model {
        Some(model) => Ok(model),
        None => bail!("the metadata has errors: run `cargo xtask import` on it"),
    }
}

/// Writes the crate of a model, as a workspace of its own where it is compiled by itself.
pub fn generated(model: &Model, folder: &Path, alone: bool) -> Result<()> {
    let runtime = places::relative(folder, &places::root().join("runtime"))?;
    let tree = emit(model, &Options { runtime: Some(runtime) })?;
    for (path, bytes) in tree.iter() {
        write(&folder.join(path), bytes)?;
    }
    if alone {
        let manifest = folder.join("Cargo.toml");
        write(&manifest, (fs::read_to_string(&manifest)? + "\n[workspace]\n").as_bytes())?;
        lock(folder)?;
    }
    Ok(())
}

/// Gives a crate the versions of dependencies that the project has.
pub fn lock(folder: &Path) -> Result<()> {
    let found = places::root().join("Cargo.lock");
    fs::copy(&found, folder.join("Cargo.lock")).map(drop).with_context(|| format!("{} is missing", found.display()))
}

/// Writes a file, and the folders that it needs.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, bytes).with_context(|| format!("{} cannot be written", path.display()))
}

/// Lets Cargo work on a crate, in a target folder of its own.
pub fn cargo(folder: &Path, arguments: &[impl AsRef<OsStr>]) -> Result<()> {
    let mut cargo = Command::new("cargo");
    cargo.arg("--quiet").args(arguments).current_dir(folder).env("CARGO_TARGET_DIR", target(folder));
    cargo.env("CARGO_INCREMENTAL", "0").env("RUSTDOCFLAGS", "-D warnings");
    let output = cargo.output().context("cargo cannot be started")?;
    if !output.status.success() {
        bail!("cargo fails in {}:\n{}", folder.display(), String::from_utf8_lossy(&output.stderr));
    }
    Ok(())
}

/// Where what is compiled of a crate lies.
pub fn target(folder: &Path) -> PathBuf {
    folder.join("target")
}
