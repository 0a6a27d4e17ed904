//! Runs the stages in order: the only module that knows it.

use std::collections::BTreeSet;
use std::path::Path;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::load::authorization::Tables;
use crate::load::published::{Selection, Source};
use crate::load::{self, folder, manifest, published, texts, unread};
use crate::model::{Model, Service};
use crate::source::{FileId, Sources};
use crate::syntax::fields::Spanned;
use crate::{check, overlay, parallel, resolve};

/// The outcome of loading a folder of schemas.
#[derive(Debug)]
pub struct Loaded {
    /// The files that were read.
    pub sources: Sources,
    /// The model; `None` where a finding is an error.
    pub model: Option<Model>,
    /// The findings, in the order of their places.
    pub findings: Vec<Diagnostic>,
}

/// Loads, overlays, checks and resolves the schemas in `root`. Where `only` is not empty, loads only the services whose
/// modules it names.
pub fn load(root: &Path, only: &[String]) -> Loaded {
    let mut sources = Sources::below(root);
    let (model, findings) = load_into(&mut sources, root, only);
    Loaded { sources, model, findings }
}

/// Does the same as [`load()`], and adds the files to `sources`, which may hold those of another folder.
pub fn load_into(sources: &mut Sources, root: &Path, only: &[String]) -> (Option<Model>, Vec<Diagnostic>) {
    let mut diagnostics = Diagnostics::default();
    let model = load_folder(root, only, sources, &mut diagnostics);
    finish(model, sources, diagnostics)
}

/// What [`load_with_stale_entries`] returns.
#[derive(Debug)]
pub struct LoadedWithStale {
    /// The model; `None` where a finding is an error.
    pub model: Option<Model>,
    /// The findings, in the order of their places.
    pub findings: Vec<Diagnostic>,
    /// The findings about overlay entries that do not apply, as warnings.
    pub stale: Vec<Diagnostic>,
}

/// Does the same as [`load_into()`] with all services, but leaves out facts of overlays that do not apply, because a new
/// release of the descriptor no longer has their target, or states them itself.
pub fn load_with_stale_entries(sources: &mut Sources, root: &Path) -> LoadedWithStale {
    let mut diagnostics = Diagnostics::default();
    let model = load_folder(root, &[], sources, &mut diagnostics);
    let stale = diagnostics.tolerate(overlay::STALE, "the fact is left out");
    let (model, findings) = finish(model, sources, diagnostics);
    LoadedWithStale { model, findings, stale }
}

/// Loads, checks and resolves published metadata: the `files` below `root`, each a version of a service.
pub fn load_published(root: &Path, files: &[String]) -> Loaded {
    let mut sources = Sources::below(root);
    let mut diagnostics = Diagnostics::default();
    let services = published::read(root, files, &mut sources, &mut diagnostics);
    finish_published(services, sources, diagnostics)
}

/// Loads, checks and resolves the published metadata of a source.
pub fn load_source(source: &dyn Source) -> Loaded {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let services = published::read_from(source, &Selection::default(), &mut sources, &mut diagnostics);
    finish_published(services, sources, diagnostics)
}

/// Checks published services without resolving them, each alone. A service with errors is left out, with warnings.
pub fn check_published(services: Vec<Service>, diagnostics: &mut Diagnostics) -> Vec<Service> {
    let checked = parallel::map(services, |service| {
        let found = check::check_service(&service);
        (service, found)
    });
    let mut kept = Vec::with_capacity(checked.len());
    for (service, found) in checked {
        if !found.has_errors() {
            kept.push(service);
        }
        diagnostics.append_tolerated(found, "the service is left out");
    }
    kept
}

fn finish_published(services: Vec<Service>, sources: Sources, mut diagnostics: Diagnostics) -> Loaded {
    let services = check_published(services, &mut diagnostics);
    let mut model = Model { package: published::package(), services };
    resolve::resolve(&mut model, &mut diagnostics);
    let model = (!diagnostics.has_errors()).then_some(model);
    let findings = diagnostics.finish(&sources);
    Loaded { sources, model, findings }
}

/// Loads, checks and resolves one descriptor below `root` with its overlay, as the only service of a crate.
pub fn load_descriptor(root: &Path, path: &str, module: &str) -> Loaded {
    let mut sources = Sources::below(root);
    let mut diagnostics = Diagnostics::default();
    let service = load_one(root, path, module, &mut sources, &mut diagnostics);
    finish_one(service, sources, diagnostics)
}

/// Loads, checks and resolves the `text` of one descriptor, as the only service of a crate. Findings show `path`.
pub fn load_text(path: &str, text: &str, module: &str) -> Loaded {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let file = sources.add(path, text);
    let service = load::descriptor_or_metadata(&sources, file, module, &mut diagnostics);
    finish_one(service, sources, diagnostics)
}

