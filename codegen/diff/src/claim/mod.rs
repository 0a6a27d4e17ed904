//! Knows which edits are echoes of others: one change of a person that shows in several places. The edit that says it best
//! claims the others; they stay in the list, for whoever wants to see everything.
//!
//! An edit is claimed where the claim explains all of it. Where it does not, it is a finding of its own: a claim may tell
//! too little away, never too much. What an echo breaks beyond what its cause says is checked once more when both have
//! been judged.

mod group;
mod moved;
mod node;
mod orphan;
mod split;
mod word;

use super::edit::Edit;
use super::facet::{Facet, Kind, TypeOf, Value, Wire};
use super::how::ChangeKind;
use super::outline::Node;

/// Finds the echoes.
pub fn claim(edits: &mut [Edit<'_, '_>]) {
    node::claim(edits);
    word::types(edits);
    moved::claim(edits);
    split::claim(edits);
    word::claim(edits);
    group::claim(edits);
    orphan::claim(edits);
}

fn is(edit: &Edit<'_, '_>, kind: Kind, hows: &[ChangeKind]) -> bool {
    edit.facet.is_none() && edit.kind() == kind && hows.contains(&edit.how)
}

/// A structure or enumeration as a whole.
fn is_type(edit: &Edit<'_, '_>, hows: &[ChangeKind]) -> bool {
    is(edit, Kind::Structure, hows) && !is_bound(edit) || is(edit, Kind::Enum, hows)
}

/// Whether it is the input or output of an operation, which is nobody's type.
fn is_bound(edit: &Edit<'_, '_>) -> bool {
    edit.around(Kind::Operation).is_some()
}

/// The named type that a member's type is.
fn named<'m>(node: Option<&Node<'m>>) -> Option<(Kind, &'m str)> {
    match node?.facet(Facet::Type)? {
        Value::Type(TypeOf { wire: Wire::Structure(name), .. }) => Some((Kind::Structure, name)),
        Value::Type(TypeOf { wire: Wire::Enum(name), .. }) => Some((Kind::Enum, name)),
        _ => None,
    }
}

/// A service and a version of it: names mean something within one only.
type Scope<'n> = (&'n str, &'n str);

/// What an edit lies in.
fn scope<'n>(edit: &Edit<'n, '_>) -> Scope<'n> {
    let key = |kind| edit.around(kind).map_or("", |node| &*node.key);
    (key(Kind::Service), key(Kind::Version))
}

/// The place of what an edit's thing is a part of.
fn owner<'e>(edit: &'e Edit<'_, '_>) -> &'e str {
    edit.place.rsplit_once('/').map_or("", |(owner, _)| owner)
}
