//! Formats hand-written schemas, so that a diff shows only changes of content. Does not interpret schemas, except for the
//! order of attributes and for elements that are kept verbatim.
//!
//! Published descriptors are not formatted, so that they can be compared with the next release byte for byte. A
//! hand-written descriptor is recognized by its key `$schema`, which published ones do not have.

mod json;
mod xml;

use crate::diagnostic::Diagnostics;
use crate::load::authorization;
use crate::source::{FileId, Sources};
use crate::syntax::json::{self as read_json, Node, Value};
use crate::syntax::xml as read_xml;

/// The end of `$schema` in hand-written descriptors.
const DESCRIPTOR_SCHEMA: &str = "descriptor.schema.json";

/// The root elements of XML schemas. Other XML files are not formatted.
const ROOTS: &[&str] = &["operation", "types", "rules", "errors"];

/// Returns the canonical form of a file, or `None` if it is not formatted. Reports syntax errors.
pub fn format(sources: &Sources, file: FileId, diagnostics: &mut Diagnostics) -> Option<String> {
    let path = sources.path(file);
    if path.ends_with(".xml") {
        let document = read_xml::parse(sources, file, diagnostics)?;
        let is_hand_written = ROOTS.contains(&document.root_element().tag_name().name());
        return is_hand_written.then(|| xml::format(sources.text(file))).flatten();
    }
    if !is_candidate(path) {
        return None;
    }
    let value = read_json::parse_with_duplicates(sources, file, diagnostics)?;
    let is_table = path.rsplit('/').next() == Some(authorization::FILE);
    let is_hand_written = is_table || path.ends_with(".overlay.json") || has_descriptor_schema(&value);
    is_hand_written.then(|| json::format(sources.text(file), &value, is_table))
}

/// Returns whether a file can be a schema of a service, by its name. JSON Schemas are excluded.
pub fn is_candidate(path: &str) -> bool {
    path.ends_with(".xml") || path.ends_with(".json") && !path.ends_with(".schema.json")
}

fn has_descriptor_schema(node: &Node<'_>) -> bool {
    let Value::Object(entries) = &node.value else { return false };
    let schema = entries.iter().find(|(key, _)| key.text == "$schema").map(|(_, node)| &node.value);
    matches!(schema, Some(Value::String(schema)) if schema.ends_with(DESCRIPTOR_SCHEMA))
}

#[cfg(test)]
mod tests;
