//! `cargo xtask bench`: measures the generator and the generated code. It prints ratios within one run, because
//! machines are shared and noisy.

mod call;
mod check;
mod codec;
mod compile;
mod corpus;
mod derive;
mod diff;
mod first_command;
mod generate;
mod lean;
mod measure;
mod project;
mod size;
mod subject;

use std::path::PathBuf;
use std::process::{Command, ExitCode};

use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum};

use xtask::paths;

/// A measurement.
#[derive(Clone, Copy, Debug, PartialEq, ValueEnum)]
pub enum Measurement {
    /// Generating the crate, relative to parsing its input and writing its bytes
    Generate,
    /// Generating a crate from all published metadata, relative to reading it and writing the same bytes
    Corpus,
    /// Compiling generated code, relative to the same types with serde derive and, if requested by name, to
    /// aws-sdk-rekognition
    Compile,
    /// Encoding, signing and decoding a call, and its processor time above that of reqwest alone
    Call,
    /// Half a million calls in a row, fifty thousand in flight, and as many that wait for credentials
    Load,
    /// Comparing schemas: one service and, if TENCENTCLOUD_METADATA names a folder, all published ones
    Diff,
    /// Decoding and encoding large responses, relative to serde derive; needs published metadata
    Codec,
    /// Binaries that call two operations, with all services enabled relative to those two; slow with published metadata
    Size,
    /// Cold builds: of `cargo xtask`, relative to libraries alone, and of an application, relative to one with
    /// aws-sdk-rekognition; needs the registry
    Lean,
}

#[derive(Args)]
pub struct Bench {
    /// The measurement; by default all but `load`, `size` and `lean`
    #[arg(value_enum)]
    what: Option<Measurement>,
    /// The folder of published metadata for `corpus` and `size`; TENCENTCLOUD_METADATA by default
    folder: Option<PathBuf>,
    /// With `corpus`: compile the crate instead, with all features and with each version alone, and its documentation
    #[arg(long)]
    check: bool,
}

/// Runs one measurement or all. A debug build starts a release build, so that it does not measure itself.
pub fn run(Bench { what, folder, check }: Bench) -> Result<ExitCode> {
    // These run Cargo, so the speed of this program does not matter.
    match (what, check) {
        (Some(Measurement::Corpus), true) => return check::run(folder).map(|()| ExitCode::SUCCESS),
        (_, true) => bail!("--check requires `corpus`"),
        (Some(Measurement::Load), _) => return call::load().map(|()| ExitCode::SUCCESS),
        (Some(Measurement::Size), _) => return size::run(&project::in_tree()?, folder).map(|()| ExitCode::SUCCESS),
        // Builds two hundred crates, so only if requested.
        (Some(Measurement::Lean), _) => {
            first_command::run()?;
            return lean::run().map(|()| ExitCode::SUCCESS);
        }
        _ if cfg!(debug_assertions) => return run_in_release(),
        _ => {}
    }
    let model = project::in_tree()?;
    let wanted = |one| what.is_none() || what == Some(one);
    if wanted(Measurement::Generate) {
        generate::run(&model)?;
    }
    if wanted(Measurement::Corpus) {
        corpus::run(folder)?;
    }
    if wanted(Measurement::Compile) {
        // aws-sdk-rekognition is compiled only if requested.
        compile::run(&model, what == Some(Measurement::Compile))?;
    }
    if wanted(Measurement::Call) {
        call::run()?;
    }
    if wanted(Measurement::Diff) {
        diff::run()?;
    }
    if wanted(Measurement::Codec) {
        codec::run()?;
    }
    Ok(ExitCode::SUCCESS)
}

fn run_in_release() -> Result<ExitCode> {
    let manifest = paths::root().join("xtask/lab/Cargo.toml");
    let mut cargo = Command::new("cargo");
    cargo.args(["run", "--quiet", "--release", "--manifest-path"]).arg(manifest).arg("--");
    let status = cargo.args(std::env::args_os().skip(1)).status().context("cannot start cargo")?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::from(2) })
}
