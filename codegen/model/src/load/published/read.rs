//! Reads files of published metadata as services.

use std::collections::BTreeSet;
use std::path::Path;

use super::identity::folder_of;
use super::selection::Selection;
use super::service;
use super::source::Source;
use crate::diagnostic::{Code, Diagnostics};
use crate::load::duplicates::report_duplicate;
use crate::load::names;
use crate::load::read::{ReadFailure, read_below};
use crate::model::{Package, Service};
use crate::parallel;
use crate::paths::check_path;
use crate::rust_names;
use crate::source::{FileId, Sources};

/// Reads the `files` below `root`, each of which is a version of a service.
pub fn read(root: &Path, files: &[String], sources: &mut Sources, diagnostics: &mut Diagnostics) -> Vec<Service> {
    let bytes = parallel::map(files.iter().collect(), |file: &String| (file, read_below(root, file)));
    load(bytes, &Selection::default(), sources, diagnostics)
}

/// Reads the selected services of a source. A file that cannot be used costs nothing but itself, and is a warning. An
/// error means that the source is refused.
pub fn read_from(
    source: &dyn Source,
    selection: &Selection,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Vec<Service> {
    sources.show_below(source.shown());
    let files = selection.files(source);
    let bytes = parallel::map(files.iter().collect(), |file: &String| (file, source.read(file)));
    load(bytes, selection, sources, diagnostics)
}

/// The content of a file.
type Content<'f> = (&'f String, Result<Vec<u8>, ReadFailure>);

fn load(
    files: Vec<Content<'_>>,
    selection: &Selection,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Vec<Service> {
    let files: Vec<_> = files.into_iter().filter_map(|file| add(file, sources, diagnostics)).collect();
    let sources = &*sources;
    let loaded = parallel::map(files, |file| {
        let mut diagnostics = Diagnostics::default();
        let service = service::load_selected(sources, file, "", selection, &mut diagnostics);
        let service = service.map(|service| Service { module: module(&service.name), ..service });
        (usable(service, &mut diagnostics), diagnostics)
    });
    let mut services = Vec::new();
    for (service, findings) in loaded {
        diagnostics.append_tolerated(findings, "the file is left out");
        services.extend(service);
    }
    unique(services, diagnostics)
}

/// Adds a file to the sources. Only a refused archive is an error.
fn add((path, bytes): Content<'_>, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Option<FileId> {
    let is_refused = matches!(&bytes, Err(failure) if failure.code == Code::ARCHIVE_REFUSED);
    let mut found = Diagnostics::default();
    let file = sources.add_bytes(path, bytes, &mut found);
    match is_refused {
        true => diagnostics.append(found),
        false => diagnostics.append_tolerated(found, "the file is left out"),
    }
    file
}

/// Returns a service that has actions, and whose module can be written.
fn usable(service: Option<Service>, diagnostics: &mut Diagnostics) -> Option<Service> {
    let service = service?;
    if let Err(reason) = check_path(&format!("src/{}.rs", service.module)) {
        let message = format!("the module of the service `{}` cannot be written: {reason}", service.name);
        diagnostics.error(Code::OUTPUT_PATH_NOT_ALLOWED, service.span, message);
        return None;
    }
    if service.operations.is_empty() {
        let message = format!("no action of the service `{}` can be used", service.name);
        diagnostics.error(Code::NO_OPERATION, service.span, message);
        return None;
    }
    Some(service)
}

/// Keeps one file for each version of a service: the one whose folder has the name of the service, or else the first.
fn unique(services: Vec<Service>, diagnostics: &mut Diagnostics) -> Vec<Service> {
    let is_preferred = |service: &Service| {
        service.units.first().and_then(|unit| folder_of(&unit.source)) == Some(service.name.as_str())
    };
    let mut order: Vec<_> = services.iter().enumerate().collect();
    order.sort_by_key(|(_, service)| !is_preferred(service));
    let mut kept: Vec<(usize, &Service)> = Vec::new();
    for (index, service) in order {
        let is_same = |(_, other): &&(usize, &Service)| {
            other.module == service.module && (other.name != service.name || other.version == service.version)
        };
        let Some((_, first)) = kept.iter().find(is_same) else {
            kept.push((index, service));
            continue;
        };
        let version = service.version.as_deref().unwrap_or_default();
        let mut found = Diagnostics::default();
        report_duplicate("service", &format!("{} {version}", service.name), service.span, first.span, &mut found);
        diagnostics.append_tolerated(found, "the file is left out");
    }
    let kept: BTreeSet<_> = kept.into_iter().map(|(index, _)| index).collect();
    services.into_iter().enumerate().filter(|(index, _)| kept.contains(index)).map(|(_, service)| service).collect()
}

/// Returns the package of a crate that is generated from metadata alone.
pub fn package() -> Package {
    Package {
        name: "tencentcloud-everything".to_owned(),
        version: "0.1.0".to_owned(),
        description: "Client for all services of Tencent Cloud whose metadata was at hand.".to_owned(),
        ..Package::default()
    }
}

/// Returns the module name of a service: its name, with a trailing `_` if that is reserved, in Rust or as a path.
pub fn module(service: &str) -> String {
    let name = rust_names::module(service);
    let is_free = names::is_module(&name) && check_path(&format!("src/{name}.rs")).is_ok();
    if is_free { name } else { format!("{name}_") }
}
