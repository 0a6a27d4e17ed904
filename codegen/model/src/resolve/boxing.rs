//! Marks members that need a box: those in a cycle of structures without a list or map, which is indirect already.

use std::collections::BTreeMap;

use crate::model::{Member, Service, Type};

/// Boxes every member that leads back to its own structure without passing through a list or map.
pub(super) fn mark_boxed(service: &mut Service) {
    let cycles = cycles(service);
    for shape in service.shapes.values_mut() {
        let own = cycles.get(&shape.name);
        for member in &mut shape.members {
            member.boxed = next(member).is_some_and(|to| own.is_some() && cycles.get(to) == own);
        }
    }
}

/// Returns the structure that a member contains directly.
fn next(member: &Member) -> Option<&String> {
    if let (Type::Shape(to), false) = (&member.ty, member.list || member.map) { Some(to) } else { None }
}

/// Returns the strongly connected component of each structure, with Kosaraju's algorithm, which takes linear time.
fn cycles(service: &Service) -> BTreeMap<String, usize> {
    let names: BTreeMap<&String, usize> = service.shapes.keys().zip(0..).collect();
    let mut forward = vec![Vec::new(); names.len()];
    let mut backward = forward.clone();
    for (from, shape) in service.shapes.values().enumerate() {
        for to in shape.members.iter().filter_map(next).filter_map(|name| names.get(name)) {
            forward[from].push(*to);
            backward[*to].push(from);
        }
    }
    let mut seen = vec![false; names.len()];
    let finished: Vec<_> = (0..names.len()).flat_map(|start| walk(start, &forward, &mut seen)).collect();
    let mut seen = vec![false; names.len()];
    let mut component = vec![0; names.len()];
    for start in finished.into_iter().rev() {
        for member in walk(start, &backward, &mut seen) {
            component[member] = start;
        }
    }
    names.into_iter().map(|(name, index)| (name.clone(), component[index])).collect()
}

/// Returns the unseen nodes that are reachable from `start`, in depth-first postorder.
fn walk(start: usize, edges: &[Vec<usize>], seen: &mut [bool]) -> Vec<usize> {
    let mut finished = Vec::new();
    let mut path = Vec::new();
    if !std::mem::replace(&mut seen[start], true) {
        path.push((start, edges[start].iter()));
    }
    while let Some((node, rest)) = path.last_mut() {
        match rest.find(|to| !seen[**to]) {
            Some(&to) => {
                seen[to] = true;
                path.push((to, edges[to].iter()));
            }
            None => {
                finished.push(*node);
                path.pop();
            }
        }
    }
    finished
}
