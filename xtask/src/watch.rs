//! `cargo xtask watch`: checks the schemas and generates the crate whenever a schema changes, in one process.
//!
//! The folder is polled: it has some hundred files, and a watcher would be a dependency of the first build. Only the services
//! whose files changed are loaded again; the others stay as they were.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{IsTerminal, stdout};
use std::path::Path;
use std::process::ExitCode;
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use anyhow::Result;
use clap::Args;
use codegen_emit::write::Mode;
use codegen_model::diagnostic::{Level, render};
use codegen_model::load::manifest;
use codegen_model::{Loaded, Model};

use tencentcloud_tools::arguments::Schemas;

use crate::arguments::Output;
use crate::regenerate;

const INTERVAL: Duration = Duration::from_millis(100);

/// Clears a terminal, and moves to its beginning.
const CLEAR: &str = "\u{1b}[2J\u{1b}[H";

/// What to watch, and what to generate.
#[derive(Args)]
pub struct Watch {
    #[command(flatten)]
    input: Schemas,
    #[command(flatten)]
    output: Output,
    /// Check only; generate nothing
    #[arg(long)]
    check: bool,
    /// End after this many checks
    #[arg(long, value_name = "COUNT", hide = true)]
    times: Option<usize>,
}

/// The files of a folder, each with its time and size.
type Seen = BTreeMap<String, (Option<SystemTime>, u64)>;

/// The services by module, in the order of the manifest.
type Services = Vec<(String, Loaded)>;

/// Runs the command.
pub fn run(arguments: &Watch) -> Result<ExitCode> {
    let schemas = &arguments.input.schemas;
    let (mut seen, mut services) = (Seen::new(), Services::new());
    let mut checks = 0;
    while arguments.times.is_none_or(|times| checks < times) {
        let now = files(schemas, "");
        let changed: Vec<_> = changed(&seen, &now);
        seen = now;
        if changed.is_empty() {
            thread::sleep(INTERVAL);
            continue;
        }
        let started = Instant::now();
        load(schemas, &changed, &mut services);
        show(&services);
        let written = generate(arguments, &services)?;
        println!("{written}{} files changed, {} ms; waiting for changes", changed.len(), started.elapsed().as_millis());
        checks += 1;
    }
    Ok(ExitCode::SUCCESS)
}

/// Returns the schema files below a folder. Hidden files, such as those of editors, are left out.
fn files(root: &Path, start: &str) -> Seen {
    let mut found = Seen::new();
    for entry in fs::read_dir(root.join(start)).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{start}{name}");
        let Ok(data) = entry.metadata() else { continue };
        if name.starts_with('.') {
            continue;
        }
        if data.is_dir() {
            found.extend(files(root, &format!("{path}/")));
        } else if [".xml", ".json", ".toml", ".md"].iter().any(|ending| name.ends_with(ending)) {
            found.insert(path, (data.modified().ok(), data.len()));
        }
    }
    found
}

/// Returns the files that are new, different or gone.
fn changed(before: &Seen, now: &Seen) -> Vec<String> {
    let paths: BTreeSet<_> = before.keys().chain(now.keys()).collect();
    paths.into_iter().filter(|path| before.get(*path) != now.get(*path)).cloned().collect()
}

/// Loads the services of these files; all of them if the manifest is one.
fn load(schemas: &Path, changed: &[String], services: &mut Services) {
    let folders: BTreeSet<_> = changed.iter().filter_map(|path| Some(path.split_once('/')?.0.to_owned())).collect();
    let is_known = folders.iter().all(|folder| services.iter().any(|(module, _)| module == folder));
    if !is_known || changed.iter().any(|path| path == manifest::FILE) {
        *services = all(schemas);
        return;
    }
    for (module, loaded) in services.iter_mut().filter(|(module, _)| folders.contains(module)) {
        *loaded = codegen_model::load(schemas, std::slice::from_ref(module));
    }
}

/// Loads every service. What cannot be told apart by folder is loaded as one, under an empty name.
fn all(schemas: &Path) -> Services {
    let whole = codegen_model::load(schemas, &[]);
    let folder = |source: &str| source.split('/').next().unwrap_or_default().to_owned();
    let modules = whole.model.iter().flat_map(|model| &model.services);
    let is_apart =
        modules.clone().all(|service| service.units.iter().all(|unit| folder(&unit.source) == service.module));
    let mut names: Vec<_> = modules.map(|service| service.module.clone()).collect();
    names.dedup();
    if names.is_empty() || !is_apart {
        return vec![(String::new(), whole)];
    }
    names.into_iter().map(|name| (name.clone(), codegen_model::load(schemas, &[name]))).collect()
}

/// Prints the findings in place of the last ones.
fn show(services: &Services) {
    if stdout().is_terminal() {
        print!("{CLEAR}");
    }
    for (_, loaded) in services {
        let findings: Vec<_> = loaded.findings.iter().filter(|finding| finding.level > Level::Note).cloned().collect();
        print!("{}", render::text(&loaded.sources, &findings));
    }
}

/// Generates the crate if no service has errors. Returns what to print.
fn generate(arguments: &Watch, services: &Services) -> Result<String> {
    let Some(model) = joined(services).filter(|_| !arguments.check) else { return Ok(String::new()) };
    let outcome = regenerate::generate(&model, &arguments.output, Mode::Write)?;
    let count = outcome.new.len() + outcome.changed.len() + outcome.stale.len();
    Ok(format!("{} files of the crate written; ", count))
}

/// Returns the models of all services as one; `None` if one has errors.
fn joined(services: &Services) -> Option<Model> {
    let mut models = services.iter().map(|(_, loaded)| loaded.model.clone());
    let mut joined = models.next()??;
    for model in models {
        joined.services.extend(model?.services);
    }
    Some(joined)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn new_different_and_missing_files_are_changes() {
        let seen = |files: &[(&str, u64)]| {
            files.iter().map(|(path, size)| ((*path).to_owned(), (None, *size))).collect::<Seen>()
        };
        let (before, now) = (seen(&[("a", 1), ("b", 1), ("c", 1)]), seen(&[("a", 1), ("b", 2), ("d", 1)]));
        assert_eq!(changed(&before, &now), ["b", "c", "d"]);
        assert_eq!(changed(&now, &now), Vec::<String>::new());
    }
}
