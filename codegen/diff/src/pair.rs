//! Pairs removed items with added ones that are the same item under another name.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use crate::facet::Kind;
use crate::outline::Node;
use crate::place::Places;
use crate::renamed;
use crate::similarity::similarity;

/// The minimum similarity of a pair in percent. A wrong pair hides an addition behind a rename; a missed pair only makes the
/// report longer.
const MIN_SIMILARITY: usize = 80;

/// The maximum amount of work. If this many siblings came and went, they are other items altogether.
const MAX_WORK: usize = 400_000;

/// Takes pairs out of both lists, the most similar first. `siblings` are all items of both sides, in order.
pub fn pairs<'n, 'm>(
    siblings: [&'n [Node<'m>]; 2],
    removed: &mut Vec<&'n Node<'m>>,
    added: &mut Vec<&'n Node<'m>>,
) -> Vec<(&'n Node<'m>, &'n Node<'m>)> {
    if removed.is_empty() || added.is_empty() || work(removed, added) > MAX_WORK {
        return Vec::new();
    }
    let mut found = candidates(removed, added, &Places::of(siblings));
    remove_ambiguous(&mut found, removed);
    // The sort is stable: among equals, the first one wins.
    found.sort_by_key(|(similarity, ..)| std::cmp::Reverse(*similarity));
    let (mut paired_bases, mut paired_heads) = (BTreeSet::new(), BTreeSet::new());
    found.retain(|(_, base, head)| {
        let free = !paired_bases.contains(base) && !paired_heads.contains(head);
        free && paired_bases.insert(*base) && paired_heads.insert(*head)
    });
    let pairs = found.iter().map(|(_, base, head)| (removed[*base], added[*head])).collect();
    remove_indices(removed, &paired_bases);
    remove_indices(added, &paired_heads);
    pairs
}

/// A pair: similarity, index of the removed item, index of the added one.
type Candidate = (usize, usize, usize);

/// Removes the pairs of operations that are equally similar to several others. Such an operation was replaced by all of them.
fn remove_ambiguous(found: &mut Vec<Candidate>, removed: &[&Node<'_>]) {
    let mut best: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for (similarity, base, _) in found.iter().filter(|(_, base, _)| removed[*base].kind == Kind::Operation) {
        let (known, count) = best.entry(*base).or_default();
        *count = match similarity.cmp(known) {
            Ordering::Less => *count,
            Ordering::Equal => *count + 1,
            Ordering::Greater => 1,
        };
        *known = (*known).max(*similarity);
    }
    found.retain(|(_, base, _)| best.get(base).is_none_or(|(_, count)| *count == 1));
}

/// Returns pairs that are similar enough.
fn candidates(removed: &[&Node<'_>], added: &[&Node<'_>], places: &Places<'_>) -> Vec<Candidate> {
    let only_pair = removed.len() == 1 && added.len() == 1;
    let mut found = Vec::new();
    for (base_index, base) in removed.iter().enumerate() {
        for (head_index, head) in added.iter().enumerate().filter(|(_, head)| head.kind == base.kind) {
            let same_version = only_pair && base.kind == Kind::Version;
            let similarity = match base.kind {
                _ if same_version => 100,
                Kind::Member | Kind::Argument => renamed::similarity(base, head, places.are_equal(base, head)),
                _ => similarity(base, head),
            };
            found.extend((similarity >= MIN_SIMILARITY).then_some((similarity, base_index, head_index)));
        }
    }
    found
}

fn work(removed: &[&Node<'_>], added: &[&Node<'_>]) -> usize {
    let size = |nodes: &[&Node<'_>]| nodes.iter().map(|node| size(node)).sum::<usize>();
    removed.len().saturating_mul(size(added)).saturating_add(added.len().saturating_mul(size(removed)))
}

fn size(node: &Node<'_>) -> usize {
    1 + node.children.iter().map(size).sum::<usize>()
}

fn remove_indices<T>(nodes: &mut Vec<T>, indices: &BTreeSet<usize>) {
    let mut index = 0..;
    nodes.retain(|_| !index.next().is_some_and(|index| indices.contains(&index)));
}
