//! Knows which edits are echoes of others: one change of a person that shows in several places. The edit that says it best
//! claims the others; they stay in the list, for whoever wants to see everything.
//!
//! An edit is claimed where the claim explains all of it. Where it does not, it is a finding of its own: a claim may tell
//! too little away, never too much.

use std::collections::{BTreeMap, BTreeSet};

use super::edit::Edit;
use super::facet::{Facet, Kind, TypeOf, Value, Wire};
use super::how::How;
use super::outline::Node;
use super::pair::alike;

/// Finds the echoes.
pub fn claim(edits: &mut [Edit<'_, '_>]) {
    same_node(edits);
    renamed_types(edits);
    moved_members(edits);
    split_types(edits);
    renamed_words(edits);
    left_groups(edits);
    orphans(edits);
}

fn is(edit: &Edit<'_, '_>, kind: Kind, hows: &[How]) -> bool {
    edit.facet.is_none() && edit.kind() == kind && hows.contains(&edit.how)
}

/// What is said of a thing because of something else that is said of it.
fn same_node(edits: &mut [Edit<'_, '_>]) {
    let mut causes: BTreeMap<String, usize> = BTreeMap::new();
    for (index, edit) in edits.iter().enumerate() {
        let renamed = edit.facet.is_none() && edit.how == How::Renamed;
        if renamed || edit.facet == Some(Facet::Answer) {
            causes.insert(edit.place.clone(), index);
        }
    }
    for edit in edits.iter_mut() {
        let (echo, place) = match edit.facet {
            // A new name on the wire is a new name in Rust.
            Some(Facet::RustName | Facet::Setter) => (true, edit.place.clone()),
            // What an operation answers is called after it, and comes and goes with the kind of answer.
            Some(Facet::AnswerRoot) => (true, edit.place.clone()),
            None if edit.place.ends_with("/response") => (true, edit.place.trim_end_matches("/response").to_owned()),
            _ => (false, String::new()),
        };
        if echo {
            edit.claimed = causes.get(&place).copied();
        }
    }
    outputs(edits, &causes);
    versions(edits);
}

/// Inputs and outputs are called after the operation.
fn outputs(edits: &mut [Edit<'_, '_>], causes: &BTreeMap<String, usize>) {
    let operations: BTreeMap<String, usize> = edits
        .iter()
        .enumerate()
        .filter(|(_, edit)| edit.kind() == Kind::Operation && edit.facet == Some(Facet::RustName))
        .map(|(index, edit)| (edit.place.clone(), edit.claimed.unwrap_or(index)))
        .collect();
    for edit in edits.iter_mut().filter(|edit| edit.facet == Some(Facet::RustName) && edit.claimed.is_none()) {
        if let Some((operation, "request" | "response")) = edit.place.rsplit_once('/') {
            edit.claimed = operations.get(operation).or_else(|| causes.get(operation)).copied();
        }
    }
}

/// A module follows the version that it is made of.
fn versions(edits: &mut [Edit<'_, '_>]) {
    let renamed = edits.iter().position(|edit| is(edit, Kind::Version, &[How::Renamed]));
    for edit in edits.iter_mut().filter(|edit| edit.facet == Some(Facet::DefaultVersion)) {
        edit.claimed = renamed;
    }
}

/// The named type that a member's type is.
fn named<'m>(node: Option<&Node<'m>>) -> Option<(Kind, &'m str)> {
    match node?.facet(Facet::Type)? {
        Value::Type(TypeOf { wire: Wire::Structure(name), .. }) => Some((Kind::Structure, name)),
        Value::Type(TypeOf { wire: Wire::Enum(name), .. }) => Some((Kind::Enum, name)),
        _ => None,
    }
}

/// The version that an edit lies in, by its place: names mean something within one only.
fn scope(edit: &Edit<'_, '_>) -> String {
    let version = edit.around(Kind::Version).map_or("", |version| &*version.key);
    let service = edit.around(Kind::Service).map_or("", |service| &*service.key);
    format!("{service}/{version}")
}

/// Members of a type that is called otherwise are of that type still.
fn renamed_types(edits: &mut [Edit<'_, '_>]) {
    let mut renamed = BTreeMap::new();
    for (index, edit) in edits.iter().enumerate() {
        let kinds = [Kind::Structure, Kind::Enum];
        if kinds.iter().any(|kind| is(edit, *kind, &[How::Renamed, How::Respelled])) {
            let (old, new) = edit.names();
            renamed.insert((scope(edit), edit.kind(), old.to_owned(), new.to_owned()), index);
        }
    }
    for edit in edits.iter_mut().filter(|edit| edit.how == How::Replaced) {
        let (Some((kind, old)), Some((_, new))) = (named(edit.base), named(edit.head)) else { continue };
        edit.claimed = renamed.get(&(scope(edit), kind, old.to_owned(), new.to_owned())).copied();
    }
}

