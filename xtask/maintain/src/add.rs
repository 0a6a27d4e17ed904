//! `cargo xtask add`: imports services, registers them in the manifest, and generates the crate.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::import::{self, ImportOptions, nothing_written};
use crate::published::{PublishedService, Reading};
use crate::releases::Releases;
use crate::{proposals, published};
use anyhow::{Context, Error, Result};
use clap::Args;
use codegen_model::files::{self, MAX_FILE_BYTES};
use codegen_model::load::manifest;
use codegen_upstream::import::{descriptor_path, new_manifest, register};
use tencentcloud_tools::arguments::Schemas;
use xtask::arguments::Output;
use xtask::regenerate::{self, Regenerate};

#[derive(Args)]
pub struct Add {
    /// The services, named as in their hosts
    #[arg(value_name = "SERVICE", required_unless_present = "all")]
    services: Vec<String>,
    /// Add every service in the metadata
    #[arg(long, conflicts_with = "services")]
    all: bool,
    /// The metadata: a package (`.whl`), a folder, or a file `api.json`; by default it is downloaded with pip
    #[arg(long, value_name = "PATH")]
    from: Vec<PathBuf>,
    #[command(flatten)]
    releases: Releases,
    #[command(flatten)]
    reading: Reading,
    #[command(flatten)]
    input: Schemas,
    #[command(flatten)]
    output: Output,
    #[command(flatten)]
    options: ImportOptions,
}

/// Runs the command.
pub fn run(arguments: &Add) -> Result<ExitCode> {
    let (schemas, options) = (&arguments.input.schemas, &arguments.options);
    let releases = arguments.releases.open(&arguments.from)?;
    let Some(services) = published::read(&releases, &arguments.services, &arguments.reading, options.propose)? else {
        return Ok(nothing_written());
    };
    published::check_requested(&services, &arguments.services, &releases)?;
    // Before anything is written, so that a damaged manifest leaves everything unchanged.
    let manifest = registered(schemas, &services)?;
    if !import::write(&services, schemas, options.update)? {
        return Ok(nothing_written());
    }
    if let Some(text) = manifest {
        let path = schemas.join(manifest::FILE);
        let written = files::write(schemas, manifest::FILE, text.as_bytes());
        written.with_context(|| format!("cannot write {}", path.display()))?;
        let modules: BTreeSet<_> = services.iter().map(|found| found.service.module.as_str()).collect();
        println!("{}: registered {}", path.display(), modules.into_iter().collect::<Vec<_>>().join(", "));
    }
    if options.propose {
        proposals::write(&services, schemas)?;
    }
    let (input, output) = (Schemas { schemas: schemas.clone() }, arguments.output.clone());
    regenerate::run(&Regenerate { input, output, check: false, dry_run: false, only: Vec::new() })
}

/// Returns the manifest with the descriptors, new if there is none; `None` if it already contains them.
fn registered(schemas: &Path, services: &[PublishedService]) -> Result<Option<String>> {
    let path = schemas.join(manifest::FILE);
    // A link that leads nowhere exists, and is refused.
    let exists = path.symlink_metadata().is_ok();
    let context = || format!("{} is not a manifest", path.display());
    let read = || String::from_utf8(files::read(schemas, manifest::FILE, MAX_FILE_BYTES)?).map_err(Error::new);
    let old = if exists { read().with_context(context)? } else { new_manifest() };
    let mut text = old.clone();
    for of_module in services.chunk_by(|a, b| a.service.module == b.service.module) {
        let module = &of_module[0].service.module;
        let paths: Vec<_> = of_module.iter().map(|found| descriptor_path(&found.service)).collect();
        text = register(&text, module, &paths).map_err(Error::msg).with_context(context)?;
    }
    Ok((text != old || !exists).then_some(text))
}
