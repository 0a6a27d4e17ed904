//! Schema files to the Model, before anything is checked across files. Every problem is reported with its place, and
//! loading goes on: one run shows all of them.

pub mod authorization;
pub mod ci;
mod ci_errors;
pub mod ci_member;
mod ci_rules;
mod ci_types;
pub mod descriptor;
pub mod fields;
pub mod groups;
pub mod json;
pub mod manifest;
pub mod names;
pub mod parameter;
pub mod published;
pub mod vocabulary;
pub mod xml;
mod xml_bounds;

use std::path::Path;

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Model, Service};
use crate::overlay;
use crate::parallel;
use crate::source::{FileId, Sources};
use authorization::Tables;
use fields::At;

/// Loads everything that the manifest in `root` names, with its overlays.
pub fn load(root: &Path, only: &[String], sources: &mut Sources, diagnostics: &mut Diagnostics) -> Model {
    let Some(manifest) = manifest::load(root, sources, diagnostics) else { return Model::default() };
    let mut model = Model { package: manifest.package, services: Vec::new() };
    manifest::check_only(only, &manifest.services, diagnostics);
    let selected = |entry: &manifest::Entry| only.is_empty() || only.contains(&entry.module.value);
    let mut tables = Tables::default();
    let entries: Vec<_> = manifest.services.into_iter().filter(selected).collect();
    let mut read = descriptors(root, &entries, sources, diagnostics).into_iter();
    for entry in &entries {
        for path in &entry.schemas {
            let is_descriptor = is_descriptor(path);
            let loaded = if is_descriptor {
                read.next().flatten().map(|service| overlaid(root, &path.value, service, sources, diagnostics))
            } else {
                folder(root, path, &entry.module.value, sources, diagnostics)
            };
            let Some(mut service) = loaded else { continue };
            let beside = if is_descriptor { folder_of(&path.value) } else { &path.value };
            tables.apply(root, beside, &mut service, sources, diagnostics);
            entry.guide(root, &mut service, sources, diagnostics);
            model.services.push(entry.describe(service));
        }
    }
    model
}

fn is_descriptor(path: &At<String>) -> bool {
    path.value.ends_with(".json")
}

/// Loads one descriptor with what lies beside it, as if a manifest named it alone.
pub fn load_descriptor(
    root: &Path,
    path: &str,
    module: &str,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Option<Service> {
    let file = sources.read(root, path, diagnostics)?;
    let service = described(sources, file, module, diagnostics)?;
    let mut service = overlaid(root, path, service, sources, diagnostics);
    Tables::default().apply(root, folder_of(path), &mut service, sources, diagnostics);
    Some(service)
}

fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or(".", |(folder, _)| folder)
}

/// Every descriptor of the manifest, or metadata as it is published, in order, without overlays.
fn descriptors(
    root: &Path,
    entries: &[manifest::Entry],
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Vec<Option<Service>> {
    let paths = entries.iter().flat_map(|entry| entry.schemas.iter().map(|path| (&entry.module.value, path)));
    let (modules, files): (Vec<_>, Vec<_>) =
        paths.filter(|(_, path)| is_descriptor(path)).map(|(module, path)| (module, path.value.as_str())).unzip();
    let files = modules.into_iter().zip(sources.read_all(root, &files, diagnostics)).collect();
    let sources = &*sources;
    let loaded = parallel::map(files, |(module, file)| {
        let mut diagnostics = Diagnostics::default();
        (file.and_then(|file| described(sources, file, module, &mut diagnostics)), diagnostics)
    });
    let mut services = Vec::with_capacity(loaded.len());
    for (service, findings) in loaded {
        diagnostics.append(findings);
        services.push(service);
    }
    services
}

/// What a descriptor says, or metadata as it is published.
fn described(sources: &Sources, file: FileId, module: &str, diagnostics: &mut Diagnostics) -> Option<Service> {
    let node = json::parse(sources, file, diagnostics)?;
    let load = if published::is_published(&node) { published::from_node } else { descriptor::from_node };
    load(&node, sources.path(file), module, diagnostics)
}

/// A service with the overlay beside its descriptor.
fn overlaid(
    root: &Path,
    path: &str,
    mut service: Service,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Service {
    let beside = format!("{}.overlay.json", path.strip_suffix(".json").unwrap_or(path));
    // A link that leads nowhere is there: it is reported, not passed over.
    if root.join(&beside).symlink_metadata().is_ok() {
        match sources.read(root, &beside, diagnostics) {
            Some(file) => overlay::apply(sources, file, &mut service, diagnostics),
            None => service.incomplete = true,
        }
    }
    service
}

/// A folder of hand-written schemas.
fn folder(
    root: &Path,
    path: &At<String>,
    module: &str,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Option<Service> {
    let files = schema_files(root, &path.value);
    if files.is_empty() {
        let message = format!("there is no schema in `{}`", path.value);
        diagnostics.error(Code::FILE_UNREADABLE, path.span, message);
        return None;
    }
    let mut service = Service {
        module: module.to_owned(),
        name: module.to_owned(),
        version: None,
        doc: String::new(),
        page: None,
        guide: String::new(),
        left_out: Vec::new(),
        units: Vec::new(),
        operations: Vec::new(),
        shapes: Default::default(),
        enums: Default::default(),
        rules: Vec::new(),
        errors: Vec::new(),
        authorization: Default::default(),
        incomplete: false,
        span: path.span,
    };
    for found in files {
        let found = At { value: found, span: path.span };
        if !names::file(&found, diagnostics) {
            continue;
        }
        match sources.read(root, &found.value, diagnostics) {
            Some(file) => ci::load(sources, file, &mut service, diagnostics),
            None => service.incomplete = true,
        }
    }
    Some(service)
}

/// The XML files below a folder, sorted, relative to `root`. Links are not followed.
fn schema_files(root: &Path, folder: &str) -> Vec<String> {
    let mut found = Vec::new();
    let Ok(entries) = std::fs::read_dir(root.join(folder)) else { return found };
    for entry in entries.flatten() {
        let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => found.extend(schema_files(root, &path)),
            Ok(kind) if kind.is_file() && path.ends_with(".xml") => found.push(path),
            _ => {}
        }
    }
    found.sort();
    found
}
