//! Says whether two items have the same place among their siblings: the same neighbours of those that both sides have.

use std::collections::{BTreeMap, BTreeSet};

use crate::facet::Kind;
use crate::outline::Node;

/// The neighbours of an item: the nearest siblings before and after it that both sides have.
type Neighbours<'n> = (Option<&'n str>, Option<&'n str>);

/// The neighbours of the items that only one side has.
pub struct Places<'n>([BTreeMap<(Kind, &'n str), Neighbours<'n>>; 2]);

impl<'n> Places<'n> {
    /// Finds the neighbours of the siblings of both sides.
    pub fn of<'m>(siblings: [&'n [Node<'m>]; 2]) -> Self {
        let keys = siblings.map(|nodes| nodes.iter().map(|node| (node.kind, &*node.key)).collect::<BTreeSet<_>>());
        let in_both: BTreeSet<_> = keys[0].intersection(&keys[1]).copied().collect();
        Self(siblings.map(|nodes| neighbours(nodes, &in_both)))
    }

    /// Whether two items stand between the same siblings.
    pub fn are_equal(&self, base: &Node<'_>, head: &Node<'_>) -> bool {
        let place = |side: usize, node: &Node<'_>| self.0[side].get(&(node.kind, &*node.key)).copied();
        let (base, head) = (place(0, base), place(1, head));
        base.is_some() && base == head
    }
}

fn neighbours<'n>(
    nodes: &'n [Node<'_>],
    in_both: &BTreeSet<(Kind, &'n str)>,
) -> BTreeMap<(Kind, &'n str), Neighbours<'n>> {
    let is_kept = |node: &Node<'_>| in_both.contains(&(node.kind, &*node.key));
    let (mut places, mut before, mut open) = (BTreeMap::new(), None, Vec::new());
    for node in nodes {
        if is_kept(node) {
            let after = Some(&*node.key);
            places.extend(open.drain(..).map(|item| (item, (before, after))));
            before = after;
        } else {
            open.push((node.kind, &*node.key));
        }
    }
    places.extend(open.into_iter().map(|item| (item, (before, None))));
    places
}
