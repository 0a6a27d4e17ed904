//! `cargo xtask update`: takes the newest release of what the lock names, generates the crate, and reports what changed.

mod report;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::import::nothing_written;
use crate::published::{PublishedService, Reading};
use crate::releases::Releases;
use crate::{import, published, upstream};
use anyhow::{Context, Result, bail};
use clap::Args;
use codegen_diff::{Agreed, Report};
use codegen_emit::write::Mode;
use codegen_model::diagnostic::render;
use codegen_model::pipeline::{LoadedWithStale, load_with_stale_entries};
use codegen_model::source::Sources;
use codegen_model::{Model, Service};
use codegen_upstream::kept;
use codegen_upstream::lock::{self, Changes, Lock};
use tempfile::TempDir;
use tencentcloud_tools::arguments::Schemas;
use tencentcloud_tools::diff::{copy_files, today};
use tencentcloud_tools::findings;
use xtask::arguments::Output;
use xtask::regenerate;

#[derive(Args)]
pub struct Update {
    /// The services to update [default: all that `upstream.lock` names]
    #[arg(value_name = "SERVICE")]
    services: Vec<String>,
    /// Write nothing; say whether a site publishes anything newer, and fail if one does
    #[arg(long)]
    check: bool,
    /// Write the report, in Markdown, to this file as well
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// The metadata: packages (`.whl`) or folders; by default it is downloaded with pip
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
}

/// Runs the command.
pub fn run(arguments: &Update) -> Result<ExitCode> {
    let schemas = &arguments.input.schemas;
    let lock = upstream::lock(schemas)?;
    let services = requested(&lock, arguments)?;
    let releases = arguments.releases.open(&arguments.from)?;
    let Some(found) = published::read(&releases, &services, &arguments.reading, false)? else {
        return Ok(nothing_written());
    };
    let (found, others): (Vec<_>, Vec<_>) = found.into_iter().partition(|found| lock.names(&found.service));
    let changes = lock.compare(&services, found.iter().map(|found| (&found.service, &*found.origins)));
    let heading = report::heading(&lock, &releases, &changes) + &report::others(&others);
    if arguments.check {
        print!("{heading}");
        return Ok(ExitCode::from(if changes == Changes::default() { 0 } else { findings::EXIT_CODE }));
    }
    let before = TempDir::new()?;
    copy_files(schemas, before.path())?;
    if !import::write(&found, schemas, true)? {
        return Ok(nothing_written());
    }
    let (text, code) = compared(before.path(), &found, arguments)?;
    print(&format!("{heading}{text}"), arguments.report.as_deref())?;
    Ok(code)
}

/// Returns the services to update.
fn requested(locked: &Lock, arguments: &Update) -> Result<Vec<String>> {
    let mut named: Vec<_> = locked.entries().map(|(key, _)| key.service.clone()).collect();
    named.dedup();
    let path = arguments.input.schemas.join(lock::FILE);
    if named.is_empty() {
        bail!("{} names no service\nhelp: `cargo xtask add SERVICE` adds one", path.display());
    }
    if let Some(unknown) = arguments.services.iter().find(|name| !named.contains(name)) {
        bail!("{} does not name the service `{unknown}`\nhelp: `cargo xtask add {unknown}` adds it", path.display());
    }
    Ok(if arguments.services.is_empty() { named } else { arguments.services.clone() })
}

/// Generates the crate. Returns what changed since the schemas in `before`, and the exit code: a failure if a person has to
/// edit an overlay.
fn compared(before: &Path, found: &[PublishedService], arguments: &Update) -> Result<(String, ExitCode)> {
    let schemas = &arguments.input.schemas;
    let mut sources = Sources::default();
    sources.show_below("before:");
    let base = load_with_stale_entries(&mut sources, before);
    sources.show_below(&format!("{}/", schemas.display()));
    let LoadedWithStale { model, findings, stale } = load_with_stale_entries(&mut sources, schemas);
    let (Some(base), Some(head)) = (&base.model, &model) else {
        let problems = if model.is_none() { findings } else { base.findings };
        return Ok((report::problems(&render::text(&sources, &problems)), ExitCode::from(findings::EXIT_CODE)));
    };
    regenerate::generate(head, &arguments.output, Mode::Write)?;
    let mut text = report::stale(&sources, &stale);
    text += &report::kept(&kept_facts(head, found, &upstream::lock(schemas)?));
    let compared = Report::without_versions(base, head, &Agreed::none(today()));
    text += &report::verdict(&sources, &compared, &base.package, &head.package);
    Ok((text, ExitCode::from(if stale.is_empty() { 0 } else { findings::EXIT_CODE })))
}

/// Returns what the sites publish and kept descriptors lack, by version.
fn kept_facts(model: &Model, found: &[PublishedService], lock: &Lock) -> Vec<(String, Vec<String>)> {
    let facts = found.iter().filter(|found| lock.keeps(&found.service)).filter_map(|found| {
        let published = &found.service;
        let is_same = |service: &&Service| service.name == published.name && service.version == published.version;
        let own = model.services.iter().find(is_same)?;
        Some((format!("{} {}", own.name, version(own)), kept::missing(own, published)))
    });
    facts.filter(|(_, missing)| !missing.is_empty()).collect()
}

fn version(service: &Service) -> &str {
    service.version.as_deref().unwrap_or_default()
}

/// Prints the report, and writes it to a file if one is named.
fn print(text: &str, file: Option<&Path>) -> Result<()> {
    print!("{text}");
    match file {
        Some(path) => fs::write(path, report::body(text)).with_context(|| format!("cannot write {}", path.display())),
        None => Ok(()),
    }
}
