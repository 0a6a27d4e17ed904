//! A service into the crate, from its metadata to generated code in one step.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::Args;
use codegen::load::manifest::FILE;

use crate::commands::FINDINGS;
use crate::import::Found;
use crate::{Input, Regenerate, commands, import, proposals};

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
    #[command(flatten)]
    how: import::How,
}

/// Runs the command.
pub fn run(arguments: &Add) -> Result<ExitCode> {
    let schemas = &arguments.input.schemas;
    let Some(services) =
        import::read(&arguments.from, std::slice::from_ref(&arguments.service), arguments.how.propose)?
    else {
        eprintln!("nothing was written");
        return Ok(ExitCode::from(FINDINGS));
    };
    let Some(first) = services.first() else {
        bail!("{} has no metadata of the service `{}`", arguments.from.display(), arguments.service);
    };
    // What the manifest will say is known before anything is written: a damaged one leaves everything as it is.
    let manifest = registered(schemas, &first.service.module, &services)?;
    if !import::write(&services, schemas, arguments.how.update)? {
        eprintln!("nothing was written");
        return Ok(ExitCode::from(FINDINGS));
    }
    if let Some(text) = manifest {
        let path = schemas.join(FILE);
        fs::write(&path, text).with_context(|| format!("{} cannot be written", path.display()))?;
        println!("{}: `{}` is in it", path.display(), first.service.module);
    }
    if arguments.how.propose {
        proposals::write(&services, schemas)?;
    }
    let (input, out) = (Input { schemas: schemas.clone() }, arguments.out.clone());
    commands::regenerate(&Regenerate { input, out, check: false, dry_run: false, only: Vec::new() })
}

/// The manifest with the descriptors in it, which is made where there is none; `None` where it has them already.
fn registered(schemas: &Path, module: &str, found: &[Found]) -> Result<Option<String>> {
    let path = schemas.join(FILE);
    let is_there = path.exists();
    let context = || format!("{} is no manifest", path.display());
    let old = if is_there { fs::read_to_string(&path).with_context(context)? } else { codegen::import::new_manifest() };
    let paths: Vec<_> = found.iter().map(|found| codegen::import::path(&found.service)).collect();
    let text = codegen::import::register(&old, module, &paths).with_context(context)?;
    Ok((text != old || !is_there).then_some(text))
}
