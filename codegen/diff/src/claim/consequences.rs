//! Claims edits that follow from another edit of the same item or of an ancestor.

use std::collections::BTreeMap;

use super::query::{is, is_in_operation, parent, parent_place};
use crate::change::ChangeKind;
use crate::edit::Edit;
use crate::facet::{Facet, Kind};

/// Edits that can be a cause, by kind, facet and place.
#[derive(Default)]
struct Causes(BTreeMap<(Kind, Option<Facet>, String), usize>);

impl Causes {
    fn find(&self, kind: Kind, facet: Option<Facet>, place: &str) -> Option<usize> {
        self.0.get(&(kind, facet, place.to_owned())).copied()
    }
}

/// Claims what follows from another name, kind of response, protocol, or version.
pub(super) fn claim(edits: &mut [Edit<'_, '_>]) {
    let causes = causes(edits);
    for edit in edits {
        edit.cause = match edit.facet {
            Some(facet) => facet_cause(edit, facet, &causes),
            None => item_cause(edit, &causes),
        };
    }
}

/// Returns the cause of a facet's change.
fn facet_cause(edit: &Edit<'_, '_>, facet: Facet, causes: &Causes) -> Option<usize> {
    let (kind, place) = (edit.kind(), edit.place.as_str());
    match facet {
        // Inputs and outputs are named after the operation.
        Facet::RustName if kind == Kind::Structure && is_in_operation(edit) => {
            let renamed = causes.find(Kind::Operation, None, parent_place(edit));
            renamed.or_else(|| causes.find(Kind::Operation, Some(Facet::RustName), parent_place(edit)))
        }
        // A new name on the wire gives a new Rust name.
        Facet::RustName => causes.find(kind, None, place),
        Facet::Setter => causes.find(kind, None, place).or_else(|| causes.find(kind, Some(Facet::RustName), place)),
        // The root of a response depends on the kind of response.
        Facet::ResponseRoot => {
            let protocol = causes.find(kind, Some(Facet::Protocol), place);
            protocol.or_else(|| causes.find(kind, Some(Facet::Response), place))
        }
        Facet::Response | Facet::Root => causes.find(kind, Some(Facet::Protocol), place),
        Facet::Location => causes.find(Kind::Operation, Some(Facet::Protocol), grandparent_place(edit)),
        // A service's names are those of its version.
        Facet::DefaultVersion => causes.find(Kind::Version, None, place),
        _ => None,
    }
}

/// Returns the cause of an item's change as a whole.
fn item_cause(edit: &Edit<'_, '_>, causes: &Causes) -> Option<usize> {
    let parent = parent_place(edit);
    let protocol = || causes.find(Kind::Operation, Some(Facet::Protocol), parent);
    let came_or_went = [ChangeKind::Added, ChangeKind::Removed];
    match edit.kind() {
        Kind::Structure if is_in_operation(edit) => causes.find(Kind::Operation, Some(Facet::Response), parent),
        // The permission of an action is named after the service and the action.
        Kind::Permission if is(edit, Kind::Permission, &came_or_went) => {
            let renamed = causes.find(Kind::Operation, None, parent).filter(|_| is_named_after_operation(edit));
            let service = || causes.find(Kind::Version, Some(Facet::Name), grandparent_place(edit));
            renamed.or_else(service).or_else(protocol)
        }
        Kind::HttpBinding if is(edit, Kind::HttpBinding, &came_or_went) => protocol(),
        _ => None,
    }
}

fn causes(edits: &[Edit<'_, '_>]) -> Causes {
    let mut causes = Causes::default();
    for (index, edit) in edits.iter().enumerate() {
        let renamed = edit.facet.is_none() && matches!(edit.change, ChangeKind::Renamed | ChangeKind::Respelled);
        let facets = [Facet::RustName, Facet::Response, Facet::Protocol, Facet::Name];
        if renamed && edit.kind() == Kind::Version {
            // Of several versions, only the default one names the items of the module.
            let unnamed = edit.base.is_some_and(|node| node.key.is_empty());
            let service = if unnamed { edit.place.as_str() } else { parent_place(edit) };
            causes.0.extend(is_default_version(edit).then(|| ((Kind::Version, None, service.to_owned()), index)));
        } else if renamed || edit.facet.is_some_and(|facet| facets.contains(&facet)) {
            causes.0.insert((edit.kind(), edit.facet, edit.place.clone()), index);
        }
    }
    causes
}

fn grandparent_place<'e>(edit: &'e Edit<'_, '_>) -> &'e str {
    parent(parent_place(edit))
}

fn is_named_after_operation(edit: &Edit<'_, '_>) -> bool {
    let operations = [edit.around(Kind::Operation).map(|node| &*node.key), parent_place(edit).rsplit('/').next()];
    let action = edit.node().and_then(|node| node.key.rsplit(':').next());
    operations.contains(&action)
}

/// Whether a renamed version is the newest one, so that the default version has no other reason to change.
fn is_default_version(edit: &Edit<'_, '_>) -> bool {
    let service = edit.around(Kind::Service);
    let head = edit.head.map(|node| &*node.key);
    service.is_some_and(|service| Some(service.text(Facet::DefaultVersion)) == head)
}
