//! `cargo xtask fmt`: formats the schemas.

use std::process::ExitCode;

use anyhow::Result;
use clap::Args;
use codegen_emit::canonical;
use codegen_emit::write::Mode;
use tencentcloud_tools::arguments::Schemas;
use tencentcloud_tools::findings;

/// What to format.
#[derive(Args)]
pub struct Fmt {
    #[command(flatten)]
    input: Schemas,
    /// Write nothing; print the differences and fail if there are any
    #[arg(long)]
    check: bool,
}

/// Formats the schemas, or prints which are not formatted.
pub fn run(arguments: &Fmt) -> Result<ExitCode> {
    let mode = if arguments.check { Mode::Check } else { Mode::Write };
    let folder = arguments.input.schemas.display();
    let outcome = canonical::schemas(&arguments.input.schemas, mode)?;
    for path in &outcome.changed {
        println!(" changed {folder}/{path}");
        print!("{}", outcome.diffs.get(path).map_or("", String::as_str));
    }
    findings::print_all(&outcome.sources, &outcome.findings);
    println!("{folder}: {} changed, {} unchanged", outcome.changed.len(), outcome.unchanged);
    let failed = arguments.check && !outcome.changed.is_empty();
    if failed {
        println!("run `cargo xtask fmt` and commit the result");
    }
    Ok(ExitCode::from(if failed || !outcome.findings.is_empty() { findings::EXIT_CODE } else { 0 }))
}
