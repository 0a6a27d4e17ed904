//! Published metadata as schemas of a project: what to read, and the descriptors that it becomes. A descriptor says what the
//! metadata says and nothing else, so that one release can be held against the next.

mod descriptor;
mod find;
mod manifest;

pub use descriptor::text;
pub use find::{METADATA, find};
pub use manifest::{new_manifest, register};

use std::path::Path;

use crate::check;
use crate::diagnostic::Diagnostics;
use crate::load::{names, published};
use crate::model::{Model, Package, Service};
use crate::parallel;
use crate::resolve::names::module as identifier;
use crate::source::Sources;

/// Reads metadata: the `files` below `root`, each a version of a service.
pub fn read(root: &Path, files: &[String], sources: &mut Sources, diagnostics: &mut Diagnostics) -> Vec<Service> {
    let files: Vec<_> = files.iter().map(String::as_str).collect();
    let files = sources.read_all(root, &files, diagnostics).into_iter().flatten().collect();
    let sources = &*sources;
    let loaded = parallel::map(files, |file| {
        let mut diagnostics = Diagnostics::default();
        (published::load(sources, file, "", &mut diagnostics), diagnostics)
    });
    let mut services = Vec::new();
    for (service, findings) in loaded {
        diagnostics.append(findings);
        services.extend(service.map(|service| Service { module: module(&service.name), ..service }));
    }
    services
}

/// Reads and checks metadata. What a file says is used as a whole or not at all, so everything must hold: that what it
/// refers to is there, and that no two files are of one version.
pub fn checked(root: &Path, files: &[String], sources: &mut Sources, diagnostics: &mut Diagnostics) -> Vec<Service> {
    let services = read(root, files, sources, diagnostics);
    let model = Model { package: package(), services };
    check::check(&model, diagnostics);
    model.services
}

/// The crate that is made of metadata alone.
pub fn package() -> Package {
    Package {
        name: "tencentcloud-everything".to_owned(),
        version: "0.1.0".to_owned(),
        description: "Client for all services of Tencent Cloud whose metadata was at hand.".to_owned(),
        ..Package::default()
    }
}

/// Where the descriptor of a service stands below a folder of schemas. Metadata is kept in folders that may be called
/// otherwise than the service.
pub fn path(service: &Service) -> String {
    format!("{}/{}.json", service.name, service.version.as_deref().unwrap_or_default())
}

/// Where what its prose says is proposed: beside the overlay, and not read.
pub fn proposed(service: &Service) -> String {
    path(service).replace(".json", ".proposed.json")
}

/// The module of a service: its name, with a trailing `_` where nothing may be called so.
pub fn module(service: &str) -> String {
    let name = identifier(service);
    if names::is_module(&name) { name } else { format!("{name}_") }
}
