//! Passes recorded exchanges through the generated types, with a program of the workspace that contains them.

use std::path::Path;
use std::process::{Command, ExitCode};

use anyhow::{Context, Result};
use clap::ValueEnum;

use tencentcloud_tools::findings;
use xtask::paths;

#[derive(Clone, Copy, Default, ValueEnum)]
pub enum Format {
    /// A table and the problems
    #[default]
    Text,
    /// JSON
    Json,
}

/// Builds and runs the program. Its exit codes are those of this command.
pub fn run(file: &Path, format: Format) -> Result<ExitCode> {
    let file = file.canonicalize().with_context(|| format!("cannot read {}", file.display()))?;
    let mut cargo = Command::new("cargo");
    cargo.args(["run", "--quiet", "--package", "tests", "--no-default-features", "--bin", "exchanges", "--"]);
    cargo.arg(file).arg("--format").arg(match format {
        Format::Text => "text",
        Format::Json => "json",
    });
    let status = cargo.current_dir(paths::root()).status().context("cannot start cargo")?;
    Ok(match status.code() {
        Some(0) => ExitCode::SUCCESS,
        Some(1) => ExitCode::from(findings::EXIT_CODE),
        _ => ExitCode::from(2),
    })
}
