//! A service into the crate, from its metadata to generated code in one step.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::Args;
use codegen_model::load::manifest::FILE;

use crate::commands::FINDINGS;
use crate::import::Found;
use crate::{Input, Output, Regenerate, commands, import, proposals};

/// Takes a service into the crate.
#[derive(Args)]
pub struct Add {
    /// The services, called as in their hosts
    #[arg(value_name = "SERVICE", required_unless_present = "all")]
    services: Vec<String>,
    /// Every service that there is metadata of
    #[arg(long, conflicts_with = "services")]
    all: bool,
    /// Its metadata: a file `api.json`, the folder of the service, or a tree of many
    #[arg(long, value_name = "PATH")]
    from: PathBuf,
    #[command(flatten)]
    input: Input,
    #[command(flatten)]
    output: Output,
    #[command(flatten)]
    how: import::ImportOptions,
}

/// Runs the command.
pub fn run(arguments: &Add) -> Result<ExitCode> {
    let schemas = &arguments.input.schemas;
    let Some(services) = import::read(&arguments.from, &arguments.services, arguments.how.propose)? else {
        return Ok(nothing_written());
    };
    all_there(&services, arguments)?;
    // What the manifest will say is known before anything is written: a damaged one leaves everything as it is.
    let manifest = registered(schemas, &services)?;
    if !import::write(&services, schemas, arguments.how.update)? {
        return Ok(nothing_written());
    }
    if let Some(text) = manifest {
        let path = schemas.join(FILE);
        fs::write(&path, text).with_context(|| format!("{} cannot be written", path.display()))?;
        let modules: BTreeSet<_> = services.iter().map(|found| found.service.module.as_str()).collect();
        println!("{} has {}", path.display(), modules.into_iter().collect::<Vec<_>>().join(", "));
    }
    if arguments.how.propose {
        proposals::write(&services, schemas)?;
    }
    let (input, output) = (Input { schemas: schemas.clone() }, arguments.output.clone());
    commands::regenerate(&Regenerate { input, output, check: false, dry_run: false, only: Vec::new() })
}

fn nothing_written() -> ExitCode {
    eprintln!("nothing was written");
    ExitCode::from(FINDINGS)
}

/// Every service that was asked for must have metadata.
fn all_there(found: &[Found], arguments: &Add) -> Result<()> {
    let from = arguments.from.display();
    let missing = arguments.services.iter().find(|name| found.iter().all(|found| found.service.name != **name));
    if let Some(name) = missing {
        bail!("{from} has no metadata of the service `{name}`");
    }
    if found.is_empty() {
        bail!("{from} has no metadata");
    }
    Ok(())
}

/// The manifest with the descriptors in it, which is made where there is none; `None` where it has them already.
fn registered(schemas: &Path, services: &[Found]) -> Result<Option<String>> {
    let path = schemas.join(FILE);
    let is_there = path.exists();
    let context = || format!("{} is no manifest", path.display());
    let old = if is_there {
        fs::read_to_string(&path).with_context(context)?
    } else {
        codegen_upstream::import::new_manifest()
    };
    let mut text = old.clone();
    for of_module in services.chunk_by(|a, b| a.service.module == b.service.module) {
        let module = &of_module[0].service.module;
        let paths: Vec<_> = of_module.iter().map(|found| codegen_upstream::import::path(&found.service)).collect();
        text = codegen_upstream::import::register(&text, module, &paths).with_context(context)?;
    }
    Ok((text != old || !is_there).then_some(text))
}
