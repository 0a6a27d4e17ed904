//! `cargo xtask release-prepare`: writes the version of a release to every place, makes the unreleased entries of the
//! changelog those of the version, and generates the crate.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{Context, Result, bail, ensure};
use clap::Args;
use codegen_emit::write::{self, Mode};
use semver::Version;
use tencentcloud_tools::arguments::Schemas;
use tencentcloud_tools::diff::{git, today};
use tencentcloud_tools::findings;

use super::{changelog, versions};

/// What to release.
#[derive(Args)]
pub struct Prepare {
    /// The version to release
    version: Version,
    #[command(flatten)]
    input: Schemas,
}

/// Writes everything, or nothing if the version cannot be released.
pub fn run(arguments: &Prepare) -> Result<ExitCode> {
    let (root, version) = (git::root()?, &arguments.version);
    check(&root, version)?;
    let changes = changelog::released(&root, version, &today().to_string())?;
    versions::write(&root, version)?;
    fs::write(root.join(changelog::FILE), changes).with_context(|| format!("cannot write {}", changelog::FILE))?;
    let loaded = findings::load(&arguments.input.schemas, &[]);
    let Some(model) = findings::print_or_model(&loaded) else { return Ok(ExitCode::from(findings::EXIT_CODE)) };
    let tree = codegen_emit::emit(model, &super::options(version))?;
    write::apply(&tree, &root.join("generated"), Mode::Write)?;
    for lock in git::files("*Cargo.lock")? {
        update(&root.join(lock))?;
    }
    println!("prepared {version}: commit the changes, then run `cargo xtask release-check`");
    Ok(ExitCode::SUCCESS)
}

/// Fails if the version was released before, or is lower than the present one.
fn check(root: &Path, version: &Version) -> Result<()> {
    if git::has_tag(&super::tag(version))? {
        bail!("{version} is released: there is a tag {}", super::tag(version));
    }
    // Places that differ are repaired.
    match versions::read(root)? {
        Ok(present) if *version < present => bail!("{version} is lower than the present version {present}"),
        _ => Ok(()),
    }
}

/// Writes the versions of the workspace's packages into a lock file.
fn update(lock: &Path) -> Result<()> {
    let manifest: PathBuf = lock.with_extension("toml");
    let mut cargo = Command::new("cargo");
    cargo.args(["update", "--workspace", "--offline", "--quiet", "--manifest-path"]).arg(&manifest);
    let output = cargo.output().context("cannot start cargo")?;
    ensure!(output.status.success(), "{}: {}", lock.display(), String::from_utf8_lossy(&output.stderr).trim_end());
    Ok(())
}
