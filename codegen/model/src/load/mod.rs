//! Loads one schema file into a piece of the Model, before anything is checked across files. Every problem is reported
//! with its place, and loading continues.

pub mod authorization;
pub mod ci;
pub mod descriptor;
pub mod fit;
pub mod folder;
pub mod groups;
pub mod manifest;
pub mod names;
pub mod parameter;
pub mod published;
pub mod read;
pub mod taken;

use crate::diagnostic::Diagnostics;
use crate::model::Service;
use crate::source::{FileId, Sources};
use crate::syntax::json;

/// Loads a descriptor, or metadata as it is published.
pub fn descriptor_or_metadata(
    sources: &Sources,
    file: FileId,
    module: &str,
    diagnostics: &mut Diagnostics,
) -> Option<Service> {
    let node = json::parse(sources, file, diagnostics)?;
    let load = if published::is_published(&node) { published::from_node } else { descriptor::from_node };
    load(&node, sources.path(file), module, diagnostics)
}
