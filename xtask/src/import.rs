//! `cargo xtask import`: imports descriptors from published metadata. It writes all of them or none.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::Args;
use codegen_model::Service;
use codegen_upstream::import::{descriptor_path, descriptor_text};

use crate::published::{PublishedService, Reading};
use crate::releases::Releases;
use crate::{findings, proposals, published};

#[derive(Args)]
pub struct Import {
    /// The metadata: packages (`.whl`), folders, or files `api.json`; by default it is downloaded with pip
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    releases: Releases,
    #[command(flatten)]
    reading: Reading,
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
    let (only, options) = (&arguments.service, &arguments.options);
    let releases = arguments.releases.open(&arguments.paths)?;
    let Some(services) = published::read(&releases, only, &arguments.reading, options.propose)? else {
        return Ok(nothing_written());
    };
    published::check_requested(&services, only, &releases)?;
    if !write(&services, &arguments.out, options.update)? {
        return Ok(nothing_written());
    }
    let mut succeeded = true;
    for found in &services {
        succeeded &= check_overlay(&found.service, &arguments.out);
    }
    if arguments.options.propose && succeeded {
        proposals::write(&services, &arguments.out)?;
    }
    Ok(ExitCode::from(if succeeded { 0 } else { findings::EXIT_CODE }))
}

/// Says that nothing was written, and returns the exit code.
pub fn nothing_written() -> ExitCode {
    eprintln!("nothing was written");
    ExitCode::from(findings::EXIT_CODE)
}

/// Writes the descriptors of services. Returns `false`, and writes nothing, if a descriptor must not be replaced.
pub fn write(found: &[PublishedService], out: &Path, update: bool) -> Result<bool> {
    let services = found.iter().map(|found| &found.service);
    let planned = services.map(|service| (out.join(descriptor_path(service)), descriptor_text(service), service));
    let planned: Vec<_> = planned.map(|(path, text, service)| (fs::read(&path).ok(), path, text, service)).collect();
    let differs = |old: &Option<Vec<u8>>, text: &str| old.as_ref().is_some_and(|old| old != text.as_bytes());
    let conflicts: Vec<_> = planned.iter().filter(|(old, _, text, _)| !update && differs(old, text)).collect();
    for (_, path, ..) in &conflicts {
        eprintln!("{} exists and differs: --update replaces it", path.display());
    }
    if !conflicts.is_empty() {
        return Ok(false);
    }
    for (old, path, text, service) in planned {
        let (shown, count) = (path.display(), service.operations.len());
        if old.is_some_and(|old| old == text.as_bytes()) {
            println!("{shown} is up to date: {count} actions");
            continue;
        }
        let folder = path.parent().unwrap_or(out);
        fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
        fs::write(&path, text).with_context(|| format!("cannot write {shown}"))?;
        println!("{shown}: {count} actions");
    }
    Ok(true)
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
