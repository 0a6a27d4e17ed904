//! Reads files of published metadata as services.

use std::path::Path;

use super::service;
use crate::diagnostic::Diagnostics;
use crate::load::names;
use crate::model::{Package, Service};
use crate::parallel;
use crate::rust_names;
use crate::source::Sources;

/// Reads the `files` below `root`, each of which is a version of a service.
pub fn read(root: &Path, files: &[String], sources: &mut Sources, diagnostics: &mut Diagnostics) -> Vec<Service> {
    let files: Vec<_> = files.iter().map(String::as_str).collect();
    let files = sources.read_all(root, &files, diagnostics).into_iter().flatten().collect();
    let sources = &*sources;
    let loaded = parallel::map(files, |file| {
        let mut diagnostics = Diagnostics::default();
        (service::load(sources, file, "", &mut diagnostics), diagnostics)
    });
    let mut services = Vec::new();
    for (service, findings) in loaded {
        diagnostics.append(findings);
        services.extend(service.map(|service| Service { module: module(&service.name), ..service }));
    }
    services
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

/// Returns the module name of a service: its name, with a trailing `_` if that is reserved.
pub fn module(service: &str) -> String {
    let name = rust_names::module(service);
    if names::is_module(&name) { name } else { format!("{name}_") }
}
