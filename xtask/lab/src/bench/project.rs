//! Writes and compiles crates for measurements.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use codegen_emit::{Options, emit};
use codegen_model::Model;
use codegen_model::load::published;

use xtask::paths;

/// The variable that names the folder of published metadata, unless an argument does.
pub const VARIABLE: &str = "TENCENTCLOUD_METADATA";

/// Returns the folder of published metadata, if one is named.
pub fn metadata(folder: Option<PathBuf>) -> Option<PathBuf> {
    folder.or_else(|| std::env::var_os(VARIABLE).filter(|value| !value.is_empty()).map(PathBuf::from))
}

/// Returns the oldest of the older states of that folder, if any is named.
pub fn history() -> Option<PathBuf> {
    let folders = std::env::var_os("TENCENTCLOUD_HISTORY").filter(|value| !value.is_empty())?;
    std::env::split_paths(&folders).next()
}

/// Returns an empty folder for measurements, below the target folder.
pub fn scratch(name: &str) -> Result<PathBuf> {
    let folder = paths::root().join("target/bench").join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    Ok(folder)
}

/// Loads the schemas of the project.
pub fn in_tree() -> Result<Model> {
    let model = codegen_model::load(&paths::root().join("schemas"), &[]).model;
    model.context("the schemas have errors: run `cargo xtask check`")
}

/// Returns the number of operations.
pub fn operations(model: &Model) -> usize {
    model.services.iter().map(|service| service.operations.len()).sum()
}

/// Loads all metadata below a folder.
pub fn load_metadata(root: &Path) -> Result<Model> {
    let files = published::find(root).with_context(|| format!("cannot read {}", root.display()))?;
    let model = codegen_model::load_published(root, &files).model;
    model.context("the metadata has errors: run `cargo xtask import` on it")
}

/// Generates the crate of a Model, as a workspace of its own if it is compiled alone.
pub fn generate(model: &Model, folder: &Path, alone: bool) -> Result<()> {
    let runtime = paths::relative(folder, &paths::root().join("runtime"))?;
    let tree = emit(model, &Options { runtime: Some(runtime), ..Options::default() })?;
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

/// Copies the lock file of the project, so that a crate has the same dependencies.
pub fn lock(folder: &Path) -> Result<()> {
    let source = paths::root().join("Cargo.lock");
    fs::copy(&source, folder.join("Cargo.lock")).map(drop).with_context(|| format!("cannot copy {}", source.display()))
}

/// Writes a file, and creates its folder.
pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display()))
}

/// Copies a folder.
pub fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from).with_context(|| format!("cannot read {}", from.display()))? {
        let entry = entry?;
        let path = to.join(entry.file_name());
        match entry.file_type()?.is_dir() {
            true => copy(&entry.path(), &path)?,
            // `fs::copy` would also copy permissions, and read-only files cannot be edited.
            false => write(&path, &fs::read(entry.path())?)?,
        }
    }
    Ok(())
}

/// Runs Cargo on a crate, with a target folder of its own.
pub fn cargo(folder: &Path, arguments: &[impl AsRef<OsStr>]) -> Result<()> {
    let mut cargo = Command::new("cargo");
    cargo.arg("--quiet").args(arguments).current_dir(folder).env("CARGO_TARGET_DIR", target(folder));
    cargo.env("CARGO_INCREMENTAL", "0").env("RUSTDOCFLAGS", "-D warnings");
    let output = cargo.output().context("cannot start cargo")?;
    if !output.status.success() {
        bail!("cargo failed in {}:\n{}", folder.display(), String::from_utf8_lossy(&output.stderr));
    }
    Ok(())
}

/// Returns the target folder of a crate.
pub fn target(folder: &Path) -> PathBuf {
    folder.join("target")
}
