//! Loads the texts of another site, and lets them replace the descriptions of a descriptor. Knows nothing of languages.
//!
//! The texts and the descriptor come from different releases. A text for something that the descriptor lacks is unused.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostics;
use crate::model::{Operation, Service, Shape};
use crate::source::{FileId, Sources};
use crate::syntax::fields::{Fields, string};
use crate::syntax::json::{self, Node};

/// The keys of a file of texts.
pub const KEYS: &[&str] = &["$schema", "description", "actions", "shapes"];
/// The keys of an action's texts.
pub const ACTION_KEYS: &[&str] = &["description", "parameters", "response"];
/// The keys of a shape's texts.
pub const SHAPE_KEYS: &[&str] = &["description", "members"];

/// Returns the path of the texts of a descriptor.
pub fn beside(descriptor: &str) -> String {
    format!("{}.texts.json", descriptor.strip_suffix(".json").unwrap_or(descriptor))
}

/// Replaces descriptions of the service by those in `file`.
pub fn apply(sources: &Sources, file: FileId, service: &mut Service, diagnostics: &mut Diagnostics) {
    let Some(root) = json::parse(sources, file, diagnostics) else {
        service.incomplete = true;
        return;
    };
    let Some(fields) = Fields::open(&root, KEYS, diagnostics) else { return };
    fields.string("$schema", diagnostics);
    replace(&mut service.doc, fields.get("description"), diagnostics);
    let mut operations: BTreeMap<_, _> =
        service.operations.iter_mut().map(|operation| (operation.name.clone(), operation)).collect();
    each(fields.get("actions"), diagnostics, |name, node, diagnostics| {
        action(node, operations.get_mut(name).map(|operation| &mut **operation), diagnostics);
    });
    each(fields.get("shapes"), diagnostics, |name, node, diagnostics| {
        shape(node, service.shapes.get_mut(name), diagnostics);
    });
}

fn action(node: &Node<'_>, operation: Option<&mut Operation>, diagnostics: &mut Diagnostics) {
    let Some(fields) = Fields::open(node, ACTION_KEYS, diagnostics) else { return };
    let (doc, input, output) = match operation {
        Some(Operation { doc, input, response, .. }) => (doc, Some(input), response.shape_mut()),
        None => (&mut String::new(), None, None),
    };
    replace(doc, fields.get("description"), diagnostics);
    members(fields.get("parameters"), input, diagnostics);
    members(fields.get("response"), output, diagnostics);
}

fn shape(node: &Node<'_>, mut shape: Option<&mut Shape>, diagnostics: &mut Diagnostics) {
    let Some(fields) = Fields::open(node, SHAPE_KEYS, diagnostics) else { return };
    let mut unused = String::new();
    let doc = shape.as_deref_mut().map_or(&mut unused, |shape| &mut shape.doc);
    replace(doc, fields.get("description"), diagnostics);
    members(fields.get("members"), shape, diagnostics);
}

fn members(node: Option<&Node<'_>>, mut shape: Option<&mut Shape>, diagnostics: &mut Diagnostics) {
    each(node, diagnostics, |name, node, diagnostics| {
        let mut unused = String::new();
        let member = shape.as_deref_mut().and_then(|shape| shape.member_mut(name));
        replace(member.map_or(&mut unused, |member| &mut member.doc), Some(node), diagnostics);
    });
}

/// Calls `apply` with each name and value of an object.
fn each<'n>(
    node: Option<&'n Node<'n>>,
    diagnostics: &mut Diagnostics,
    mut apply: impl FnMut(&str, &'n Node<'n>, &mut Diagnostics),
) {
    let Some(fields) = node.and_then(|node| Fields::open_lenient(node, diagnostics)) else { return };
    for (key, node) in fields.entries() {
        apply(&key.text, node, diagnostics);
    }
}

fn replace(doc: &mut String, node: Option<&Node<'_>>, diagnostics: &mut Diagnostics) {
    if let Some(text) = node.and_then(|node| string(node, diagnostics)) {
        *doc = text.value;
    }
}
