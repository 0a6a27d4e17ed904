//! Knows when something that is gone and something that is new are one thing under another name.

use std::collections::BTreeSet;

use super::facet::{Facet, Kind};
use super::outline::Node;

/// ChangeKind alike two things must be, of 100. Two unlike things taken for one hide an addition behind a removal; two alike ones
/// taken for two only say the same at more length.
const ALIKE: usize = 80;

/// ChangeKind much is looked at: siblings that are all new and all gone are another thing altogether.
const MOST: usize = 400_000;

/// Takes out of both lists what is one thing, the most alike first.
pub fn pairs<'n, 'm>(
    removed: &mut Vec<&'n Node<'m>>,
    added: &mut Vec<&'n Node<'m>>,
) -> Vec<(&'n Node<'m>, &'n Node<'m>)> {
    let weigh = |nodes: &[&Node<'_>]| nodes.iter().map(|node| weight(node)).sum::<usize>();
    let work = removed.len().saturating_mul(weigh(added)).saturating_add(added.len().saturating_mul(weigh(removed)));
    if work > MOST {
        return Vec::new();
    }
    let only = removed.len() == 1 && added.len() == 1;
    let mut found = Vec::new();
    for (of_base, base) in removed.iter().enumerate() {
        for (of_head, head) in added.iter().enumerate().filter(|(_, head)| head.kind == base.kind) {
            let alike = if only && base.kind == Kind::Version { 100 } else { alike(base, head) };
            found.extend((alike >= ALIKE).then_some((alike, of_base, of_head)));
        }
    }
    // A stable sort: of equals, what stands first is taken first.
    found.sort_by_key(|(alike, ..)| std::cmp::Reverse(*alike));
    let (mut gone, mut new) = (BTreeSet::new(), BTreeSet::new());
    found.retain(|(_, base, head)| {
        !gone.contains(base) && !new.contains(head) && gone.insert(*base) && new.insert(*head)
    });
    let pairs = found.iter().map(|(_, base, head)| (removed[*base], added[*head])).collect();
    keep(removed, &gone);
    keep(added, &new);
    pairs
}

fn keep<T>(nodes: &mut Vec<T>, taken: &BTreeSet<usize>) {
    let mut index = 0..;
    nodes.retain(|_| !index.next().is_some_and(|index| taken.contains(&index)));
}

/// ChangeKind much of a thing is looked at.
fn weight(node: &Node<'_>) -> usize {
    1 + node.children.iter().map(weight).sum::<usize>()
}

/// ChangeKind alike two things of one kind are, of 100.
pub fn alike(base: &Node<'_>, head: &Node<'_>) -> usize {
    let always = |alike: bool, much: usize| if alike { much } else { 0 };
    match base.kind {
        // Whether a policy allows one says nothing of another.
        Kind::Permission | Kind::Grant | Kind::Waiter | Kind::Pages | Kind::Callback | Kind::Crate => 0,
        _ if letters(&base.key).eq(letters(&head.key)) => 100,
        Kind::Service => services(base, head),
        Kind::Version => 0,
        Kind::Operation => parts(base, head).min(50 + names(&base.key, &head.key)),
        Kind::Structure | Kind::Enum | Kind::Rule => parts(base, head),
        Kind::Member | Kind::Argument => member(base, head),
        Kind::Value | Kind::Error => always(same_text(base, head, Facet::Doc), 90),
        Kind::Part => always(same_text(base, head, Facet::Form), 100),
        Kind::HttpBinding => always(base.facets == head.facets, 100),
    }
}

/// What two spellings of a name have in common.
pub fn letters(name: &str) -> impl Iterator<Item = char> {
    name.chars().filter(|c| c.is_alphanumeric()).map(|c| c.to_ascii_lowercase())
}

/// A member stays the same under another name where its type and place stay, and its name or text says so.
fn member(base: &Node<'_>, head: &Node<'_>) -> usize {
    let stays = [Facet::Type, Facet::Location].iter().all(|facet| base.facet(*facet) == head.facet(*facet));
    match () {
        () if !stays => 0,
        () if same_text(base, head, Facet::Doc) => 95,
        () => names(&base.key, &head.key),
    }
}

fn same_text(base: &Node<'_>, head: &Node<'_>, facet: Facet) -> bool {
    !base.text(facet).is_empty() && base.text(facet) == head.text(facet)
}

/// ChangeKind many of the parts are the same. What has next to nothing is like anything, and so like nothing.
fn parts(base: &Node<'_>, head: &Node<'_>) -> usize {
    let (base, head) = (leaves(base), leaves(head));
    let (same, all) = (base.intersection(&head).count(), base.union(&head).count());
    if same < 2 { 0 } else { same * 100 / all }
}

/// A service of another module is the same where its versions have the same operations.
fn services(base: &Node<'_>, head: &Node<'_>) -> usize {
    let operations = |node: &Node<'_>| -> BTreeSet<String> {
        let versions = node.children.iter();
        let all = versions.flat_map(|version| version.children.iter().map(move |child| (version, child)));
        let operations = all.filter(|(_, child)| child.kind == Kind::Operation);
        operations.map(|(version, operation)| format!("{} {}", version.key, operation.key)).collect()
    };
    let (base, head) = (operations(base), operations(head));
    let (same, all) = (base.intersection(&head).count(), base.union(&head).count());
    if same == 0 { 0 } else { same * 100 / all }
}

/// What a thing consists of: the names and types of members, at any depth.
fn leaves<'n>(node: &'n Node<'_>) -> BTreeSet<(&'n str, &'n str, String)> {
    let mut leaves = BTreeSet::new();
    for child in &node.children {
        match child.kind {
            Kind::Structure => leaves.extend(child.children.iter().map(|leaf| (&*child.key, &*leaf.key, what(leaf)))),
            Kind::Member | Kind::Value | Kind::HttpBinding | Kind::Part => {
                _ = leaves.insert(("", &*child.key, what(child)))
            }
            _ => {}
        }
    }
    leaves
}

fn what(node: &Node<'_>) -> String {
    let said = node.facet(Facet::Type).map(ToString::to_string);
    said.unwrap_or_else(|| format!("{}{}", node.text(Facet::Path), node.text(Facet::Form)))
}

/// ChangeKind much of two names is the same, of 100: what both begin and end with.
fn names(base: &str, head: &str) -> usize {
    let common = |pairs: &mut dyn Iterator<Item = (u8, u8)>| {
        pairs.take_while(|(one, other)| one.eq_ignore_ascii_case(other)).count()
    };
    let begin = common(&mut base.bytes().zip(head.bytes()));
    let end = common(&mut base.bytes().rev().zip(head.bytes().rev()));
    let longest = base.len().max(head.len());
    let shortest = base.len().min(head.len());
    (begin + end).min(shortest) * 100 / longest.max(1)
}
