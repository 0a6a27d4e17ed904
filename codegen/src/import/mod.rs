//! Published metadata as schemas of a project: what to read, and the descriptors that it becomes. A descriptor says what the
//! metadata says and nothing else, so that one release can be held against the next.

mod descriptor;
mod find;

pub use descriptor::text;
pub use find::{METADATA, find};

use std::path::Path;

use crate::diagnostic::Diagnostics;
use crate::load::{names, published};
use crate::model::{Package, Service};
use crate::resolve::names::module as identifier;
use crate::source::Sources;

/// Reads the metadata at `path` below `root`.
pub fn read(root: &Path, path: &str, sources: &mut Sources, diagnostics: &mut Diagnostics) -> Option<Service> {
    let file = sources.read(root, path, diagnostics)?;
    let mut service = published::load(sources, file, "", diagnostics)?;
    service.module = module(&service.name);
    Some(service)
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

/// The module of a service: its name, with a trailing `_` where nothing may be called so.
pub fn module(service: &str) -> String {
    let name = identifier(service);
    if names::is_module(&name) { name } else { format!("{name}_") }
}
