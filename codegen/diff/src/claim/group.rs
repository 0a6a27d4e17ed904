//! Knows which groups of members only say that a member came or went.

use std::collections::{BTreeMap, BTreeSet};

use super::{is, owner};
use crate::edit::Edit;
use crate::facet::{Facet, Kind};
use crate::how::ChangeKind;

/// A member that is gone is in no group any more, and one that is new was in none.
pub(super) fn claim(edits: &mut [Edit<'_, '_>]) {
    let mut changed: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, edit) in edits.iter().enumerate() {
        if is(edit, Kind::Member, &[ChangeKind::Added, ChangeKind::Removed, ChangeKind::Moved]) {
            changed.entry(owner(edit).to_owned()).or_default().push(index);
        }
    }
    for index in 0..edits.len() {
        let edit = &edits[index];
        if !matches!(edit.facet, Some(Facet::OneOf | Facet::SomeOf | Facet::Together)) || edit.claimed.is_some() {
            continue;
        }
        let Some(causes) = changed.get(&edit.place) else { continue };
        let names: BTreeSet<&str> = causes.iter().filter_map(|cause| Some(&*edits[*cause].node()?.key)).collect();
        if without(edit.before(), &names) == without(edit.after(), &names) {
            edits[index].claimed = causes.first().copied();
        }
    }
}

/// Groups without these members. One alone is no group.
fn without(text: Option<String>, names: &BTreeSet<&str>) -> Vec<BTreeSet<String>> {
    let text = text.unwrap_or_default();
    let stay = |group: &str| group.split('|').filter(|name| !names.contains(name)).map(str::to_owned).collect();
    let mut groups: Vec<BTreeSet<String>> =
        text.split(", ").map(stay).filter(|group: &BTreeSet<String>| group.len() > 1).collect();
    groups.sort();
    groups
}
