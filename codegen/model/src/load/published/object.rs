//! Published objects by name, and the references between them.

use std::collections::{BTreeMap, BTreeSet};

use super::scalar::is_scalar;
use crate::diagnostic::Diagnostics;
use crate::syntax::fields::Fields;
use crate::syntax::json::{Key, Node, Value};

/// The objects of a file.
pub(super) struct Objects<'n>(BTreeMap<&'n str, Object<'n>>);

/// A published structure.
pub(super) struct Object<'n> {
    pub(super) key: &'n Key<'n>,
    pub(super) fields: Fields<'n>,
}

impl<'n> Objects<'n> {
    pub(super) fn read(entries: &'n [(Key, Node)], diagnostics: &mut Diagnostics) -> Self {
        let read = |(key, node): &'n (Key, Node)| {
            let fields = Fields::open_lenient(node, diagnostics)?;
            fields.string("document", diagnostics);
            fields.required("members", diagnostics);
            fields.list("members", diagnostics);
            Some((&*key.text, Object { key, fields }))
        };
        Self(entries.iter().filter_map(read).collect())
    }

    pub(super) fn get(&self, name: &str) -> Option<&Object<'n>> {
        self.0.get(name)
    }

    pub(super) fn all(&self) -> impl Iterator<Item = &Object<'n>> {
        self.0.values()
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().copied()
    }

    /// Returns the names of the objects that members of `roots` refer to, directly or indirectly. The usage lists in a
    /// file are often out of date.
    pub(super) fn reached<'a>(&'a self, roots: impl Iterator<Item = &'a Object<'n>>) -> BTreeSet<&'a str> {
        let mut reached = BTreeSet::new();
        let mut pending: Vec<_> = roots.collect();
        while let Some(object) = pending.pop() {
            for node in object.fields.list("members", &mut Diagnostics::default()) {
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
    pub(super) fn name(&self) -> &str {
        &self.key.text
    }

    /// Returns whether it has no described members: upstream drops members whose names begin with a lower-case letter.
    pub(super) fn is_free(&self) -> bool {
        self.nodes(&mut Diagnostics::default()).is_empty()
    }

    /// Returns the published members.
    pub(super) fn nodes(&self, diagnostics: &mut Diagnostics) -> &'n [Node<'n>] {
        self.fields.list("members", diagnostics)
    }
}

/// Returns the name of the object that is the type of a member or of its items.
fn reference<'n>(node: &'n Node<'n>) -> Option<&'n str> {
    let Value::Object(entries) = &node.value else { return None };
    let text = |name: &str| match entries.iter().find(|(key, _)| key.text == name) {
        Some((_, Node { value: Value::String(text), .. })) => Some(&**text),
        _ => None,
    };
    match text("type")? {
        "object" => text("member"),
        "list" => text("member").filter(|word| !is_scalar(word)),
        _ => None,
    }
}
