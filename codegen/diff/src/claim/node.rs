//! Knows what is said of a thing because of something else that is said of it, or of what it is a part of.

use std::collections::BTreeMap;

use super::{is, is_bound, owner};
use crate::edit::Edit;
use crate::facet::{Facet, Kind};
use crate::how::ChangeKind;

/// An edit by what it is of and, for facets, which.
type Causes = BTreeMap<(Kind, Option<Facet>, String), usize>;

/// Claims what follows from a new name, another kind of answer, another protocol, or another version.
pub(super) fn claim(edits: &mut [Edit<'_, '_>]) {
    let causes = causes(edits);
    let cause = |kind, facet, place: &str| causes.get(&(kind, facet, place.to_owned())).copied();
    for edit in edits {
        let (kind, place) = (edit.kind(), edit.place.as_str());
        edit.claimed = match edit.facet {
            // Inputs and outputs are called after the operation.
            Some(Facet::RustName) if kind == Kind::Structure && is_bound(edit) => {
                let renamed = cause(Kind::Operation, None, owner(edit));
                renamed.or_else(|| cause(Kind::Operation, Some(Facet::RustName), owner(edit)))
            }
            // A new name on the wire is a new name in Rust.
            Some(Facet::RustName) => cause(kind, None, place),
            Some(Facet::Setter) => cause(kind, None, place).or_else(|| cause(kind, Some(Facet::RustName), place)),
            // The root of an answer comes and goes with the kind of answer.
            Some(Facet::AnswerRoot) => {
                let protocol = cause(kind, Some(Facet::Protocol), place);
                protocol.or_else(|| cause(kind, Some(Facet::Answer), place))
            }
            // So does everything about the way, with the protocol.
            Some(Facet::Answer | Facet::Root) => cause(kind, Some(Facet::Protocol), place),
            Some(Facet::Location) => cause(Kind::Operation, Some(Facet::Protocol), around(edit)),
            // A module follows the version that it is made of.
            Some(Facet::DefaultVersion) => cause(Kind::Version, None, place),
            None if kind == Kind::Structure && is_bound(edit) => {
                cause(Kind::Operation, Some(Facet::Answer), owner(edit))
            }
            // The permission of an action is called after the service and the action.
            None if is(edit, Kind::Permission, &[ChangeKind::Added, ChangeKind::Removed]) => {
                let renamed = cause(Kind::Operation, None, owner(edit)).filter(|_| is_own(edit));
                renamed
                    .or_else(|| cause(Kind::Version, Some(Facet::Name), around(edit)))
                    .or_else(|| cause(Kind::Operation, Some(Facet::Protocol), owner(edit)))
            }
            None if is(edit, Kind::HttpBinding, &[ChangeKind::Added, ChangeKind::Removed]) => {
                cause(Kind::Operation, Some(Facet::Protocol), owner(edit))
            }
            _ => None,
        };
    }
}

fn causes(edits: &[Edit<'_, '_>]) -> Causes {
    let mut causes = Causes::new();
    for (index, edit) in edits.iter().enumerate() {
        let renamed = edit.facet.is_none() && matches!(edit.how, ChangeKind::Renamed | ChangeKind::Respelled);
        let facets = [Facet::RustName, Facet::Answer, Facet::Protocol, Facet::Name];
        if renamed && edit.kind() == Kind::Version {
            // Of several versions, only the default one's name is the module's.
            let unnamed = edit.base.is_some_and(|node| node.key.is_empty());
            let service = if unnamed { edit.place.as_str() } else { owner(edit) };
            causes.extend(is_default(edit).then(|| ((Kind::Version, None, service.to_owned()), index)));
        } else if renamed || edit.facet.is_some_and(|facet| facets.contains(&facet)) {
            causes.insert((edit.kind(), edit.facet, edit.place.clone()), index);
        }
    }
    causes
}

/// The place of what the owner of an edit's thing is a part of.
fn around<'e>(edit: &'e Edit<'_, '_>) -> &'e str {
    owner(edit).rsplit_once('/').map_or("", |(version, _)| version)
}

/// Whether a permission is called after its operation.
fn is_own(edit: &Edit<'_, '_>) -> bool {
    let operations = [edit.around(Kind::Operation).map(|node| &*node.key), owner(edit).rsplit('/').next()];
    let action = edit.node().and_then(|node| node.key.rsplit(':').next());
    operations.contains(&action)
}

/// Whether the version that was renamed is the newest one: then there is no other reason for a new default.
fn is_default(edit: &Edit<'_, '_>) -> bool {
    let service = edit.around(Kind::Service);
    let head = edit.head.map(|node| &*node.key);
    service.is_some_and(|service| Some(service.text(Facet::DefaultVersion)) == head)
}
