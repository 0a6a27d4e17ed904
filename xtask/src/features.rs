//! `cargo xtask features`: checks that each feature of a crate compiles alone, without warnings. Cargo lists the
//! features.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Output};

use anyhow::{Context, Result, bail};
use clap::Args;
use serde_json::Value;
use tencentcloud_tools::findings;

/// What to compile.
#[derive(Args)]
pub struct Features {
    /// The features to compile; all by default
    #[arg(value_name = "FEATURE")]
    only: Vec<String>,
    /// The folder of the crate
    #[arg(long, value_name = "DIR", default_value = "generated")]
    out: PathBuf,
}

/// Runs the command.
pub fn run(arguments: &Features) -> Result<ExitCode> {
    let known = features_of(&arguments.out)?;
    if let Some(name) = arguments.only.iter().find(|name| !known.contains(name)) {
        bail!("{} has no feature `{name}`; it has {}", arguments.out.display(), known.join(", "));
    }
    let wanted = if arguments.only.is_empty() { &known } else { &arguments.only };
    let failed = wanted.iter().filter_map(|name| compile_alone(&arguments.out, name, &[]).transpose());
    let failed = failed.collect::<Result<Vec<_>>>()?;
    failed.iter().for_each(|problem| eprintln!("{problem}"));
    println!("{}: {} of {} features compile alone", arguments.out.display(), wanted.len() - failed.len(), wanted.len());
    Ok(ExitCode::from(if failed.is_empty() { 0 } else { findings::EXIT_CODE }))
}

/// Returns the features of a crate, except `default`, which enables several.
pub fn features_of(folder: &Path) -> Result<Vec<String>> {
    let manifest = folder.join("Cargo.toml");
    let manifest = manifest.canonicalize().with_context(|| format!("cannot find {}", manifest.display()))?;
    let output = cargo(folder, &["metadata", "--no-deps", "--format-version", "1"])?;
    if !output.status.success() {
        bail!("{}", String::from_utf8_lossy(&output.stderr).trim_end());
    }
    // In a workspace, all members are listed.
    let metadata: Value = serde_json::from_slice(&output.stdout)?;
    let is_it = |package: &&Value| {
        let path = package["manifest_path"].as_str().map(Path::new);
        path.and_then(|path| path.canonicalize().ok()).is_some_and(|path| path == manifest)
    };
    let package = metadata["packages"].as_array().and_then(|packages| packages.iter().find(is_it));
    let features = package.and_then(|package| package["features"].as_object());
    let names = features.context("cargo does not list the crate")?.keys();
    Ok(names.filter(|name| *name != "default").cloned().collect())
}

/// Compiles a crate with one of its features. Returns the compiler's errors and warnings, if any. `options` are passed
/// to Cargo.
pub fn compile_alone(folder: &Path, feature: &str, options: &[&str]) -> Result<Option<String>> {
    let check = ["rustc", "--lib", "--profile", "check", "--quiet", "--no-default-features", "--features", feature];
    let arguments = [&check, options, &["--", "-D", "warnings"]];
    let output = cargo(folder, &arguments.concat())?;
    let problem =
        || format!("with the feature `{feature}` alone:\n{}", String::from_utf8_lossy(&output.stderr).trim_end());
    Ok((!output.status.success()).then(problem))
}

fn cargo(folder: &Path, arguments: &[&str]) -> Result<Output> {
    Command::new("cargo").args(arguments).current_dir(folder).output().context("cannot start cargo")
}
