//! Imports published metadata: the descriptor of a service, the texts of the international site beside it, its entry in the
//! manifest, and published sample requests. Descriptors and texts say what the metadata says and nothing else, so that
//! releases can be compared.

mod descriptor;
mod join;
mod manifest;
mod read;
mod samples;
mod texts;

pub use descriptor::descriptor_text;
pub use join::{Joined, join};
pub use manifest::{new_manifest, register};
pub use read::{Imported, Origin, read};
pub use samples::{Request, requests};
pub use texts::texts_text;

use codegen_model::Service;
use codegen_model::load::texts::beside;

/// Returns the path of a service's descriptor below a folder of schemas. The folders of metadata may have other names
/// than their services.
pub fn descriptor_path(service: &Service) -> String {
    format!("{}/{}.json", service.name, service.version.as_deref().unwrap_or_default())
}

/// Returns the path of a service's texts.
pub fn texts_path(service: &Service) -> String {
    beside(&descriptor_path(service))
}

/// Returns the path of a service's proposals. No command reads this file.
pub fn proposals_path(service: &Service) -> String {
    descriptor_path(service).replace(".json", ".proposed.json")
}
