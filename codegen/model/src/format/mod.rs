//! The one way in which the hand-written schemas are laid out, so that a diff shows what changed and nothing else. Text in,
//! text out: what the schemas mean is no concern of it, but for the order of attributes and for what stands as it is.
//!
//! What has no hand of ours in it is left alone: a descriptor as upstream publishes it is input, and must stay comparable
//! with the next one byte for byte. One that was written here names its JSON Schema for the editor (`$schema`), which
//! nothing from upstream does.

mod json;
mod xml;

use crate::diagnostic::Diagnostics;
use crate::load::authorization;
use crate::source::{FileId, Sources};
use crate::syntax::json::{self as read_json, Node, Value};
use crate::syntax::xml as read_xml;

/// What `$schema` of a descriptor that was written here ends with.
const DESCRIPTOR: &str = "descriptor.schema.json";

/// The elements with which a schema in XML begins. Other XML is not ours.
const ROOTS: &[&str] = &["operation", "types", "rules", "errors"];

/// The canonical form of a file; `None` where it is left alone. What is not well-formed is left alone and reported.
pub fn format(sources: &Sources, file: FileId, diagnostics: &mut Diagnostics) -> Option<String> {
    let path = sources.path(file);
    if path.ends_with(".xml") {
        let document = read_xml::parse(sources, file, diagnostics)?;
        let is_ours = ROOTS.contains(&document.root_element().tag_name().name());
        return is_ours.then(|| xml::format(sources.text(file))).flatten();
    }
    if !is_candidate(path) {
        return None;
    }
    let value = read_json::as_written(sources, file, diagnostics)?;
    let is_table = path.rsplit('/').next() == Some(authorization::FILE);
    let is_ours = is_table || path.ends_with(".overlay.json") || names_schema(&value);
    is_ours.then(|| json::format(sources.text(file), &value, is_table))
}

/// Whether a file can be one of ours, by its name. A JSON Schema is no schema of a service.
pub fn is_candidate(path: &str) -> bool {
    path.ends_with(".xml") || path.ends_with(".json") && !path.ends_with(".schema.json")
}

fn names_schema(node: &Node<'_>) -> bool {
    let Value::Object(entries) = &node.value else { return false };
    let schema = entries.iter().find(|(key, _)| key.text == "$schema").map(|(_, node)| &node.value);
    matches!(schema, Some(Value::String(schema)) if schema.ends_with(DESCRIPTOR))
}

#[cfg(test)]
mod tests;
