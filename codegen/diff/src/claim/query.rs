//! Questions about edits that several claims ask.

use crate::change::ChangeKind;
use crate::edit::Edit;
use crate::facet::{Facet, Kind};
use crate::outline::Node;
use crate::value::{TypeOf, Value, Wire};

/// Whether an item of this kind changed as a whole in one of these ways.
pub(super) fn is(edit: &Edit<'_, '_>, kind: Kind, changes: &[ChangeKind]) -> bool {
    edit.facet.is_none() && edit.kind() == kind && changes.contains(&edit.change)
}

/// Whether a named structure or an enumeration changed as a whole in one of these ways.
pub(super) fn is_type(edit: &Edit<'_, '_>, changes: &[ChangeKind]) -> bool {
    is(edit, Kind::Structure, changes) && !is_in_operation(edit) || is(edit, Kind::Enum, changes)
}

/// Whether the item belongs to an operation. The structures of an operation are its input and output.
pub(super) fn is_in_operation(edit: &Edit<'_, '_>) -> bool {
    edit.around(Kind::Operation).is_some()
}

/// Returns the named type of a member.
pub(super) fn named_type<'m>(member: Option<&Node<'m>>) -> Option<(Kind, &'m str)> {
    match member?.facet(Facet::Type)? {
        Value::Type(TypeOf { wire: Wire::Structure(name), .. }) => Some((Kind::Structure, name)),
        Value::Type(TypeOf { wire: Wire::Enum(name), .. }) => Some((Kind::Enum, name)),
        _ => None,
    }
}

/// A service and its version: the scope in which names are unique.
pub(super) type Scope<'n> = (&'n str, &'n str);

/// Returns the scope of an edit.
pub(super) fn scope<'n>(edit: &Edit<'n, '_>) -> Scope<'n> {
    let key = |kind| edit.around(kind).map_or("", |node| &*node.key);
    (key(Kind::Service), key(Kind::Version))
}

/// Returns the place of the item's parent.
pub(super) fn parent_place<'e>(edit: &'e Edit<'_, '_>) -> &'e str {
    parent(&edit.place)
}

/// Returns the parent of a place.
pub(super) fn parent(place: &str) -> &str {
    place.rsplit_once('/').map_or("", |(parent, _)| parent)
}
