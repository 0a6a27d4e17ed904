//! Published objects by name, and the references between them.

use std::collections::{BTreeMap, BTreeSet};

use super::entry::{Entry, key_name};
use super::scalar::is_scalar;
use crate::diagnostic::Diagnostics;
use crate::load::duplicates::report_duplicate;
use crate::load::names;
use crate::syntax::fields::Spanned;
use crate::syntax::json::{Key, Node, Value};

/// The objects of a file.
pub(super) struct Objects<'n>(BTreeMap<String, Object<'n>>);

/// A published structure.
pub(super) struct Object<'n> {
    pub(super) name: Spanned<String>,
    pub(super) doc: String,
    /// The published members. `None` if their list cannot be read.
    nodes: Option<&'n [Node<'n>]>,
}

impl<'n> Objects<'n> {
    pub(super) fn read(entries: &'n [(Key, Node)], diagnostics: &mut Diagnostics) -> Self {
        let mut objects: BTreeMap<String, Object<'n>> = BTreeMap::new();
        for (key, node) in entries {
            let Some(object) = Object::read(key, node, diagnostics) else { continue };
            let Some(first) = objects.get(&object.name.value) else {
                objects.insert(object.name.value.clone(), object);
                continue;
            };
            let mut found = Diagnostics::default();
            report_duplicate("object", &object.name.value, key.span, first.name.span, &mut found);
            diagnostics.append_tolerated(found, "the first is used");
        }
        Self(objects)
    }

    pub(super) fn get(&self, name: &str) -> Option<&Object<'n>> {
        self.0.get(name)
    }

    pub(super) fn all(&self) -> impl Iterator<Item = &Object<'n>> {
        self.0.values()
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// Returns the names of the objects that members of `roots` refer to, directly or indirectly. The usage lists in a
    /// file are often out of date.
    pub(super) fn reached<'a>(&'a self, roots: impl Iterator<Item = &'a Object<'n>>) -> BTreeSet<&'a str> {
        let mut reached = BTreeSet::new();
        let mut pending: Vec<_> = roots.collect();
        while let Some(object) = pending.pop() {
            for node in object.nodes() {
                let Some(next) = reference(node).and_then(|name| self.get(name)) else { continue };
                if reached.insert(next.name()) {
                    pending.push(next);
                }
            }
        }
        reached
    }
}

impl<'n> Object<'n> {
    fn read(key: &Key, node: &'n Node, diagnostics: &mut Diagnostics) -> Option<Self> {
        let mut found = Diagnostics::default();
        let name = key_name(key, &mut found);
        let entry = Entry::open(node, &mut found).filter(|_| names::check_shape(&name, &mut found));
        let Some(entry) = entry else {
            diagnostics.append_tolerated(found, &format!("the object `{}` is left out", key.text.escape_debug()));
            return None;
        };
        let doc = entry.text("document", &mut found);
        let nodes = entry.list("members", &mut found);
        diagnostics.append_tolerated(found, "the members are left out");
        Some(Self { name, doc, nodes })
    }

    pub(super) fn name(&self) -> &str {
        &self.name.value
    }

    /// Returns whether it has no described members: upstream drops members whose names begin with a lower-case letter.
    pub(super) fn is_free(&self) -> bool {
        self.nodes().is_empty()
    }

    /// Returns whether the list of members cannot be read.
    pub(super) fn is_damaged(&self) -> bool {
        self.nodes.is_none()
    }

    /// Returns the published members.
    pub(super) fn nodes(&self) -> &'n [Node<'n>] {
        self.nodes.unwrap_or_default()
    }
}

/// Returns the name of the object that is the type of a member or of its items.
fn reference<'n>(node: &'n Node<'n>) -> Option<&'n str> {
    let Value::Object(entries) = &node.value else { return None };
    let text = |name: &str| match entries.iter().find(|(key, _)| key.text == name) {
        Some((_, Node { value: Value::String(text), .. })) => Some(text.trim()),
        _ => None,
    };
    match text("type")? {
        "object" => text("member"),
        "list" => text("member").filter(|word| !is_scalar(word)),
        _ => None,
    }
}
