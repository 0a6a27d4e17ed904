//! Loads an `api.json` as a service. Ignores unknown keys.

use super::action;
use super::object::Objects;
use crate::diagnostic::Diagnostics;
use crate::load::{descriptor, names};
use crate::model::{Service, Unit};
use crate::source::{FileId, Sources};
use crate::syntax::fields::{Fields, MAX_ITEMS, check_item_count};
use crate::syntax::json::{self, Key, Node, Value};

/// Returns whether a document is published metadata instead of a descriptor.
pub fn is_published(root: &Node) -> bool {
    let Value::Object(entries) = &root.value else { return false };
    entries.iter().any(|(key, _)| matches!(&*key.text, "metadata" | "objects"))
}

/// Loads an `api.json` as a service.
pub fn load(sources: &Sources, file: FileId, module: &str, diagnostics: &mut Diagnostics) -> Option<Service> {
    let root = json::parse(sources, file, diagnostics)?;
    from_node(&root, sources.path(file), module, diagnostics)
}

/// Loads a document that has been parsed.
pub fn from_node(root: &Node, path: &str, module: &str, diagnostics: &mut Diagnostics) -> Option<Service> {
    let fields = Fields::open_lenient(root, diagnostics)?;
    let metadata = fields.required("metadata", diagnostics).and_then(|node| Fields::open_lenient(node, diagnostics));
    let actions = entries(&fields, "actions", diagnostics);
    let objects = Objects::read(entries(&fields, "objects", diagnostics), diagnostics);
    let mut service = metadata.and_then(|metadata| empty(&metadata, path, module, diagnostics))?;
    action::load(actions, &objects, &mut service, diagnostics);
    Some(service)
}

/// Returns the service without its actions.
fn empty(metadata: &Fields<'_>, path: &str, module: &str, diagnostics: &mut Diagnostics) -> Option<Service> {
    let name = metadata.required_string("serviceShortName", diagnostics);
    let version = metadata.required_string("apiVersion", diagnostics);
    let (title, brief) = (metadata.text("serviceNameCN", diagnostics), metadata.text("api_brief", diagnostics));
    let (name, version) = (name?, version?);
    let has_valid_names = names::check_service(&name, diagnostics) & names::check_version(&version, diagnostics);
    let parts = [title.trim(), brief.trim()].into_iter().filter(|part| !part.is_empty());
    let doc = parts.collect::<Vec<_>>().join("\n\n");
    let units = vec![Unit { source: path.to_owned(), path: Vec::new() }];
    has_valid_names.then(|| Service { module: module.to_owned(), doc, units, ..descriptor::service(name, version) })
}

/// Returns the entries of a required object.
fn entries<'n>(fields: &Fields<'n>, name: &str, diagnostics: &mut Diagnostics) -> &'n [(Key<'n>, Node<'n>)] {
    let Some(node) = fields.required(name, diagnostics) else { return &[] };
    let Some(found) = Fields::open_lenient(node, diagnostics) else { return &[] };
    check_item_count(found.entries().len(), name, node.span, diagnostics);
    found.entries().get(..MAX_ITEMS).unwrap_or(found.entries())
}
