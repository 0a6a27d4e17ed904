//! `cargo xtask names`: prints the names in schemas or in published metadata.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::Args;
use codegen_model::Loaded;
use codegen_model::views::names;
use codegen_upstream::{lexicon, source};
use tencentcloud_tools::arguments::Schemas;
use tencentcloud_tools::findings;

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

/// Prints the table of names, and the number of renamed ones on standard error. Prints the lexicon if asked to.
pub fn run(arguments: &Names) -> Result<ExitCode> {
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
        return Ok(vec![findings::load(&arguments.input.schemas, &[])]);
    }
    let load = |path: &PathBuf| {
        let source = source::open(path).with_context(|| format!("cannot read {}", path.display()))?;
        Ok(codegen_model::load_source(&*source))
    };
    arguments.from.iter().map(load).collect()
}
