//! Loads an `api.json` as a service. Ignores unknown keys. What cannot be understood is left out, with a warning; an
//! error means that nothing of the file can be used.

use super::action;
use super::entry::Entry;
use super::identity::Identity;
use super::object::Objects;
use super::selection::Selection;
use crate::diagnostic::{Code, Diagnostics};
use crate::load::descriptor;
use crate::model::{Service, Unit};
use crate::source::{FileId, Sources};
use crate::syntax::json::{self, Node, Value};

/// Returns whether a document is published metadata instead of a descriptor.
pub fn is_published(root: &Node) -> bool {
    let Value::Object(entries) = &root.value else { return false };
    entries.iter().any(|(key, _)| matches!(&*key.text, "metadata" | "objects"))
}

/// Loads an `api.json` as a service.
pub fn load(sources: &Sources, file: FileId, module: &str, diagnostics: &mut Diagnostics) -> Option<Service> {
    load_selected(sources, file, module, &Selection::default(), diagnostics)
}

/// Loads the selected actions of an `api.json`.
pub(super) fn load_selected(
    sources: &Sources,
    file: FileId,
    module: &str,
    selection: &Selection,
    diagnostics: &mut Diagnostics,
) -> Option<Service> {
    let mut found = Diagnostics::default();
    let root = json::parse(sources, file, &mut found);
    let root = parsed(root, found, diagnostics)?;
    from_selected(&root, sources.path(file), module, selection, diagnostics)
}

/// Reports the findings of the parser. In metadata that could be parsed, duplicate keys and hidden characters are tolerated.
pub fn parsed<'s>(root: Option<Node<'s>>, found: Diagnostics, diagnostics: &mut Diagnostics) -> Option<Node<'s>> {
    match root.as_ref().is_some_and(is_published) {
        true => diagnostics.append_tolerated_with(found, |code| match code {
            Code::HIDDEN_CHARACTER => "it is removed",
            _ => "the first is used",
        }),
        false => diagnostics.append(found),
    }
    root
}

/// Loads a document that has been parsed.
pub fn from_node(root: &Node, path: &str, module: &str, diagnostics: &mut Diagnostics) -> Option<Service> {
    from_selected(root, path, module, &Selection::default(), diagnostics)
}

fn from_selected(
    root: &Node,
    path: &str,
    module: &str,
    selection: &Selection,
    diagnostics: &mut Diagnostics,
) -> Option<Service> {
    let entry = Entry::open(root, diagnostics)?;
    let mut service = empty(&entry, root, path, module, diagnostics)?;
    if !selection.selects(&service.name) {
        return None;
    }
    let actions = entry.entries("actions", diagnostics)?;
    let objects = entry.entries("objects", diagnostics)?;
    let objects = Objects::read(objects, diagnostics);
    action::load(actions, &objects, selection, &mut service, diagnostics);
    Some(service)
}

/// Returns the service without its actions.
fn empty(entry: &Entry<'_>, root: &Node, path: &str, module: &str, diagnostics: &mut Diagnostics) -> Option<Service> {
    let node = entry.get("metadata", diagnostics);
    let mut found = Diagnostics::default();
    let metadata = node.and_then(|node| Entry::open(node, &mut found));
    diagnostics.append_tolerated(found, "ignored");
    let Identity { name, version } = Identity::read(metadata.as_ref(), path, root.span, diagnostics)?;
    let mut text = |key: &str| metadata.as_ref().map_or(String::new(), |metadata| metadata.text(key, diagnostics));
    let parts = [text("serviceNameCN"), text("api_brief")];
    let parts = parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty());
    let doc = parts.collect::<Vec<_>>().join("\n\n");
    let units = vec![Unit { source: path.to_owned(), path: Vec::new() }];
    Some(Service { module: module.to_owned(), doc, units, ..descriptor::service(name, version) })
}
