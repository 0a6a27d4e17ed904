//! Measures the first command after a clone: a cold build of `xtask`, relative to one of the libraries that a generator uses,
//! without any code of its own. Needs the registry.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::lean::{cargo, crates};
use super::measure::child_cpu_seconds;
use super::project;
use xtask::paths;

/// A generator that reads JSON, XML and TOML, and prints Rust with templates and tokens.
const FLOOR: &str = r#"[package]
name = "floor"
edition = "2024"

[dependencies]
clap = { version = "4", features = ["derive"] }
minijinja = { version = "3", default-features = false, features = ["builtins", "serde"] }
prettyplease = "0.3"
quote = "1"
roxmltree = "0.21"
serde = { version = "1", features = ["derive"] }
serde_json = "1"
syn = { version = "3", default-features = false, features = ["full", "parsing", "printing"] }
toml = "1"

[workspace]

# As in `xtask`.
[profile.dev]
debug = "line-tables-only"
"#;

/// Builds both from scratch, with the same versions of libraries. Processor time is compared, because it depends less on
/// the number of cores and on what else the machine does.
pub fn run() -> Result<()> {
    let (folder, xtask) = (project::scratch("first-command")?, paths::root().join("xtask"));
    let floor = folder.join("floor");
    project::write(&floor.join("Cargo.toml"), FLOOR.as_bytes())?;
    project::write(&floor.join("src/main.rs"), b"fn main() {}\n")?;
    fs::copy(xtask.join("Cargo.lock"), floor.join("Cargo.lock")).context("cannot copy the lock file")?;
    let theirs = cold_build(&floor, &folder.join("floor-target"))?;
    let ours = cold_build(&xtask, &folder.join("xtask-target"))?;
    println!(
        "first command: {:.2} of the processor time of a generator's libraries alone, at most 1.5 ({ours:.0} s, {theirs:.0} s)",
        ours / theirs
    );
    let (ours, theirs) = (crates(&xtask, &folder)?, crates(&floor, &folder)?);
    println!("crates in the tree: {ours}, libraries alone {theirs}");
    fs::remove_dir_all(&folder).context("cannot remove the scratch folder")
}

/// Returns the processor time of a build.
fn cold_build(package: &Path, target: &Path) -> Result<f64> {
    cargo(package, target, &["fetch", "--quiet"])?;
    let before = child_cpu_seconds();
    cargo(package, target, &["build", "--quiet"])?;
    Ok(child_cpu_seconds() - before)
}
