//! Measurements, as ratios within one run: the machines that run them are shared and noisy.

use std::process::ExitCode;

use anyhow::Result;
use clap::ValueEnum;

/// What can be measured.
#[derive(Clone, Copy, PartialEq, ValueEnum)]
pub enum What {
    /// Making the crate, against the floor of parsing the schemas and writing the files
    Generate,
}

/// Runs the measurements.
pub fn run(_what: Option<What>) -> Result<ExitCode> {
    Ok(ExitCode::SUCCESS)
}
