//! Finds the operations that use a type, directly or through other types.

use std::collections::{BTreeMap, BTreeSet};

use crate::edit::Edit;
use crate::facet::{Facet, Kind};
use crate::outline::Node;
use crate::value::{TypeOf, Value, Wire};

/// The users of the types of versions, by the address of the version.
#[derive(Default)]
pub struct Users<'n>(BTreeMap<usize, Graph<'n>>);

/// The users of the types of one version.
#[derive(Default)]
struct Graph<'n> {
    /// The types with a member of this type.
    types: BTreeMap<&'n str, BTreeSet<&'n str>>,
    /// The operations with a member of this type.
    operations: BTreeMap<&'n str, BTreeSet<&'n str>>,
}

impl<'n> Users<'n> {
    /// Returns the operations that use the type that an edit is about; none if it is about an operation.
    pub fn of(&mut self, edit: &Edit<'n, '_>) -> Vec<String> {
        let kind = [Kind::Structure, Kind::Enum].into_iter().find(|kind| edit.around(*kind).is_some());
        let (Some(kind), None) = (kind, edit.around(Kind::Operation)) else { return Vec::new() };
        let name = edit.around(kind).map_or("", |node| &*node.key);
        // A removed type is only in the base.
        let base = edit.parents.map(|(base, _)| base).filter(|node| node.kind == Kind::Version && edit.head.is_none());
        let Some(version) = base.or_else(|| edit.around(Kind::Version)) else { return Vec::new() };
        let graph = self.0.entry(std::ptr::from_ref(version).addr()).or_insert_with(|| Graph::of(version));
        graph.operations(name).into_iter().map(str::to_owned).collect()
    }
}

impl<'n> Graph<'n> {
    fn of(version: &'n Node<'_>) -> Self {
        let mut graph = Self::default();
        for node in &version.children {
            let users = match node.kind {
                Kind::Operation => &mut graph.operations,
                Kind::Structure => &mut graph.types,
                _ => continue,
            };
            add(node, &node.key, users);
        }
        graph
    }

    fn operations(&self, name: &'n str) -> BTreeSet<&'n str> {
        let (mut seen, mut open, mut operations) = (BTreeSet::from([name]), vec![name], BTreeSet::new());
        while let Some(name) = open.pop() {
            operations.extend(self.operations.get(name).into_iter().flatten());
            let users = self.types.get(name).into_iter().flatten();
            open.extend(users.filter(|user| seen.insert(user)));
        }
        operations
    }
}

/// Adds a user of the types of all members at any depth.
fn add<'n>(node: &'n Node<'_>, user: &'n str, users: &mut BTreeMap<&'n str, BTreeSet<&'n str>>) {
    if let Some(Value::Type(TypeOf { wire: Wire::Structure(name) | Wire::Enum(name), .. })) = node.facet(Facet::Type) {
        users.entry(name).or_default().insert(user);
    }
    node.children.iter().for_each(|child| add(child, user, users));
}
