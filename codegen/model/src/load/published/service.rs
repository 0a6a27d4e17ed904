//! Reads one `api.json` as a service. Unknown keys are ignored.

use super::action;
use super::object::Objects;
use crate::diagnostic::Diagnostics;
use crate::load::{descriptor, names};
use crate::model::{Service, Unit};
use crate::source::{FileId, Sources};
use crate::syntax::fields::{Fields, MAX_ITEMS, check_item_count};
use crate::syntax::json::{self, Key, Node, Value};

/// Whether a document is published metadata, and not a descriptor.
pub fn is_published(root: &Node) -> bool {
    let Value::Object(entries) = &root.value else { return false };
    entries.iter().any(|(key, _)| matches!(&*key.text, "metadata" | "objects"))
}

/// Loads one `api.json` as a service.
pub fn load(sources: &Sources, file: FileId, module: &str, diagnostics: &mut Diagnostics) -> Option<Service> {
    let root = json::parse(sources, file, diagnostics)?;
    from_node(&root, sources.path(file), module, diagnostics)
}

/// Reads a document that has been parsed.
pub fn from_node(root: &Node, path: &str, module: &str, diagnostics: &mut Diagnostics) -> Option<Service> {
    let fields = Fields::open_lenient(root, diagnostics)?;
    let about = fields.required("metadata", diagnostics).and_then(|node| Fields::open_lenient(node, diagnostics));
    let actions = entries(&fields, "actions", diagnostics);
    let objects = Objects::of(entries(&fields, "objects", diagnostics), diagnostics);
    let mut service = about.and_then(|about| empty(&about, path, module, diagnostics))?;
    action::load(actions, &objects, &mut service, diagnostics);
    Some(service)
}

/// The service without its actions.
fn empty(about: &Fields<'_>, path: &str, module: &str, diagnostics: &mut Diagnostics) -> Option<Service> {
    let name = about.required_string("serviceShortName", diagnostics);
    let version = about.required_string("apiVersion", diagnostics);
    let (title, text) = (about.text("serviceNameCN", diagnostics), about.text("api_brief", diagnostics));
    let (name, version) = (name?, version?);
    let named = names::check_service(&name, diagnostics) & names::check_version(&version, diagnostics);
    let parts = [title.trim(), text.trim()].into_iter().filter(|part| !part.is_empty());
    let doc = parts.collect::<Vec<_>>().join("\n\n");
    let units = vec![Unit { source: path.to_owned(), path: Vec::new() }];
    named.then(|| Service { module: module.to_owned(), doc, units, ..descriptor::service(name, version) })
}

/// The entries of an object that must be there.
fn entries<'n>(fields: &Fields<'n>, name: &str, diagnostics: &mut Diagnostics) -> &'n [(Key<'n>, Node<'n>)] {
    let Some(node) = fields.required(name, diagnostics) else { return &[] };
    let Some(found) = Fields::open_lenient(node, diagnostics) else { return &[] };
    check_item_count(found.entries().len(), name, node.span, diagnostics);
    found.entries().get(..MAX_ITEMS).unwrap_or(found.entries())
}
