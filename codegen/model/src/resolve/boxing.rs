//! Structures that contain themselves: every member on a circle is held in a box. Lists are indirect already.

use std::collections::BTreeMap;

use crate::model::{Member, Service, Type};

/// Boxes every member that leads back to its own structure without passing through a list.
pub(super) fn mark_boxed(service: &mut Service) {
    let circles = circles(service);
    for shape in service.shapes.values_mut() {
        let own = circles.get(&shape.name);
        for member in &mut shape.members {
            member.boxed = next(member).is_some_and(|to| own.is_some() && circles.get(to) == own);
        }
    }
}

/// The structure that a member holds directly.
fn next(member: &Member) -> Option<&String> {
    if let (Type::Shape(to), false) = (&member.ty, member.list) { Some(to) } else { None }
}

/// For each structure the number of its circle: two have the same number where each leads to the other. Two walks find
/// them all (Kosaraju's algorithm), so that a long chain of structures takes no longer than its length.
fn circles(service: &Service) -> BTreeMap<String, usize> {
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
    let ended: Vec<_> = (0..names.len()).flat_map(|start| walk(start, &forward, &mut seen)).collect();
    let mut seen = vec![false; names.len()];
    let mut circle = vec![0; names.len()];
    for start in ended.into_iter().rev() {
        for member in walk(start, &backward, &mut seen) {
            circle[member] = start;
        }
    }
    names.into_iter().map(|(name, index)| (name.clone(), circle[index])).collect()
}

/// What can be reached from `start` and was not seen before, in the order in which the walk leaves it.
fn walk(start: usize, edges: &[Vec<usize>], seen: &mut [bool]) -> Vec<usize> {
    let mut left = Vec::new();
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
                left.push(*node);
                path.pop();
            }
        }
    }
    left
}
