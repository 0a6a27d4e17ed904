//! Published metadata as schemas of a project: what to read, and the descriptors that it becomes. A descriptor says what the
//! metadata says and nothing else, so that one release can be held against the next.

mod descriptor;
mod manifest;
mod samples;

pub use descriptor::text;
pub use manifest::{new_manifest, register};
pub use samples::{Request, requests};

use codegen_model::Service;

/// Where the descriptor of a service stands below a folder of schemas. Metadata is kept in folders that may be called
/// otherwise than the service.
pub fn path(service: &Service) -> String {
    format!("{}/{}.json", service.name, service.version.as_deref().unwrap_or_default())
}

/// Where what its prose says is proposed: beside the overlay, and not read.
pub fn proposed(service: &Service) -> String {
    path(service).replace(".json", ".proposed.json")
}
