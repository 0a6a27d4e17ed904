//! Claims changes of member groups that follow from members that were added, removed or moved.

use std::collections::{BTreeMap, BTreeSet};

use super::query::{is, parent_place};
use crate::change::ChangeKind;
use crate::edit::Edit;
use crate::facet::{Facet, Kind};

/// Claims groups that are equal apart from members that came or went.
pub(super) fn claim(edits: &mut [Edit<'_, '_>]) {
    let changed_members = changed_members(edits);
    for index in 0..edits.len() {
        let edit = &edits[index];
        if !matches!(edit.facet, Some(Facet::OneOf | Facet::SomeOf | Facet::Together)) || edit.cause.is_some() {
            continue;
        }
        let Some(causes) = changed_members.get(&edit.place) else { continue };
        let names: BTreeSet<&str> = causes.iter().filter_map(|cause| Some(&*edits[*cause].node()?.key)).collect();
        if groups_without(edit.before(), &names) == groups_without(edit.after(), &names) {
            edits[index].cause = causes.first().copied();
        }
    }
}

/// Returns the edits of members that came or went, by the place of their structure.
fn changed_members(edits: &[Edit<'_, '_>]) -> BTreeMap<String, Vec<usize>> {
    let mut changed: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, edit) in edits.iter().enumerate() {
        if is(edit, Kind::Member, &[ChangeKind::Added, ChangeKind::Removed, ChangeKind::Moved]) {
            changed.entry(parent_place(edit).to_owned()).or_default().push(index);
        }
    }
    changed
}

/// Parses groups without these members. A single member is not a group.
fn groups_without(text: Option<String>, names: &BTreeSet<&str>) -> Vec<BTreeSet<String>> {
    let text = text.unwrap_or_default();
    let rest = |group: &str| group.split('|').filter(|name| !names.contains(name)).map(str::to_owned).collect();
    let groups = text.split(", ").map(rest).filter(|group: &BTreeSet<String>| group.len() > 1);
    let mut groups: Vec<_> = groups.collect();
    groups.sort();
    groups
}
