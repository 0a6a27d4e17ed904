//! Recorded exchanges through the generated types and back. Those are in another workspace, so a program of that one does
//! it.

use std::path::Path;
use std::process::{Command, ExitCode};

use anyhow::{Context, Result};
use clap::ValueEnum;

use crate::{commands, places};

/// How to print.
#[derive(Clone, Copy, Default, ValueEnum)]
pub enum Format {
    /// A table, and what is wrong
    #[default]
    Text,
    /// JSON
    Json,
}

/// Builds the program and runs it. Its own exit codes are ours; where it does not build, cargo has said why.
pub fn run(file: &Path, format: Format) -> Result<ExitCode> {
    let file = file.canonicalize().with_context(|| format!("{} cannot be read", file.display()))?;
    let mut cargo = Command::new("cargo");
    cargo.args(["run", "--quiet", "--package", "tests", "--no-default-features", "--bin", "exchanges", "--"]);
    cargo.arg(file).arg("--format").arg(match format {
        Format::Text => "text",
        Format::Json => "json",
    });
    let status = cargo.current_dir(places::root()).status().context("cargo cannot be started")?;
    Ok(match status.code() {
        Some(0) => ExitCode::SUCCESS,
        Some(1) => ExitCode::from(commands::FINDINGS),
        _ => ExitCode::from(2),
    })
}
