//! Rates how similar two items of one kind are, in percent.

use std::collections::BTreeSet;

use crate::facet::{Facet, Kind};
use crate::outline::Node;

/// Returns the similarity of two items in percent.
pub fn similarity(base: &Node<'_>, head: &Node<'_>) -> usize {
    let if_same = |same: bool, percent: usize| if same { percent } else { 0 };
    match base.kind {
        // One permission says nothing about another.
        Kind::Permission | Kind::Grant | Kind::Waiter | Kind::Paginator | Kind::Callback | Kind::Crate => 0,
        _ if letters(&base.key).eq(letters(&head.key)) => 100,
        Kind::Service => shared_operations(base, head),
        Kind::Version => 0,
        Kind::Operation => shared_parts(base, head).min(50 + shared_letters(&base.key, &head.key)),
        Kind::Structure | Kind::Enum | Kind::Rule => shared_parts(base, head),
        // Whether a member was renamed depends on its siblings, too: see `renamed`.
        Kind::Member | Kind::Argument => 0,
        Kind::Value | Kind::Error => if_same(same_text(base, head, Facet::Doc), 90),
        Kind::Part => if_same(same_text(base, head, Facet::Form), 100),
        Kind::HttpBinding => if_same(base.facets == head.facets, 100),
    }
}

/// Returns the letters and digits of a name in lower case: what all spellings of a name have in common.
pub fn letters(name: &str) -> impl Iterator<Item = char> {
    name.chars().filter(|c| c.is_alphanumeric()).map(|c| c.to_ascii_lowercase())
}

/// Whether both items have the same text, which is not empty.
pub fn same_text(base: &Node<'_>, head: &Node<'_>, facet: Facet) -> bool {
    !base.text(facet).is_empty() && base.text(facet) == head.text(facet)
}

/// Returns the percentage of parts that both have. Items that share fewer than two parts are too small to compare.
fn shared_parts(base: &Node<'_>, head: &Node<'_>) -> usize {
    percentage(&parts(base), &parts(head), 2)
}

/// Returns the percentage of operations that both services have.
fn shared_operations(base: &Node<'_>, head: &Node<'_>) -> usize {
    percentage(&operations(base), &operations(head), 1)
}

fn percentage<T: Ord>(base: &BTreeSet<T>, head: &BTreeSet<T>, min_shared: usize) -> usize {
    let (shared, all) = (base.intersection(head).count(), base.union(head).count());
    if shared < min_shared { 0 } else { shared * 100 / all }
}

fn operations<'n>(service: &'n Node<'_>) -> BTreeSet<(&'n str, &'n str)> {
    let versions = service.children.iter();
    let items = versions.flat_map(|version| version.children.iter().map(move |child| (version, child)));
    let operations = items.filter(|(_, child)| child.kind == Kind::Operation);
    operations.map(|(version, operation)| (&*version.key, &*operation.key)).collect()
}

/// Returns the parts of an item: for each member at any depth, its structure, name and type.
fn parts<'n>(node: &'n Node<'_>) -> BTreeSet<(&'n str, &'n str, String)> {
    let mut parts = BTreeSet::new();
    for child in &node.children {
        match child.kind {
            Kind::Structure => {
                parts.extend(child.children.iter().map(|part| (&*child.key, &*part.key, description(part))));
            }
            Kind::Member | Kind::Value | Kind::HttpBinding | Kind::Part => {
                parts.insert(("", &*child.key, description(child)));
            }
            _ => {}
        }
    }
    parts
}

fn description(part: &Node<'_>) -> String {
    let ty = part.facet(Facet::Type).map(ToString::to_string);
    ty.unwrap_or_else(|| format!("{}{}", part.text(Facet::Path), part.text(Facet::Form)))
}

/// Returns the percentage of two names that is equal at the beginning and the end.
pub fn shared_letters(base: &str, head: &str) -> usize {
    let equal = |pairs: &mut dyn Iterator<Item = (u8, u8)>| {
        pairs.take_while(|(one, other)| one.eq_ignore_ascii_case(other)).count()
    };
    let beginning = equal(&mut base.bytes().zip(head.bytes()));
    let end = equal(&mut base.bytes().rev().zip(head.bytes().rev()));
    let longest = base.len().max(head.len());
    let shortest = base.len().min(head.len());
    (beginning + end).min(shortest) * 100 / longest.max(1)
}
