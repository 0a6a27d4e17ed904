//! `cargo xtask import`: imports descriptors from published metadata. It writes all of them or none.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::Args;
use codegen_model::Service;
use codegen_model::files::{self, MAX_FILE_BYTES, Refusal};
use codegen_model::load::published::METADATA;
use codegen_upstream::import::{descriptor_path, descriptor_text};

use crate::published::PublishedService;
use crate::{findings, proposals, published};

#[derive(Args)]
pub struct Import {
    /// Files `api.json`, folders of services, or trees of them
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    /// Import only these services, named as in their hosts
    #[arg(long, value_name = "SERVICE", value_delimiter = ',')]
    service: Vec<String>,
    /// The folder of the schemas
    #[arg(long, value_name = "DIR", default_value = "schemas")]
    out: PathBuf,
    #[command(flatten)]
    options: ImportOptions,
}

#[derive(Args)]
pub struct ImportOptions {
    /// Replace existing descriptors that differ
    #[arg(long)]
    pub update: bool,
    /// Write proposals from the prose to `<version>.proposed.json` beside each overlay, for review; nothing reads this
    /// file
    #[arg(long)]
    pub propose: bool,
}

/// Runs the command.
pub fn run(arguments: &Import) -> Result<ExitCode> {
    let mut services = Vec::new();
    let mut succeeded = true;
    for path in &arguments.paths {
        match published::read(path, &arguments.service, arguments.options.propose)? {
            Some(found) => services.extend(found),
            None => succeeded = false,
        }
    }
    if succeeded && services.is_empty() {
        bail!("nothing to import: no `{METADATA}` describes a requested service");
    }
    succeeded = succeeded && write(&services, &arguments.out, arguments.options.update)?;
    if !succeeded {
        eprintln!("nothing was written");
        return Ok(ExitCode::from(findings::EXIT_CODE));
    }
    for found in &services {
        succeeded &= check_overlay(&found.service, &arguments.out);
    }
    if arguments.options.propose && succeeded {
        proposals::write(&services, &arguments.out)?;
    }
    Ok(ExitCode::from(if succeeded { 0 } else { findings::EXIT_CODE }))
}

/// Writes the descriptors of services. Returns `false`, and writes nothing, if a descriptor must not be replaced.
pub fn write(found: &[PublishedService], out: &Path, update: bool) -> Result<bool> {
    let services = found.iter().map(|found| &found.service);
    let planned = services.map(|service| {
        let path = descriptor_path(service);
        Ok((existing(out, &path)?, path, descriptor_text(service), service))
    });
    let planned: Vec<_> = planned.collect::<Result<_>>()?;
    let differs = |old: &Option<Vec<u8>>, text: &str| old.as_ref().is_some_and(|old| old != text.as_bytes());
    let conflicts: Vec<_> = planned.iter().filter(|(old, _, text, _)| !update && differs(old, text)).collect();
    for (_, path, ..) in &conflicts {
        eprintln!("{} exists and differs: --update replaces it", out.join(path).display());
    }
    if !conflicts.is_empty() {
        return Ok(false);
    }
    for (old, path, text, service) in planned {
        let (full, count) = (out.join(&path), service.operations.len());
        let shown = full.display();
        if old.is_some_and(|old| old == text.as_bytes()) {
            println!("{shown} is up to date: {count} actions");
            continue;
        }
        files::write(out, &path, text.as_bytes()).with_context(|| format!("cannot write {shown}"))?;
        println!("{shown}: {count} actions");
    }
    Ok(true)
}

/// Returns the content of a descriptor, if there is one. Fails where something else stands in its place.
fn existing(out: &Path, path: &str) -> Result<Option<Vec<u8>>> {
    match files::read(out, path, MAX_FILE_BYTES) {
        Ok(content) => Ok(Some(content)),
        Err(Refusal::NotFound) if out.join(path).symlink_metadata().is_err() => Ok(None),
        Err(refusal) => Err(refusal).with_context(|| format!("cannot replace {}", out.join(path).display())),
    }
}

/// Returns whether the overlay of a descriptor still applies. Prints the entries that do not.
fn check_overlay(service: &Service, out: &Path) -> bool {
    let path = descriptor_path(service);
    let overlay = out.join(path.replace(".json", ".overlay.json"));
    if !overlay.exists() {
        return true;
    }
    let loaded = codegen_model::load_descriptor(out, &path, &service.module);
    findings::print(&loaded);
    let applies = loaded.model.is_some();
    match applies {
        true => println!("{} applies", overlay.display()),
        false => eprintln!("{} is unchanged, but some entries no longer apply", overlay.display()),
    }
    applies
}
