//! Imports published metadata: the descriptor of a service, its entry in the manifest, and published sample requests. A
//! descriptor says what the metadata says and nothing else, so that releases can be compared.

mod descriptor;
mod manifest;
mod samples;

pub use descriptor::descriptor_text;
pub use manifest::{new_manifest, register};
pub use samples::{Request, requests};

use codegen_model::Service;

/// Returns the path of a service's descriptor below a folder of schemas. The folders of metadata may have other names
/// than their services.
pub fn descriptor_path(service: &Service) -> String {
    format!("{}/{}.json", service.name, service.version.as_deref().unwrap_or_default())
}

/// Returns the path of a service's proposals. No command reads this file.
pub fn proposals_path(service: &Service) -> String {
    descriptor_path(service).replace(".json", ".proposed.json")
}
