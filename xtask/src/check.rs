//! `cargo xtask check` and `cargo xtask explain`: the findings in the schemas, and their explanations.

use std::process::ExitCode;

use anyhow::{Result, anyhow};
use clap::Args;
use codegen_diff::pages;
use codegen_model::diagnostic::render::Format;

use crate::arguments::Schemas;
use crate::findings;

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
pub fn check(arguments: &Check) -> Result<ExitCode> {
    let loaded = codegen_model::load(&arguments.input.schemas, &[]);
    print!("{}", arguments.format.render(&loaded.sources, &loaded.findings));
    if arguments.format == Format::Text {
        println!("{} files, {} findings", loaded.sources.files().count(), loaded.findings.len());
    }
    Ok(ExitCode::from(if loaded.model.is_some() { 0 } else { findings::EXIT_CODE }))
}

/// Prints the page of a code or a rule, or the list of all.
pub fn explain(code: Option<&str>) -> Result<ExitCode> {
    match code {
        None => print!("{}", pages::list()),
        Some(code) => {
            let page = pages::page(code).map_err(|hint| anyhow!("unknown code or rule `{code}`; {hint}"))?;
            println!("{}", page.trim_end());
        }
    }
    Ok(ExitCode::SUCCESS)
}
