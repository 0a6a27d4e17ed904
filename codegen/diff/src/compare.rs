//! Compares two outlines, whatever they are of: what is in one and not in the other, and what is said otherwise of what is
//! in both.

use std::collections::HashMap;

use super::edit::Edit;
use super::facet::{Facet, Flow, Kind};
use super::how::{ChangeKind, how};
use super::outline::Node;
use super::pair::{letters, pairs};
use codegen_model::source::Span;

/// Everything that is not the same.
pub fn compare<'n, 'm>(base: &'n Node<'m>, head: &'n Node<'m>) -> Vec<Edit<'n, 'm>> {
    let mut comparison = Comparison { edits: Vec::new(), way: Vec::new(), near: Vec::new(), place: String::new() };
    comparison.both(base, head);
    comparison.edits
}

struct Comparison<'n, 'm> {
    edits: Vec<Edit<'n, 'm>>,
    way: Vec<&'n Node<'m>>,
    near: Vec<(Span, Span)>,
    place: String,
}

/// A thing among its siblings: the kind, the key, and how many before it have the same.
type Identity<'n> = (Kind, &'n str, usize);

impl<'n, 'm> Comparison<'n, 'm> {
    fn both(&mut self, base: &'n Node<'m>, head: &'n Node<'m>) {
        let outer = self.place.len();
        if !base.key.is_empty() {
            let slash = if outer == 0 { "" } else { "/" };
            self.place.push_str(&format!("{slash}{}", base.key));
        }
        if base.key != head.key {
            let respelled = letters(&base.key).eq(letters(&head.key));
            self.edit(
                if respelled { ChangeKind::Respelled } else { ChangeKind::Renamed },
                None,
                Some(base),
                Some(head),
            );
        }
        self.facets(base, head);
        self.way.push(head);
        self.near.push((base.span, head.span));
        self.children(base, head);
        self.near.pop();
        self.way.pop();
        self.place.truncate(outer);
    }

    fn facets(&mut self, base: &'n Node<'m>, head: &'n Node<'m>) {
        for (facet, value) in &base.facets {
            self.facet(*facet, how(*facet, Some(value), head.facet(*facet)), base, head);
        }
        for (facet, value) in &head.facets {
            if base.facet(*facet).is_none() {
                self.facet(*facet, how(*facet, None, Some(value)), base, head);
            }
        }
    }

    fn facet(&mut self, facet: Facet, how: Option<ChangeKind>, base: &'n Node<'m>, head: &'n Node<'m>) {
        if let Some(how) = how {
            self.edit(how, Some(facet), Some(base), Some(head));
        }
    }

    fn children(&mut self, base: &'n Node<'m>, head: &'n Node<'m>) {
        let mut in_head: HashMap<Identity<'n>, &'n Node<'m>> = identified(&head.children).collect();
        let (mut both, mut removed) = (Vec::new(), Vec::new());
        for (identity, node) in identified(&base.children) {
            match in_head.remove(&identity) {
                Some(other) => both.push((node, other)),
                None => removed.push(node),
            }
        }
        let mut added: Vec<_> = identified(&head.children)
            .filter(|(identity, _)| in_head.contains_key(identity))
            .map(|(_, node)| node)
            .collect();
        both.extend(pairs(&mut removed, &mut added));
        both.into_iter().for_each(|(base, head)| self.both(base, head));
        removed.into_iter().for_each(|node| self.alone(ChangeKind::Removed, node));
        added.into_iter().for_each(|node| self.alone(ChangeKind::Added, node));
    }

    fn alone(&mut self, how: ChangeKind, node: &'n Node<'m>) {
        let outer = self.place.len();
        let slash = if outer == 0 || node.key.is_empty() { "" } else { "/" };
        self.place.push_str(&format!("{slash}{}", node.key));
        let (base, head) = if how == ChangeKind::Removed { (Some(node), None) } else { (None, Some(node)) };
        self.edit(how, None, base, head);
        self.place.truncate(outer);
    }

    fn edit(&mut self, how: ChangeKind, facet: Option<Facet>, base: Option<&'n Node<'m>>, head: Option<&'n Node<'m>>) {
        let flow = |node: Option<&Node<'_>>| node.map_or(Flow::Neither, |node| node.flow);
        let flow = flow(base).or(flow(head));
        let (place, way) = (self.place.clone(), self.way.clone());
        let near = self.near.last().copied().unwrap_or((Span::NOWHERE, Span::NOWHERE));
        self.edits.push(Edit { how, facet, place, way, base, head, near, flow, claimed: None, same: false });
    }
}

fn identified<'n, 'm>(nodes: &'n [Node<'m>]) -> impl Iterator<Item = (Identity<'n>, &'n Node<'m>)> {
    let mut seen: HashMap<(Kind, &'n str), usize> = HashMap::with_capacity(nodes.len());
    nodes.iter().map(move |node| {
        let count = seen.entry((node.kind, &node.key)).or_default();
        *count += 1;
        ((node.kind, &*node.key, *count), node)
    })
}
