//! Knows which member that is gone is inside of an object now, or came out of one.

use std::collections::BTreeMap;

use super::{Scope, is, named, scope};
use crate::edit::Edit;
use crate::facet::{Facet, Kind};
use crate::how::ChangeKind;
use crate::outline::Node;

/// ChangeKind many new members of one name are looked at: a member moves to one place.
const MOST: usize = 16;

/// New members by their names: the edit, and the member itself.
type New<'n, 'm> = BTreeMap<(Scope<'n>, &'n str), Vec<(usize, &'n Node<'m>)>>;

/// Makes moves of removals, which claim what was added by them.
pub(super) fn claim(edits: &mut [Edit<'_, '_>]) {
    let new = new(edits);
    for index in 0..edits.len() {
        let edit = &edits[index];
        let Some(base) = edit.base.filter(|_| is(edit, Kind::Member, &[ChangeKind::Removed])) else { continue };
        let candidates = new.get(&(scope(edit), &*base.key)).into_iter().flatten();
        let taken = candidates.copied().find(|(other, node)| takes_over(edit, &edits[*other], node, edits));
        if let Some((other, node)) = taken {
            edits[index].how = ChangeKind::Moved;
            edits[index].head = Some(node);
            if edits[other].claimed.replace(edits[other].claimed.unwrap_or(index)).is_none() {
                holder(index, other, edits);
            }
        }
    }
}

fn new<'n, 'm>(edits: &[Edit<'n, 'm>]) -> New<'n, 'm> {
    let mut new = New::new();
    for (index, edit) in
        edits.iter().enumerate().filter(|(_, edit)| edit.facet.is_none() && edit.how == ChangeKind::Added)
    {
        let Some(head) = edit.head else { continue };
        // The member itself, or a structure that has it.
        let members = match head.kind {
            Kind::Member => std::slice::from_ref(head),
            Kind::Structure => &head.children,
            _ => continue,
        };
        for member in members {
            let known = new.entry((scope(edit), &*member.key)).or_default();
            known.extend((known.len() < MOST).then_some((index, member)));
        }
    }
    new
}

/// Whether `node` is what became of a member that is gone: of the same type, in an owner that holds or is held by the
/// first. A new structure can take over several.
fn takes_over(gone: &Edit<'_, '_>, other: &Edit<'_, '_>, node: &Node<'_>, edits: &[Edit<'_, '_>]) -> bool {
    let (Some(base), Some(head)) = (gone.base, other.head) else { return false };
    let Some(from) = gone.way.last() else { return false };
    let near = match (head.kind, other.way.last()) {
        (Kind::Structure, _) => holds(from, &head.key),
        (_, Some(to)) => holds(from, &to.key) || holds(to, &from.key),
        (_, None) => false,
    };
    let free = other.claimed.is_none_or(|by| head.kind == Kind::Structure && edits[by].how == ChangeKind::Moved);
    near && free && node.facet(Facet::Type) == base.facet(Facet::Type)
}

/// Whether a structure has a member of this type.
fn holds(owner: &Node<'_>, name: &str) -> bool {
    owner.children.iter().any(|child| named(Some(child)).is_some_and(|(_, of)| of == name))
}

/// A new member that is there to hold the new structure is a part of the move.
fn holder(index: usize, structure: usize, edits: &mut [Edit<'_, '_>]) {
    let Some(structure) = edits[structure].head.filter(|node| node.kind == Kind::Structure) else { return };
    let (place, from) = (edits[index].place.clone(), scope(&edits[index]));
    let owner = |place: &str| place.rsplit_once('/').map(|(owner, _)| owner.to_owned());
    let holds = |edit: &Edit<'_, '_>| {
        is(edit, Kind::Member, &[ChangeKind::Added])
            && named(edit.head).is_some_and(|(_, name)| name == structure.key)
            && scope(edit) == from
            && owner(&edit.place) == owner(&place)
    };
    if let Some(found) = edits.iter().position(holds) {
        edits[found].claimed.get_or_insert(index);
    }
}