fn finish_one(service: Option<Service>, sources: Sources, diagnostics: Diagnostics) -> Loaded {
    let model = Model { package: published::package(), services: service.into_iter().collect() };
    let (model, findings) = finish(model, &sources, diagnostics);
    Loaded { sources, model, findings }
}

/// Checks and resolves a model, wherever it comes from.
fn finish(mut model: Model, sources: &Sources, mut diagnostics: Diagnostics) -> (Option<Model>, Vec<Diagnostic>) {
    check::check(&model, &mut diagnostics);
    resolve::resolve(&mut model, &mut diagnostics);
    let model = (!diagnostics.has_errors()).then_some(model);
    (model, diagnostics.finish(sources))
}

/// Loads everything that the manifest in `root` names, with its overlays.
fn load_folder(root: &Path, only: &[String], sources: &mut Sources, diagnostics: &mut Diagnostics) -> Model {
    let Some(manifest) = manifest::load(root, sources, diagnostics) else { return Model::default() };
    let mut model = Model { package: manifest.package, services: Vec::new() };
    manifest::check_only(only, &manifest.services, diagnostics);
    let selected = |entry: &manifest::Entry| only.is_empty() || only.contains(&entry.module.value);
    let mut tables = Tables::default();
    let entries: Vec<_> = manifest.services.into_iter().filter(selected).collect();
    let mut read = descriptors(root, &entries, sources, diagnostics).into_iter();
    let mut folders = BTreeSet::new();
    for entry in &entries {
        for path in &entry.schemas {
            let is_descriptor = is_descriptor(path);
            if is_descriptor && folders.insert(folder_of(&path.value)) {
                unread::check_beside(root, &path.value, path.span, diagnostics);
            }
            let loaded = if is_descriptor {
                read.next().flatten().map(|service| overlaid(root, &path.value, service, sources, diagnostics))
            } else {
                folder::load(root, path, &entry.module.value, sources, diagnostics)
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

fn is_descriptor(path: &Spanned<String>) -> bool {
    path.value.ends_with(".json")
}

/// Loads one descriptor with what lies beside it, as if a manifest named it alone.
fn load_one(
    root: &Path,
    path: &str,
    module: &str,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Option<Service> {
    let file = sources.read(root, path, diagnostics)?;
    let texts = texts_of(root, path, sources, diagnostics);
    let service = described(sources, file, texts, module, diagnostics)?;
    let mut service = overlaid(root, path, service, sources, diagnostics);
    Tables::default().apply(root, folder_of(path), &mut service, sources, diagnostics);
    Some(service)
}

fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or(".", |(folder, _)| folder)
}

/// Reads the texts beside a descriptor, if there are any.
fn texts_of(root: &Path, path: &str, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Option<FileId> {
    let path = texts::beside(path);
    root.join(&path).symlink_metadata().ok().and_then(|_| sources.read(root, &path, diagnostics))
}

/// Loads a descriptor, or metadata as it is published, with its texts.
fn described(
    sources: &Sources,
    file: FileId,
    texts: Option<FileId>,
    module: &str,
    diagnostics: &mut Diagnostics,
) -> Option<Service> {
    let mut service = load::descriptor_or_metadata(sources, file, module, diagnostics)?;
    if let Some(file) = texts {
        texts::apply(sources, file, &mut service, diagnostics);
    }
    Some(service)
}

/// Every descriptor of the manifest, or metadata as it is published, in order, with texts and without overlays.
fn descriptors(
    root: &Path,
    entries: &[manifest::Entry],
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Vec<Option<Service>> {
    let paths = entries.iter().flat_map(|entry| entry.schemas.iter().map(|path| (&entry.module.value, path)));
    let (modules, files): (Vec<_>, Vec<_>) =
        paths.filter(|(_, path)| is_descriptor(path)).map(|(module, path)| (module, path.value.as_str())).unzip();
    let read = sources.read_all(root, &files, diagnostics);
    let texts: Vec<_> = files.iter().map(|path| texts_of(root, path, sources, diagnostics)).collect();
    let files = modules.into_iter().zip(read).zip(texts).collect();
    let sources = &*sources;
    let loaded = parallel::map(files, |((module, file), texts)| {
        let mut diagnostics = Diagnostics::default();
        (file.and_then(|file| described(sources, file, texts, module, &mut diagnostics)), diagnostics)
    });
    let mut services = Vec::with_capacity(loaded.len());
    for (service, findings) in loaded {
        diagnostics.append(findings);
        services.push(service);
    }
    services
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
