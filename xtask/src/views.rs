//! `cargo xtask names`, `model` and `coverage`: print views of the Model.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, ValueEnum};
use codegen_model::views::{self, coverage, names};

use crate::arguments::Schemas;
use crate::{findings, published};

#[derive(Args)]
pub struct Names {
    #[command(flatten)]
    input: Schemas,
    /// Read the published metadata at or below this path instead of the schemas
    #[arg(long, value_name = "PATH")]
    from: Option<PathBuf>,
}

#[derive(Args)]
pub struct Coverage {
    #[command(flatten)]
    input: Schemas,
    /// The output format
    #[arg(long, value_enum, default_value = "text")]
    format: Table,
}

#[derive(Clone, Copy, ValueEnum)]
enum Table {
    /// Aligned columns
    Text,
    /// A Markdown table
    Markdown,
    /// JSON
    Json,
}

/// Prints the table of names, and the number of renamed ones on standard error.
pub fn names(arguments: &Names) -> Result<ExitCode> {
    let loaded = match &arguments.from {
        None => codegen_model::load(&arguments.input.schemas, &[]),
        Some(path) => {
            let (root, files) = published::files(path)?;
            codegen_model::load_published(&root, &files)
        }
    };
    let Some(model) = findings::print_or_model(&loaded) else { return Ok(ExitCode::from(findings::EXIT_CODE)) };
    let table = names::table(model);
    print!("{table}");
    let renamed = names::renamed(&table);
    if renamed > 0 {
        eprintln!("{} names, {renamed} of them changed to avoid conflicts", table.lines().count());
    }
    Ok(ExitCode::SUCCESS)
}

/// Prints the Model as JSON.
pub fn model(input: &Schemas) -> Result<ExitCode> {
    findings::with_model(&input.schemas, |model| {
        print!("{}", views::dump(model));
        Ok(ExitCode::SUCCESS)
    })
}

/// Prints the table of operations.
pub fn coverage(arguments: &Coverage) -> Result<ExitCode> {
    findings::with_model(&arguments.input.schemas, |model| {
        let coverage = coverage::of(model);
        print!(
            "{}",
            match arguments.format {
                Table::Text => coverage::text(&coverage),
                Table::Markdown => coverage::markdown(&coverage),
                Table::Json => coverage::json(&coverage),
            }
        );
        Ok(ExitCode::SUCCESS)
    })
}
