//! A service into the crate, from its metadata to generated code in one step.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::Args;
use codegen::load::manifest::FILE;
use codegen::model::Service;

use crate::commands::FINDINGS;
use crate::{Input, Regenerate, commands, import};

/// Takes a service into the crate.
#[derive(Args)]
pub struct Add {
    /// The service, called as in its hosts
    service: String,
    /// Its metadata: a file `api.json`, the folder of the service, or a tree of many
    #[arg(long, value_name = "PATH")]
    from: PathBuf,
    #[command(flatten)]
    input: Input,
    /// The folder of the crate
    #[arg(long, value_name = "DIR", default_value = "generated")]
    out: PathBuf,
    /// Replace descriptors that are there and say something else
    #[arg(long)]
    update: bool,
}

/// Runs the command.
pub fn run(arguments: &Add) -> Result<ExitCode> {
    let schemas = &arguments.input.schemas;
    let Some(services) = import::read(&arguments.from, std::slice::from_ref(&arguments.service))? else {
        return Ok(ExitCode::from(FINDINGS));
    };
    let Some(first) = services.first() else {
        bail!("{} has no metadata of the service `{}`", arguments.from.display(), arguments.service);
    };
    for service in &services {
        if !import::write(service, schemas, arguments.update)? {
            return Ok(ExitCode::from(FINDINGS));
        }
    }
    register(schemas, &first.module, &services)?;
    let (input, out) = (Input { schemas: schemas.clone() }, arguments.out.clone());
    commands::regenerate(&Regenerate { input, out, check: false, dry_run: false, only: Vec::new() })
}

/// Names the descriptors in the manifest, which is made where there is none.
fn register(schemas: &Path, module: &str, services: &[Service]) -> Result<()> {
    let path = schemas.join(FILE);
    let found = if path.exists() { fs::read_to_string(&path)? } else { codegen::import::new_manifest() };
    let paths: Vec<_> = services.iter().map(codegen::import::path).collect();
    let text = codegen::import::register(&found, module, &paths)
        .with_context(|| format!("{} is no manifest", path.display()))?;
    if text != found || !path.exists() {
        fs::write(&path, text).with_context(|| format!("{} cannot be written", path.display()))?;
        println!("{}: `{module}` is in it", path.display());
    }
    Ok(())
}
