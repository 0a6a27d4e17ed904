//! `cargo xtask regenerate`: generates the crate from the schemas.

use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Result, bail};
use clap::Args;
use codegen_emit::write::{self, Mode, Outcome};
use codegen_emit::{Options, are_chosen, emit, split};
use codegen_model::Model;
use tencentcloud_tools::arguments::Schemas;
use tencentcloud_tools::findings;

use crate::arguments::Output;
use crate::{editor, paths};

/// What to generate, and where.
#[derive(Args)]
pub struct Regenerate {
    /// The schemas.
    #[command(flatten)]
    pub input: Schemas,
    /// The crate.
    #[command(flatten)]
    pub output: Output,
    /// Write nothing; print the differences and fail if there are any
    #[arg(long, conflicts_with = "dry_run")]
    pub check: bool,
    /// Write nothing; list the files that would change
    #[arg(long)]
    pub dry_run: bool,
    /// Generate only these services; needs --out, so that no service is lost from `generated`
    #[arg(long, value_name = "SERVICE", value_delimiter = ',', requires = "out")]
    pub only: Vec<String>,
}

/// Runs the command.
pub fn run(arguments: &Regenerate) -> Result<ExitCode> {
    let started = Instant::now();
    protect_generated(arguments)?;
    let loaded = findings::load(&arguments.input.schemas, &arguments.only);
    let Some(model) = findings::print_or_model(&loaded) else { return Ok(ExitCode::from(findings::EXIT_CODE)) };
    let mode = match (arguments.check, arguments.dry_run) {
        (true, _) => Mode::Check,
        (_, true) => Mode::DryRun,
        _ => Mode::Write,
    };
    let outcome = generate(model, &arguments.output, mode)?;
    if mode == Mode::Write {
        editor::write(&arguments.input.schemas)?;
    }
    report(&outcome, mode, &arguments.output.out, model, started);
    if mode == Mode::Write && !arguments.output.split && are_chosen(model) {
        println!("{}", advice(model));
    }
    let failed = mode == Mode::Check && !outcome.is_clean();
    Ok(ExitCode::from(if failed { findings::EXIT_CODE } else { 0 }))
}

/// Generates the crate, or the crates, of a model.
pub fn generate(model: &Model, output: &Output, mode: Mode) -> Result<Outcome> {
    let runtime = paths::relative(&output.out, &paths::root().join("runtime"))?;
    let emit = if output.split { split } else { emit };
    let tree = emit(model, &Options { runtime: Some(runtime), ..Options::default() })?;
    Ok(write::apply(&tree, &output.out, mode)?)
}

/// Refuses to replace the project's crate by a part of it.
fn protect_generated(arguments: &Regenerate) -> Result<()> {
    let harm = match (arguments.only.is_empty(), arguments.output.split) {
        (true, false) => return Ok(()),
        (false, _) => "--only would remove the other services from `generated`",
        (true, true) => "--split would replace the crate in `generated` by several",
    };
    if paths::is_generated(&arguments.output.out)? {
        bail!("{harm}: choose another folder with --out");
    }
    Ok(())
}

/// Says what a crate of many services takes, and what to do instead.
fn advice(model: &Model) -> String {
    // From 16,204 operations, whose crate took 18.4 GB: see the benchmarks.
    const OPERATIONS_PER_GIGABYTE: usize = 880;
    let operations: usize = model.services.iter().map(|service| service.operations.len()).sum();
    let memory = operations.div_ceil(OPERATIONS_PER_GIGABYTE);
    format!(
        "note: no service is enabled by default: with all of them, `cargo check` takes about {memory} GB of memory\n\
         help: enable the features of the services that you use, or pass `--split` for a crate for each service"
    )
}

fn report(outcome: &Outcome, mode: Mode, out: &Path, model: &Model, started: Instant) {
    let out = out.display();
    let operations: usize = model.services.iter().map(|service| service.operations.len()).sum();
    let time = started.elapsed().as_millis();
    if outcome.is_clean() {
        println!("{out} is up to date: {operations} operations, {} files, {time} ms", outcome.unchanged);
        return;
    }
    for (state, paths) in [("new", &outcome.new), ("changed", &outcome.changed), ("stale", &outcome.stale)] {
        for path in paths {
            println!("{state:>8} {out}/{path}");
            if let (Mode::Check, Some(diff)) = (mode, outcome.diffs.get(path)) {
                print!("{diff}");
            }
        }
    }
    let counts = format!(
        "{} new, {} changed, {} stale, {} unchanged",
        outcome.new.len(),
        outcome.changed.len(),
        outcome.stale.len(),
        outcome.unchanged
    );
    match mode {
        Mode::Write => println!("{out}: {operations} operations, {counts}, {time} ms"),
        Mode::DryRun => println!("{out} would change: {counts}"),
        Mode::Check => {
            println!("{out} is not up to date: {counts}\nrun `cargo xtask regenerate` and commit the result")
        }
    }
}
