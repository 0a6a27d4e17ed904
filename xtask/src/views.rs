//! `cargo xtask model` and `coverage`: print views of the Model.

use std::process::ExitCode;

use anyhow::Result;
use clap::{Args, ValueEnum};
use codegen_model::views::{self, coverage};
use tencentcloud_tools::arguments::Schemas;
use tencentcloud_tools::findings;

/// The schemas, and how to print what they cover.
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
