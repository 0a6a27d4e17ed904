//! Objects: structures by name, and which of them can be reached from which.

use std::collections::{BTreeMap, BTreeSet};

use super::scalar::is_scalar;
use crate::diagnostic::Diagnostics;
use crate::syntax::fields::Fields;
use crate::syntax::json::{Key, Node, Value};

/// The objects of a file.
pub(super) struct Objects<'n>(BTreeMap<&'n str, Object<'n>>);

/// A structure as it is published.
pub(super) struct Object<'n> {
    pub(super) key: &'n Key<'n>,
    pub(super) fields: Fields<'n>,
}

impl<'n> Objects<'n> {
    pub(super) fn of(entries: &'n [(Key, Node)], diagnostics: &mut Diagnostics) -> Self {
        let open = |(key, node): &'n (Key, Node)| {
            let fields = Fields::open_lenient(node, diagnostics)?;
            fields.string("document", diagnostics);
            fields.required("members", diagnostics);
            fields.list("members", diagnostics);
            Some((&*key.text, Object { key, fields }))
        };
        Self(entries.iter().filter_map(open).collect())
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

    /// The names of the objects that members lead to, from those of `roots` on. What a file says itself of who uses an
    /// object is often out of date.
    pub(super) fn reached<'a>(&'a self, roots: impl Iterator<Item = &'a Object<'n>>) -> BTreeSet<&'a str> {
        let mut reached = BTreeSet::new();
        let mut open: Vec<_> = roots.collect();
        while let Some(object) = open.pop() {
            for node in object.fields.list("members", &mut Diagnostics::default()) {
                let Some(next) = reference(node).and_then(|name| self.get(name)) else { continue };
                if reached.insert(next.name()) {
                    open.push(next);
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

    /// Whether it has members of any name: upstream drops members whose names begin with a small letter, and leaves an
    /// object of nothing else without any.
    pub(super) fn is_free(&self) -> bool {
        self.nodes(&mut Diagnostics::default()).is_empty()
    }

    /// The members as they are published.
    pub(super) fn nodes(&self, diagnostics: &mut Diagnostics) -> &'n [Node<'n>] {
        self.fields.list("members", diagnostics)
    }
}

/// The name of the object that a member is or lists.
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