/// A member that is inside of an object now, or that came out of one.
fn moved_members(edits: &mut [Edit<'_, '_>]) {
    for index in 0..edits.len() {
        let edit = &edits[index];
        if !is(edit, Kind::Member, &[How::Removed]) || edit.claimed.is_some() {
            continue;
        }
        let Some(other) = edits.iter().position(|other| takes_over(edit, other)) else { continue };
        edits[index].how = How::Moved;
        edits[index].head = edits[other].head;
        edits[other].claimed = Some(index);
    }
}

/// Whether `other` is what became of a member that is gone: a new member of a structure that the same owner holds now, or
/// a new structure that has it.
fn takes_over(gone: &Edit<'_, '_>, other: &Edit<'_, '_>) -> bool {
    let (Some(base), Some(head)) = (gone.base, other.head) else { return false };
    let same = |node: &Node<'_>| {
        node.kind == Kind::Member && node.key == base.key && node.facet(Facet::Type) == base.facet(Facet::Type)
    };
    let free = other.facet.is_none() && other.how == How::Added && other.claimed.is_none();
    if !free || scope(gone) != scope(other) {
        return false;
    }
    match head.kind {
        // The member itself, at another place: in an owner that holds or is held by the first.
        Kind::Member => same(head) && near(gone, other),
        Kind::Structure => head.children.iter().any(same) && holds(gone.way.last().copied(), &head.key),
        _ => false,
    }
}

fn near(gone: &Edit<'_, '_>, other: &Edit<'_, '_>) -> bool {
    let (Some(from), Some(to)) = (gone.way.last(), other.way.last()) else { return false };
    holds(Some(from), &to.key) || holds(Some(to), &from.key)
}

/// Whether a structure has a member of this type.
fn holds(owner: Option<&Node<'_>>, name: &str) -> bool {
    let is_it = |child: &Node<'_>| named(Some(child)).is_some_and(|(_, of)| of == name);
    owner.is_some_and(|owner| owner.children.iter().any(is_it))
}

/// A member whose type is another one of the same members: where both types are there, one was split off the other or
/// given up for it.
fn split_types(edits: &mut [Edit<'_, '_>]) {
    let alone: BTreeMap<(String, String), (usize, How)> = edits
        .iter()
        .enumerate()
        .filter(|(_, edit)| {
            is(edit, Kind::Structure, &[How::Added, How::Removed]) || is(edit, Kind::Enum, &[How::Added, How::Removed])
        })
        .map(|(index, edit)| {
            ((scope(edit), edit.node().map_or(String::new(), |node| node.key.to_string())), (index, edit.how))
        })
        .collect();
    for index in 0..edits.len() {
        let edit = &edits[index];
        let (Some((_, old)), Some((_, new))) = (named(edit.base), named(edit.head)) else { continue };
        if edit.how != How::Replaced || edit.claimed.is_some() {
            continue;
        }
        let like = |one: Option<&Node<'_>>, other: Option<&Node<'_>>| {
            one.zip(other).map_or(0, |(one, other)| alike(one, other))
        };
        let cause = |name: &str, how| alone.get(&(scope(edit), name.to_owned())).filter(|(_, found)| *found == how);
        let (split, merged) = (cause(new, How::Added).copied(), cause(old, How::Removed).copied());
        let (before, after) = (sibling(edit, old), sibling(edit, new));
        match split.or(merged) {
            Some((cause, _)) if like(edits[cause].node(), if split.is_some() { before } else { after }) >= SPLIT => {
                edits[cause].how = if split.is_some() { How::Split } else { How::Merged };
                edits[index].claimed = Some(cause);
            }
            None if like(before, after) == 100 => edits[index].how = How::Retitled,
            _ => {}
        }
    }
}

/// How alike a type and what was split off it must be, of 100: whoever splits one does so to give the parts members of
/// their own.
const SPLIT: usize = 60;

/// A type of the version that an edit lies in.
fn sibling<'n, 'm>(edit: &Edit<'n, 'm>, name: &str) -> Option<&'n Node<'m>> {
    let version = edit.around(Kind::Version)?;
    version.children.iter().find(|node| matches!(node.kind, Kind::Structure | Kind::Enum) && node.key == name)
}

