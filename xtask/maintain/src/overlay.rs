//! `cargo xtask overlay`: takes over proposed entries, or removes entries, and formats what it changed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Error, Result, bail};
use clap::{Args, Subcommand};
use codegen_model::diagnostic::Diagnostic;
use codegen_model::files::{self, MAX_FILE_BYTES, Refusal};
use codegen_model::pipeline::load_with_stale_entries;
use codegen_model::source::Sources;
use codegen_upstream::review;

use tencentcloud_tools::arguments::Schemas;

#[derive(Subcommand)]
pub enum Overlay {
    /// Move the entries about these targets from `<version>.proposed.json` to the overlay
    Accept(Accept),
    /// Remove the entries about these targets from their overlay, or what no longer applies
    Drop(Drop),
}

#[derive(Args)]
pub struct Accept {
    /// The targets, such as ImageModeration.FileContent
    #[arg(value_name = "TARGET", required = true)]
    targets: Vec<String>,
    #[command(flatten)]
    place: Place,
}

#[derive(Args)]
pub struct Drop {
    /// The targets, such as ImageModeration.FileContent
    #[arg(value_name = "TARGET", required_unless_present = "expired")]
    targets: Vec<String>,
    /// Remove the facts that upstream states itself by now, or whose target is gone
    #[arg(long, conflicts_with = "targets")]
    expired: bool,
    #[command(flatten)]
    place: Place,
}

#[derive(Args)]
struct Place {
    #[command(flatten)]
    input: Schemas,
    /// Change the files of this service only, named by its folder
    #[arg(long, value_name = "SERVICE")]
    service: Option<String>,
}

/// The endings of the two files.
const OVERLAY: &str = ".overlay.json";
const PROPOSAL: &str = ".proposed.json";

/// Runs the command.
pub fn run(command: &Overlay) -> Result<ExitCode> {
    match command {
        Overlay::Accept(arguments) => accept(arguments),
        Overlay::Drop(arguments) if arguments.expired => drop_expired(&arguments.place),
        Overlay::Drop(arguments) => drop_targets(arguments),
    }
}

fn accept(arguments: &Accept) -> Result<ExitCode> {
    let root = &arguments.place.input.schemas;
    let path = only_with(&arguments.targets, &arguments.place, PROPOSAL)?;
    let overlay = path.replace(PROPOSAL, OVERLAY);
    let old = match files::read(root, &overlay, MAX_FILE_BYTES) {
        Ok(bytes) => Some(String::from_utf8(bytes)?),
        Err(Refusal::NotFound) => None,
        Err(refusal) => return Err(refusal).with_context(|| format!("cannot read {overlay}")),
    };
    let found = review::accept(old.as_deref(), &read(root, &path)?, &arguments.targets).map_err(Error::msg)?;
    // The overlay first: an entry may be in both for a moment, but never in none.
    write(root, &overlay, old.as_deref(), found.overlay)?;
    match found.proposal {
        Some(text) => write(root, &path, None, text)?,
        None => fs::remove_file(root.join(&path)).with_context(|| format!("cannot remove {path}"))?,
    }
    println!("{}: {} entries", root.join(&overlay).display(), found.count);
    Ok(ExitCode::SUCCESS)
}

fn drop_targets(arguments: &Drop) -> Result<ExitCode> {
    let root = &arguments.place.input.schemas;
    let path = only_with(&arguments.targets, &arguments.place, OVERLAY)?;
    let old = read(root, &path)?;
    let (text, count) = review::drop_targets(&old, &arguments.targets).map_err(Error::msg)?;
    write(root, &path, Some(&old), text)?;
    println!("{}: {count} entries removed", root.join(&path).display());
    Ok(ExitCode::SUCCESS)
}

fn drop_expired(place: &Place) -> Result<ExitCode> {
    let root = &place.input.schemas;
    let mut sources = Sources::default();
    let loaded = load_with_stale_entries(&mut sources, root);
    for path in candidates(place, OVERLAY)? {
        let is_in = |finding: &&Diagnostic| sources.path(finding.span.file) == path;
        let offsets: Vec<_> = loaded.stale.iter().filter(is_in).map(|finding| finding.span.start as usize).collect();
        if !offsets.is_empty() {
            let old = read(root, &path)?;
            let (text, count) = review::drop_expired(&old, &offsets).map_err(Error::msg)?;
            write(root, &path, Some(&old), text)?;
            println!("{}: {count} facts or entries removed", root.join(&path).display());
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// Returns the file that has entries about all targets. Fails if there is none, or more than one.
fn only_with(targets: &[String], place: &Place, ending: &str) -> Result<String> {
    let mut found = Vec::new();
    for path in candidates(place, ending)? {
        let entries =
            review::entries(&read(&place.input.schemas, &path)?).map_err(Error::msg).with_context(|| path.clone())?;
        if targets.iter().all(|target| entries.iter().any(|entry| entry.target == *target)) {
            found.push(path);
        }
    }
    match &found[..] {
        [path] => Ok(path.clone()),
        [] => bail!("no file `*{ending}` has entries about all of: {}", targets.join(", ")),
        several => bail!("several files have these entries: {}; choose one with --service", several.join(", ")),
    }
}

/// Returns the files with this ending, relative to the folder of the schemas.
fn candidates(place: &Place, ending: &str) -> Result<Vec<String>> {
    let root = &place.input.schemas;
    let mut found = Vec::new();
    for folder in folders(root)?.into_iter().filter(|folder| place.service.as_ref().is_none_or(|only| only == folder)) {
        for entry in fs::read_dir(root.join(&folder))? {
            let name = entry?.file_name().to_string_lossy().into_owned();
            found.extend(name.ends_with(ending).then(|| format!("{folder}/{name}")));
        }
    }
    found.sort();
    Ok(found)
}

fn folders(root: &Path) -> Result<Vec<String>> {
    let entries = fs::read_dir(root).with_context(|| format!("cannot read {}", root.display()))?;
    let folders = entries.flatten().filter(|entry| entry.path().is_dir());
    Ok(folders.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect())
}

fn read(root: &Path, path: &str) -> Result<String> {
    let context = || format!("cannot read {}", root.join(path).display());
    Ok(String::from_utf8(files::read(root, path, MAX_FILE_BYTES).with_context(context)?)?)
}

/// Writes a file in its canonical form, unless the `old` text had another: its form is that of a person.
fn write(root: &Path, path: &str, old: Option<&str>, text: String) -> Result<()> {
    let full: PathBuf = root.join(path);
    let was_formatted = old.is_none_or(|old| review::formatted(path, old.to_owned()) == old);
    let text = if was_formatted { review::formatted(path, text) } else { text };
    files::write(root, path, text.as_bytes()).with_context(|| format!("cannot write {}", full.display()))
}
