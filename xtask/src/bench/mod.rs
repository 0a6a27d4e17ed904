//! Measurements, as ratios within one run: the machines that run them are shared and noisy.

mod call;
mod check;
mod codec;
mod compile;
mod corpus;
mod derive;
mod diff;
mod generate;
mod lean;
mod lines;
mod processors;
mod project;
mod size;
mod subject;

use std::path::PathBuf;
use std::process::{Command, ExitCode};

use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum};
use codegen_model::Model;

use crate::places;

/// What can be measured.
#[derive(Clone, Copy, Debug, PartialEq, ValueEnum)]
pub enum What {
    /// Lines of generated code a member
    Lines,
    /// Making the crate, against parsing its input and writing its bytes
    Generate,
    /// Making clients of all published metadata in a folder, against reading it and writing the same bytes
    Corpus,
    /// Compiling generated code, against the same types with serde derive and, asked for by name, aws-sdk-rekognition
    Compile,
    /// What a call costs without the network: encoding, signing, decoding
    Call,
    /// Comparing schemas: one service, and all that are published where TENCENTCLOUD_METADATA names them
    Diff,
    /// Reading and writing large answers, against the same types with serde derive; needs published metadata
    Codec,
    /// Binaries that call two operations, with all services enabled against those two; takes long with published metadata
    Size,
    /// A cold build of a consumer, against one of aws-sdk-rekognition; needs the registry
    Lean,
}

/// Measures the generator and the generated code.
#[derive(Args)]
pub struct Bench {
    /// What to measure; everything by default
    #[arg(value_enum)]
    what: Option<What>,
    /// The folder of published metadata, for `corpus` and `size`; else TENCENTCLOUD_METADATA names it
    folder: Option<PathBuf>,
    /// Of `corpus`: compile the crate instead, with all features and with each version alone, and its documentation
    #[arg(long)]
    check: bool,
}

/// Runs one measurement, or all of them. A debug build would measure itself: it hands over to a release build.
pub fn run(Bench { what, folder, check }: Bench) -> Result<ExitCode> {
    // These let Cargo work, and how fast this program is plays no part.
    match (what, check) {
        (Some(What::Corpus), true) => return check::run(folder).map(|()| ExitCode::SUCCESS),
        (_, true) => bail!("--check is for `corpus`"),
        (Some(What::Size), _) => return size::run(&in_tree()?, folder).map(|()| ExitCode::SUCCESS),
        _ if cfg!(debug_assertions) => return again_in_release(),
        _ => {}
    }
    let model = in_tree()?;
    let wanted = |one| what.is_none() || what == Some(one);
    if wanted(What::Lines) {
        lines::run(&model)?;
    }
    if wanted(What::Generate) {
        generate::run(&model)?;
    }
    if wanted(What::Corpus) {
        corpus::run(folder)?;
    }
    if wanted(What::Compile) {
        // aws-sdk-rekognition is only compiled when asked for.
        compile::run(&model, what == Some(What::Compile))?;
    }
    if wanted(What::Call) {
        call::run()?;
    }
    if wanted(What::Diff) {
        diff::run()?;
    }
    if wanted(What::Codec) {
        codec::run()?;
    }
    // Builds two hundred crates: only when asked for.
    if what == Some(What::Lean) {
        lean::run()?;
    }
    Ok(ExitCode::SUCCESS)
}

fn again_in_release() -> Result<ExitCode> {
    let manifest = places::root().join("xtask/Cargo.toml");
    let mut cargo = Command::new("cargo");
    cargo.args(["run", "--quiet", "--release", "--manifest-path"]).arg(manifest).arg("--");
    let status = cargo.args(std::env::args_os().skip(1)).status().context("cargo cannot be started")?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::from(2) })
}

fn in_tree() -> Result<Model> {
    match codegen_model::load(&places::root().join("schemas"), &[]).model {
        Some(model) => Ok(model),
        None => bail!("the schemas have errors: run `cargo xtask check`"),
    }
}

fn operations(model: &Model) -> usize {
    model.services.iter().map(|service| service.operations.len()).sum()
}

/// The middle one of some measurements.
fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}
