//! `cargo xtask import`: imports descriptors from published metadata. It writes all of them or none.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::Args;
use codegen_model::Service;
use codegen_model::files::{self, MAX_FILE_BYTES, Refusal};
use codegen_upstream::import::{descriptor_path, descriptor_text, texts_path};
use tencentcloud_tools::findings;

use crate::published::{PublishedService, Reading};
use crate::releases::Releases;
use crate::{proposals, published, upstream};

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

/// Writes the descriptors of services with their texts, and the lock. Returns `false`, and writes nothing, if a file must
/// not be replaced. Descriptors that the lock keeps are left out.
pub fn write(found: &[PublishedService], out: &Path, update: bool) -> Result<bool> {
    let mut lock = upstream::lock(out)?;
    let (kept, found): (Vec<_>, Vec<_>) = found.iter().partition(|found| lock.keeps(&found.service));
    for found in &kept {
        let path = out.join(descriptor_path(&found.service));
        println!("{} is kept as it is; newer facts belong in its overlay", path.display());
    }
    let planned = found
        .iter()
        .map(|found| planned(found, out))
        .collect::<Result<Vec<_>>>()?
        .into_iter()
        .flatten()
        .collect::<Vec<_>>();
    // What was not imported is a person's work, which no import replaces.
    let is_own = |file: &Planned| {
        found.iter().any(|found| !lock.has(&found.service) && descriptor_path(&found.service) == file.path)
    };
    let conflicts: Vec<_> = planned.iter().filter(|file| file.replaces() && (!update || is_own(file))).collect();
    for file in &conflicts {
        let help = if is_own(file) {
            "it was not imported; move it away to import this one"
        } else {
            "`--update` replaces it"
        };
        eprintln!("{} exists and differs: {help}", out.join(&file.path).display());
    }
    if !conflicts.is_empty() {
        return Ok(false);
    }
    planned.iter().try_for_each(|file| file.write(out))?;
    found.iter().try_for_each(|found| remove_old_texts(found, out))?;
    for PublishedService { service, origins, .. } in kept.iter().chain(&found) {
        lock.record(service, origins);
    }
    upstream::write_lock(&lock, out)?;
    xtask::editor::write(out)?;
    Ok(true)
}

/// Removes the texts of a version that the international site no longer publishes.
fn remove_old_texts(found: &PublishedService, out: &Path) -> Result<()> {
    let path = out.join(texts_path(&found.service));
    // The sites are known only if both were read.
    if found.texts.is_some() || found.service.sites.is_none() || !path.exists() {
        return Ok(());
    }
    println!("{}: removed", path.display());
    fs::remove_file(&path).with_context(|| format!("cannot remove {}", path.display()))
}

/// A file to write.
struct Planned {
    /// The path below the folder of the schemas.
    path: String,
    old: Option<Vec<u8>>,
    text: String,
    /// What the file contains, for people.
    content: String,
}

/// Returns the files of a version of a service.
fn planned(found: &PublishedService, out: &Path) -> Result<Vec<Planned>> {
    let service = &found.service;
    let actions = format!("{} actions", service.operations.len());
    let descriptor = Planned::new(out, descriptor_path(service), descriptor_text(service), actions)?;
    let texts = found.texts.clone().map(|text| Planned::new(out, texts_path(service), text, "texts".to_owned()));
    Ok(std::iter::once(descriptor).chain(texts.transpose()?).collect())
}

impl Planned {
    fn new(out: &Path, path: String, text: String, content: String) -> Result<Self> {
        Ok(Self { old: existing(out, &path)?, path, text, content })
    }

    fn replaces(&self) -> bool {
        self.old.as_ref().is_some_and(|old| old != self.text.as_bytes())
    }

    fn write(&self, out: &Path) -> Result<()> {
        let (full, content) = (out.join(&self.path), &self.content);
        let shown = full.display();
        if self.old.is_some() && !self.replaces() {
            println!("{shown} is up to date: {content}");
            return Ok(());
        }
        files::write(out, &self.path, self.text.as_bytes()).with_context(|| format!("cannot write {shown}"))?;
        println!("{shown}: {content}");
        Ok(())
    }
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
