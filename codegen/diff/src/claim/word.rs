//! Knows which facets name something that is called otherwise now.

use std::collections::{BTreeMap, BTreeSet};

use super::{Scope, is_type, named, owner, scope};
use crate::edit::Edit;
use crate::facet::{Facet, Kind};
use crate::how::ChangeKind;

/// Members of a type that is called otherwise are of that type still.
pub(super) fn types(edits: &mut [Edit<'_, '_>]) {
    let renamed: BTreeMap<_, usize> = edits
        .iter()
        .enumerate()
        .filter(|(_, edit)| is_type(edit, &[ChangeKind::Renamed, ChangeKind::Respelled]))
        .map(|(index, edit)| ((scope(edit), edit.kind(), edit.names()), index))
        .collect();
    for edit in edits.iter_mut().filter(|edit| edit.how == ChangeKind::Replaced) {
        let (Some((kind, old)), Some((_, new))) = (named(edit.base), named(edit.head)) else { continue };
        edit.claimed = renamed.get(&(scope(edit), kind, (old, new))).copied();
        edit.same = edit.claimed.is_some();
    }
}

/// Where a name means something.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Within<'n> {
    /// Among the members of the structure at this place.
    Structure(String),
    /// Among the operations and types of a version.
    Version(Scope<'n>),
    /// In the path to some member of a version.
    Path(Scope<'n>),
}

/// New names and the edits that say so, by where they mean something and the old names.
type Renamed<'n> = BTreeMap<Within<'n>, BTreeMap<&'n str, (&'n str, usize)>>;

/// Claims facets that say the same with the new names.
pub(super) fn claim(edits: &mut [Edit<'_, '_>]) {
    let renamed = renamed(edits);
    for edit in edits.iter_mut() {
        let Some(names) = within(edit).and_then(|within| renamed.get(&within)) else { continue };
        let (Some(before), Some(after)) = (edit.before(), edit.after()) else { continue };
        let cause = words(&before).find_map(|word| names.get(word)).map(|(_, index)| *index);
        let told: String = words(&before).map(|word| names.get(word).map_or(word, |(name, _)| name)).collect();
        // Sets are sorted, and a new name may stand elsewhere.
        if cause.is_some() && sorted(&told) == sorted(&after) {
            edit.claimed = edit.claimed.or(cause);
            edit.same = true;
        }
    }
}

fn renamed<'n>(edits: &[Edit<'n, '_>]) -> Renamed<'n> {
    let mut renamed = Renamed::new();
    for (index, edit) in edits.iter().enumerate() {
        if edit.facet.is_some() || !matches!(edit.how, ChangeKind::Renamed | ChangeKind::Respelled) {
            continue;
        }
        let (old, new) = edit.names();
        let within = match edit.kind() {
            Kind::Member => vec![Within::Structure(owner(edit).to_owned()), Within::Path(scope(edit))],
            _ => vec![Within::Version(scope(edit))],
        };
        for within in within {
            renamed.entry(within).or_default().insert(old, (new, index));
        }
    }
    renamed
}

/// What the names in a facet are names of.
fn within<'n>(edit: &Edit<'n, '_>) -> Option<Within<'n>> {
    match edit.facet? {
        Facet::OneOf | Facet::SomeOf | Facet::Together => Some(Within::Structure(edit.place.clone())),
        Facet::Requires | Facet::Labels => Some(Within::Structure(format!("{}/request", owner(edit)))),
        Facet::Query | Facet::Payload => Some(Within::Version(scope(edit))),
        Facet::Waiter => Some(Within::Path(scope(edit))),
        _ => None,
    }
}

/// A text cut into names and what stands between them.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let part = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let end = rest.find(|c| part(c) != part(first)).unwrap_or(rest.len());
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
