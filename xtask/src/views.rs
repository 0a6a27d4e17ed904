//! `cargo xtask names`, `model` and `coverage`: print views of the Model.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum};
use codegen_model::Loaded;
use codegen_model::views::{self, coverage, names};
use codegen_upstream::{lexicon, source};

use crate::arguments::Schemas;
use crate::findings;

#[derive(Args)]
pub struct Names {
    #[command(flatten)]
    input: Schemas,
    /// Read the published metadata at or below this path instead of the schemas
    #[arg(long, value_name = "PATH")]
    from: Vec<PathBuf>,
    /// Print the lexicon that the metadata teaches instead of the names
    #[arg(long, requires = "from")]
    learn: bool,
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

/// Prints the table of names, and the number of renamed ones on standard error. Prints the lexicon if asked to.
pub fn names(arguments: &Names) -> Result<ExitCode> {
    let mut models = Vec::new();
    for loaded in load(arguments)? {
        let Some(model) = findings::print_or_model(&loaded) else { return Ok(ExitCode::from(findings::EXIT_CODE)) };
        if model.services.is_empty() && !arguments.from.is_empty() {
            bail!("nothing in the metadata can be used");
        }
        models.extend(loaded.model);
    }
    if arguments.learn {
        print!("{}", lexicon::learn(models.iter().flat_map(|model| &model.services)));
        return Ok(ExitCode::SUCCESS);
    }
    let table: String = models.iter().map(names::table).collect();
    print!("{table}");
    let renamed = names::renamed(&table);
    if renamed > 0 {
        eprintln!("{} names, {renamed} of them changed to avoid conflicts", table.lines().count());
    }
    Ok(ExitCode::SUCCESS)
}

/// Loads the schemas, or the published metadata if any is named.
fn load(arguments: &Names) -> Result<Vec<Loaded>> {
    if arguments.from.is_empty() {
        return Ok(vec![codegen_model::load(&arguments.input.schemas, &[])]);
    }
    let load = |path: &PathBuf| {
        let source = source::open(path).with_context(|| format!("cannot read {}", path.display()))?;
        Ok(codegen_model::load_source(&*source))
    };
    arguments.from.iter().map(load).collect()
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
