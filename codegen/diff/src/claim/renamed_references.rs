//! Claims facets that refer to a renamed item and are otherwise equal.

use std::collections::{BTreeMap, BTreeSet};

use super::query::{Scope, is_type, named_type, parent_place, scope};
use crate::change::ChangeKind;
use crate::edit::Edit;
use crate::facet::{Facet, Kind};

/// Claims members whose type was renamed.
pub(super) fn claim_types(edits: &mut [Edit<'_, '_>]) {
    let renamed: BTreeMap<_, usize> = edits
        .iter()
        .enumerate()
        .filter(|(_, edit)| is_type(edit, &[ChangeKind::Renamed, ChangeKind::Respelled]))
        .map(|(index, edit)| ((scope(edit), edit.kind(), edit.names()), index))
        .collect();
    for edit in edits.iter_mut().filter(|edit| edit.change == ChangeKind::Replaced) {
        let (Some((kind, old)), Some((_, new))) = (named_type(edit.base), named_type(edit.head)) else { continue };
        edit.cause = renamed.get(&(scope(edit), kind, (old, new))).copied();
        edit.only_names = edit.cause.is_some();
    }
}

/// The scope in which a name is unique.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum NameScope<'n> {
    /// The members of the structure at this place.
    Structure(String),
    /// The operations and types of a version.
    Version(Scope<'n>),
    /// The paths to members in a version.
    Path(Scope<'n>),
}

/// Old names, each with the new name and the edit that renamed the item.
type Renames<'n> = BTreeMap<&'n str, (&'n str, usize)>;

/// Claims facets that are equal once names are replaced.
pub(super) fn claim(edits: &mut [Edit<'_, '_>]) {
    let renames = renames(edits);
    for edit in edits.iter_mut() {
        let Some(names) = name_scope(edit).and_then(|scope| renames.get(&scope)) else { continue };
        let (Some(before), Some(after)) = (edit.before(), edit.after()) else { continue };
        let cause = words(&before).find_map(|word| names.get(word)).map(|(_, index)| *index);
        let renamed: String = words(&before).map(|word| names.get(word).map_or(word, |(name, _)| name)).collect();
        // Sets are sorted, so a new name may change the order.
        if cause.is_some() && sorted(&renamed) == sorted(&after) {
            edit.cause = edit.cause.or(cause);
            edit.only_names = true;
        }
    }
}

fn renames<'n>(edits: &[Edit<'n, '_>]) -> BTreeMap<NameScope<'n>, Renames<'n>> {
    let mut renames: BTreeMap<NameScope<'n>, Renames<'n>> = BTreeMap::new();
    for (index, edit) in edits.iter().enumerate() {
        if edit.facet.is_some() || !matches!(edit.change, ChangeKind::Renamed | ChangeKind::Respelled) {
            continue;
        }
        let (old, new) = edit.names();
        let scopes = match edit.kind() {
            Kind::Member => vec![NameScope::Structure(parent_place(edit).to_owned()), NameScope::Path(scope(edit))],
            _ => vec![NameScope::Version(scope(edit))],
        };
        for scope in scopes {
            renames.entry(scope).or_default().insert(old, (new, index));
        }
    }
    renames
}

/// Returns the scope of the names in a facet's value.
fn name_scope<'n>(edit: &Edit<'n, '_>) -> Option<NameScope<'n>> {
    match edit.facet? {
        Facet::OneOf | Facet::SomeOf | Facet::Together => Some(NameScope::Structure(edit.place.clone())),
        Facet::Requires | Facet::Labels => Some(NameScope::Structure(format!("{}/request", parent_place(edit)))),
        Facet::Query | Facet::Payload => Some(NameScope::Version(scope(edit))),
        Facet::Waiter => Some(NameScope::Path(scope(edit))),
        _ => None,
    }
}

/// Splits a text into names and the text between them.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let in_name = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let end = rest.find(|c| in_name(c) != in_name(first)).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        rest = after;
        Some(word)
    })
}

fn sorted(text: &str) -> Vec<BTreeSet<&str>> {
    let mut groups: Vec<BTreeSet<&str>> = text.split(", ").map(|group| group.split('|').collect()).collect();
    groups.sort();
    groups
}
