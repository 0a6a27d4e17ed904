//! Claims types that were added or removed together with the members that use them.

use std::collections::BTreeMap;

use super::query::{Scope, is_type, named_type, scope};
use crate::change::ChangeKind;
use crate::edit::Edit;
use crate::facet::Facet;
use crate::outline::Node;

/// Claims types from their users. A claimed type claims the types that it uses in turn; two types that only use each other
/// stay findings.
pub(super) fn claim(edits: &mut [Edit<'_, '_>]) {
    for change in [ChangeKind::Added, ChangeKind::Removed] {
        let (mut types, mut users) = types_and_users(edits, change);
        while let Some((user, cause)) = users.pop() {
            let edit = &edits[user];
            let node = if change == ChangeKind::Added { edit.head } else { edit.base };
            let names = node.map(used_types).unwrap_or_default();
            let scope = scope(edit);
            for name in names {
                let Some(found) = types.remove(&(scope, name)) else { continue };
                if edits[found].cause.is_none() {
                    edits[found].cause = Some(cause);
                    users.push((found, cause));
                }
            }
        }
    }
}

/// The edits of types, by name.
type Types<'n> = BTreeMap<(Scope<'n>, &'n str), usize>;

/// Returns the types that came or went, and the other edits that may use them, each with its cause.
fn types_and_users<'n>(edits: &[Edit<'n, '_>], change: ChangeKind) -> (Types<'n>, Vec<(usize, usize)>) {
    let (mut types, mut users) = (Types::new(), Vec::new());
    for (index, edit) in edits.iter().enumerate() {
        if is_type(edit, &[change]) {
            types.extend(edit.node().map(|node| ((scope(edit), &*node.key), index)));
        } else if edit.facet == Some(Facet::Type) || edit.facet.is_none() && edit.change == change {
            users.push((index, edit.cause.unwrap_or(index)));
        }
    }
    (types, users)
}

/// Returns the named types that an item and its children have.
fn used_types<'m>(node: &Node<'m>) -> Vec<&'m str> {
    let own = named_type(Some(node)).map(|(_, name)| name);
    own.into_iter().chain(node.children.iter().flat_map(used_types)).collect()
}
