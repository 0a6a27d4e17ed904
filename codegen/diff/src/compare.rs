//! Compares two outlines: finds the items that only one of them has, and the facets that differ in items that both have.

use std::collections::HashMap;

use crate::change::ChangeKind;
use crate::difference;
use crate::edit::Edit;
use crate::facet::{Facet, Flow, Kind};
use crate::outline::Node;
use crate::pair::pairs;
use crate::similarity::letters;
use codegen_model::source::Span;

/// Returns all differences.
pub fn compare<'n, 'm>(base: &'n Node<'m>, head: &'n Node<'m>) -> Vec<Edit<'n, 'm>> {
    let mut comparison =
        Comparison { edits: Vec::new(), ancestors: Vec::new(), parents: Vec::new(), place: String::new() };
    comparison.compare_items(base, head);
    comparison.edits
}

struct Comparison<'n, 'm> {
    edits: Vec<Edit<'n, 'm>>,
    ancestors: Vec<&'n Node<'m>>,
    /// The ancestors in the base and in the head.
    parents: Vec<(&'n Node<'m>, &'n Node<'m>)>,
    place: String,
}

/// Identifies an item among its siblings: kind, key, and the count of equal ones so far.
type Identity<'n> = (Kind, &'n str, usize);

impl<'n, 'm> Comparison<'n, 'm> {
    fn compare_items(&mut self, base: &'n Node<'m>, head: &'n Node<'m>) {
        let outer = self.enter(&base.key);
        if base.key != head.key {
            let respelled = letters(&base.key).eq(letters(&head.key));
            let change = if respelled { ChangeKind::Respelled } else { ChangeKind::Renamed };
            self.edit(change, None, Some(base), Some(head));
        }
        self.compare_facets(base, head);
        self.ancestors.push(head);
        self.parents.push((base, head));
        self.compare_children(base, head);
        self.parents.pop();
        self.ancestors.pop();
        self.place.truncate(outer);
    }

    /// Appends a key to the place and returns the length of the place before.
    fn enter(&mut self, key: &str) -> usize {
        let outer = self.place.len();
        if outer > 0 && !key.is_empty() {
            self.place.push('/');
        }
        self.place.push_str(key);
        outer
    }

    fn compare_facets(&mut self, base: &'n Node<'m>, head: &'n Node<'m>) {
        let in_base = base.facets.iter().map(|(facet, _)| *facet);
        let only_in_head = head.facets.iter().map(|(facet, _)| *facet).filter(|facet| base.facet(*facet).is_none());
        for facet in in_base.chain(only_in_head).filter(|facet| is_comparable(*facet, base, head)) {
            if let Some(change) = difference::between(facet, base.facet(facet), head.facet(facet)) {
                self.edit(change, Some(facet), Some(base), Some(head));
            }
        }
    }

    fn compare_children(&mut self, base: &'n Node<'m>, head: &'n Node<'m>) {
        let mut in_head: HashMap<Identity<'n>, &'n Node<'m>> = identified(&head.children).collect();
        let (mut both, mut removed, mut places) = (Vec::new(), Vec::new(), HashMap::new());
        let mut before: Option<(&Node<'_>, Span)> = None;
        for (identity, node) in identified(&base.children) {
            match in_head.remove(&identity) {
                Some(other) => {
                    both.push((node, other));
                    before = Some((node, other.span));
                }
                None => {
                    let sibling = before.filter(|(sibling, _)| is_beside(sibling, node));
                    places.insert(std::ptr::from_ref(node).addr(), sibling.map(|(_, span)| span));
                    removed.push(node);
                }
            }
        }
        let added = identified(&head.children).filter(|(identity, _)| in_head.contains_key(identity));
        let mut added: Vec<_> = added.map(|(_, node)| node).collect();
        both.extend(pairs([&base.children, &head.children], &mut removed, &mut added));
        both.into_iter().for_each(|(base, head)| self.compare_items(base, head));
        for node in removed {
            self.only_one_side(ChangeKind::Removed, node);
            let was = places.get(&std::ptr::from_ref(node).addr()).copied().flatten();
            self.edits.last_mut().into_iter().for_each(|edit| edit.was = was);
        }
        added.into_iter().for_each(|node| self.only_one_side(ChangeKind::Added, node));
    }

    fn only_one_side(&mut self, change: ChangeKind, node: &'n Node<'m>) {
        let outer = self.enter(&node.key);
        let (base, head) = if change == ChangeKind::Removed { (Some(node), None) } else { (None, Some(node)) };
        self.edit(change, None, base, head);
        self.place.truncate(outer);
    }

    fn edit(
        &mut self,
        change: ChangeKind,
        facet: Option<Facet>,
        base: Option<&'n Node<'m>>,
        head: Option<&'n Node<'m>>,
    ) {
        let flow = |node: Option<&Node<'_>>| node.map_or(Flow::Neither, |node| node.flow);
        self.edits.push(Edit {
            change,
            facet,
            place: self.place.clone(),
            ancestors: self.ancestors.clone(),
            base,
            head,
            parents: self.parents.last().copied(),
            flow: facet.and_then(direction).unwrap_or_else(|| flow(base).or(flow(head))),
            was: None,
            other: None,
            cause: None,
            only_names: false,
        });
    }
}

/// Returns the only direction that a facet is about.
fn direction(facet: Facet) -> Option<Flow> {
    match facet {
        Facet::Required => Some(Flow::Input),
        Facet::Answered => Some(Flow::Output),
        _ => None,
    }
}

/// Whether a facet means the same on both sides. What requests must have is new if no request had the item before.
fn is_comparable(facet: Facet, base: &Node<'_>, head: &Node<'_>) -> bool {
    facet != Facet::Required || base.flow == head.flow || base.flow.has(Flow::Input) && head.flow.has(Flow::Input)
}

/// Whether two siblings are of one kind, in one file.
fn is_beside(sibling: &Node<'_>, node: &Node<'_>) -> bool {
    sibling.kind == node.kind && sibling.span.file == node.span.file
}

fn identified<'n, 'm>(nodes: &'n [Node<'m>]) -> impl Iterator<Item = (Identity<'n>, &'n Node<'m>)> {
    let mut seen: HashMap<(Kind, &'n str), usize> = HashMap::with_capacity(nodes.len());
    nodes.iter().map(move |node| {
        let count = seen.entry((node.kind, &node.key)).or_default();
        *count += 1;
        ((node.kind, &*node.key, *count), node)
    })
}
