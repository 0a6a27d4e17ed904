//! Knows which types came with what uses them, or went with it.

use std::collections::BTreeMap;

use super::{Scope, is_type, named, scope};
use crate::edit::Edit;
use crate::facet::Facet;
use crate::how::ChangeKind;
use crate::outline::Node;

/// Types that came with what uses them, or went with it. What is claimed so claims on, from what a person did outwards: two
/// types that only use each other stay findings.
pub(super) fn claim(edits: &mut [Edit<'_, '_>]) {
    for how in [ChangeKind::Added, ChangeKind::Removed] {
        let mut types: BTreeMap<(Scope<'_>, &str), usize> = BTreeMap::new();
        let mut open = Vec::new();
        for (index, edit) in edits.iter().enumerate() {
            if is_type(edit, &[how]) {
                types.extend(edit.node().map(|node| ((scope(edit), &*node.key), index)));
            } else if edit.facet == Some(Facet::Type) || edit.facet.is_none() && edit.how == how {
                open.push((index, edit.claimed.unwrap_or(index)));
            }
        }
        while let Some((index, cause)) = open.pop() {
            let edit = &edits[index];
            let node = if how == ChangeKind::Added { edit.head } else { edit.base };
            let names = node.map(used).unwrap_or_default();
            let scope = scope(edit);
            for name in names {
                let Some(found) = types.remove(&(scope, name)) else { continue };
                if edits[found].claimed.is_none() {
                    edits[found].claimed = Some(cause);
                    open.push((found, cause));
                }
            }
        }
    }
}

/// The types that a thing's members are of.
fn used<'m>(node: &Node<'m>) -> Vec<&'m str> {
    let own = named(Some(node)).map(|(_, name)| name);
    own.into_iter().chain(node.children.iter().flat_map(used)).collect()
}