/// Facets that name something that is called otherwise now.
fn renamed_words(edits: &mut [Edit<'_, '_>]) {
    let mut renamed: BTreeMap<(String, String), (String, usize)> = BTreeMap::new();
    for (index, edit) in edits.iter().enumerate() {
        if edit.facet.is_none() && matches!(edit.how, How::Renamed | How::Respelled) {
            let (old, new) = edit.names();
            renamed.insert((scope(edit), old.to_owned()), (new.to_owned(), index));
        }
    }
    if renamed.is_empty() {
        return;
    }
    let facets =
        [Facet::OneOf, Facet::Together, Facet::Requires, Facet::Labels, Facet::Query, Facet::Payload, Facet::Waiter];
    for edit in edits.iter_mut().filter(|edit| edit.facet.is_some_and(|facet| facets.contains(&facet))) {
        let (Some(old), Some(new)) = (edit.before(), edit.after()) else { continue };
        let mut cause = None;
        let told: String = words(&old)
            .map(|word| match renamed.get(&(scope(edit), word.to_owned())) {
                Some((name, index)) => {
                    cause = Some(*index);
                    name.clone()
                }
                None => word.to_owned(),
            })
            .collect();
        // Sets are sorted, and a new name may stand elsewhere.
        if sorted(&told) == sorted(&new) {
            edit.claimed = edit.claimed.or(cause);
        }
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

/// A member that is gone is in no group any more, and one that is new was in none.
fn left_groups(edits: &mut [Edit<'_, '_>]) {
    for index in 0..edits.len() {
        let edit = &edits[index];
        if !matches!(edit.facet, Some(Facet::OneOf | Facet::Together)) || edit.claimed.is_some() {
            continue;
        }
        let prefix = format!("{}/", edit.place);
        let causes = edits.iter().enumerate().filter(|(_, other)| {
            let hows = [How::Added, How::Removed, How::Moved];
            other.place.starts_with(&prefix) && is(other, Kind::Member, &hows)
        });
        let causes: Vec<_> = causes.map(|(at, other)| (at, other.node().map_or("", |node| &*node.key))).collect();
        let without = |text: Option<String>| {
            let text = text.unwrap_or_default();
            let mut groups: Vec<BTreeSet<String>> = text
                .split(", ")
                .map(|group| {
                    group
                        .split('|')
                        .filter(|name| causes.iter().all(|(_, gone)| gone != name))
                        .map(str::to_owned)
                        .collect()
                })
                .filter(|group: &BTreeSet<String>| group.len() > 1)
                .collect();
            groups.sort();
            groups
        };
        if let Some((cause, _)) = causes.first().filter(|_| without(edit.before()) == without(edit.after())) {
            edits[index].claimed = Some(*cause);
        }
    }
}

/// Types that came with what uses them, or went with it. What is claimed so claims on, from what a person did outwards: two
/// types that only use each other stay findings.
fn orphans(edits: &mut [Edit<'_, '_>]) {
    for how in [How::Added, How::Removed] {
        let mut types: BTreeMap<(String, String), usize> = BTreeMap::new();
        let mut open = Vec::new();
        for (index, edit) in edits.iter().enumerate() {
            if is(edit, Kind::Structure, &[how]) && !is_bound(edit) || is(edit, Kind::Enum, &[how]) {
                types.insert((scope(edit), edit.node().map_or(String::new(), |node| node.key.to_string())), index);
            } else if edit.facet == Some(Facet::Type) || edit.facet.is_none() && edit.how == how {
                open.push((index, edit.claimed.unwrap_or(index)));
            }
        }
        while let Some((index, cause)) = open.pop() {
            let edit = &edits[index];
            let node = if how == How::Added { edit.head } else { edit.base };
            let names = node.map(used).unwrap_or_default();
            let scope = scope(edit);
            for name in names {
                let Some(found) = types.remove(&(scope.clone(), name)) else { continue };
                if edits[found].claimed.is_none() {
                    edits[found].claimed = Some(cause);
                    open.push((found, cause));
                }
            }
        }
    }
}

/// Whether it is the input or output of an operation, which is nobody's type.
fn is_bound(edit: &Edit<'_, '_>) -> bool {
    edit.around(Kind::Operation).is_some()
}

/// The types that a thing's members are of.
fn used(node: &Node<'_>) -> Vec<String> {
    let own = named(Some(node)).map(|(_, name)| name.to_owned());
    own.into_iter().chain(node.children.iter().flat_map(used)).collect()
}
