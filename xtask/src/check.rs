//! `cargo xtask check`: prints the findings in the schemas.

use std::process::ExitCode;

use anyhow::Result;
use clap::Args;
use codegen_model::diagnostic::render::{self, Format};
use tencentcloud_tools::arguments::Schemas;
use tencentcloud_tools::{findings, output};

/// What to check, and how to print it.
#[derive(Args)]
pub struct Check {
    #[command(flatten)]
    input: Schemas,
    /// The output format: text, json, github, sarif
    #[arg(long, value_parser = parse_format, default_value = "text")]
    format: Format,
}

fn parse_format(name: &str) -> Result<Format, String> {
    let known = || Format::ALL.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ");
    Format::parse(name).ok_or_else(|| format!("one of: {}", known()))
}

/// Prints every finding in the schemas.
pub fn run(arguments: &Check) -> Result<ExitCode> {
    let loaded = findings::load(&arguments.input.schemas, &[]);
    let coloured = arguments.format == Format::Text && output::stdout_has_colours();
    print!(
        "{}",
        match coloured {
            true => render::coloured(&loaded.sources, &loaded.findings),
            false => arguments.format.render(&loaded.sources, &loaded.findings),
        }
    );
    if arguments.format == Format::Text {
        println!("{} files, {} findings", loaded.sources.files().count(), loaded.findings.len());
    }
    Ok(ExitCode::from(if loaded.model.is_some() { 0 } else { findings::EXIT_CODE }))
}
