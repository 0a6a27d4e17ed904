//! Turns a removed member that was added to a related structure into a moved one, which claims the addition.

use std::collections::BTreeMap;

use super::query::{Scope, is, named_type, parent, parent_place, scope};
use crate::change::ChangeKind;
use crate::edit::Edit;
use crate::facet::{Facet, Kind};
use crate::outline::Node;
use crate::subject::{structure_around, subject};

/// The maximum number of added members of one name to consider.
const MAX_CANDIDATES: usize = 16;

/// Added members by name: the edit that added the member, and the member.
type AddedMembers<'n, 'm> = BTreeMap<(Scope<'n>, &'n str), Vec<(usize, &'n Node<'m>)>>;

/// Turns removals into moves.
pub(super) fn claim(edits: &mut [Edit<'_, '_>]) {
    let added = added_members(edits);
    for index in 0..edits.len() {
        let edit = &edits[index];
        let Some(base) = edit.base.filter(|_| is(edit, Kind::Member, &[ChangeKind::Removed])) else { continue };
        let candidates = added.get(&(scope(edit), &*base.key)).into_iter().flatten();
        let target = candidates.copied().find(|(other, node)| is_target(edit, &edits[*other], node, edits));
        if let Some((addition, node)) = target {
            edits[index].change = ChangeKind::Moved;
            edits[index].head = Some(node);
            edits[index].other = Some(holder(&edits[addition]));
            if edits[addition].cause.is_none() {
                edits[addition].cause = Some(index);
                claim_holder(index, addition, edits);
            }
        }
    }
}

fn added_members<'n, 'm>(edits: &[Edit<'n, 'm>]) -> AddedMembers<'n, 'm> {
    let mut added = AddedMembers::new();
    let additions =
        edits.iter().enumerate().filter(|(_, edit)| edit.facet.is_none() && edit.change == ChangeKind::Added);
    for (index, edit) in additions {
        let Some(head) = edit.head else { continue };
        let members = match head.kind {
            Kind::Member => std::slice::from_ref(head),
            Kind::Structure => &head.children,
            _ => continue,
        };
        for member in members {
            let known = added.entry((scope(edit), &*member.key)).or_default();
            known.extend((known.len() < MAX_CANDIDATES).then_some((index, member)));
        }
    }
    added
}

/// Whether a removed member moved to `node`: both have the same type, and one structure holds the other. An added structure
/// can receive several members.
fn is_target(removed: &Edit<'_, '_>, added: &Edit<'_, '_>, node: &Node<'_>, edits: &[Edit<'_, '_>]) -> bool {
    let (Some(base), Some(head)) = (removed.base, added.head) else { return false };
    let Some(from) = removed.ancestors.last() else { return false };
    let is_related = match (head.kind, added.ancestors.last()) {
        (Kind::Structure, _) => has_member_of_type(from, &head.key),
        (_, Some(to)) => has_member_of_type(from, &to.key) || has_member_of_type(to, &from.key),
        (_, None) => false,
    };
    let receives_more = |cause: usize| head.kind == Kind::Structure && edits[cause].change == ChangeKind::Moved;
    is_related && added.cause.is_none_or(receives_more) && node.facet(Facet::Type) == base.facet(Facet::Type)
}

/// Returns the structure that an added member belongs to, or that was added.
fn holder(addition: &Edit<'_, '_>) -> String {
    match addition.kind() {
        Kind::Structure => subject(addition),
        _ => structure_around(addition),
    }
}

fn has_member_of_type(structure: &Node<'_>, name: &str) -> bool {
    structure.children.iter().any(|child| named_type(Some(child)).is_some_and(|(_, ty)| ty == name))
}

/// Claims the added member that holds the added structure, in the structure that the member moved from.
fn claim_holder(moved: usize, addition: usize, edits: &mut [Edit<'_, '_>]) {
    let Some(structure) = edits[addition].head.filter(|node| node.kind == Kind::Structure) else { return };
    let (place, moved_scope) = (edits[moved].place.clone(), scope(&edits[moved]));
    let is_holder = |edit: &Edit<'_, '_>| {
        is(edit, Kind::Member, &[ChangeKind::Added])
            && named_type(edit.head).is_some_and(|(_, name)| name == structure.key)
            && scope(edit) == moved_scope
            && parent_place(edit) == parent(&place)
    };
    if let Some(holder) = edits.iter().position(is_holder) {
        edits[holder].cause.get_or_insert(moved);
    }
}
