//! Loads one schema file into a part of the Model, without checks across files. Reports every problem with its location
//! and continues.

pub mod authorization;
pub mod ci;
pub mod constraints;
pub mod context;
pub mod descriptor;
pub mod duplicates;
pub mod folder;
pub mod groups;
pub mod manifest;
pub mod names;
pub mod parameter;
pub mod published;
pub mod read;
pub mod texts;
pub mod unread;

use crate::diagnostic::Diagnostics;
use crate::model::Service;
use crate::source::{FileId, Sources};
use crate::syntax::json;

/// Loads a descriptor, or metadata in its published form.
pub fn descriptor_or_metadata(
    sources: &Sources,
    file: FileId,
    module: &str,
    diagnostics: &mut Diagnostics,
) -> Option<Service> {
    let mut found = Diagnostics::default();
    let node = json::parse(sources, file, &mut found);
    let node = published::parsed(node, found, diagnostics)?;
    let load = if published::is_published(&node) { published::from_node } else { descriptor::from_node };
    load(&node, sources.path(file), module, diagnostics)
}
