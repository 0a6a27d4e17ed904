//! Structures that contain themselves: one member of each circle is held in a box. Lists are indirect already.

use std::collections::BTreeSet;

use crate::model::{Service, Type};

/// Boxes every member that leads back to its own structure without passing through a list.
pub(super) fn mark_boxed(service: &mut Service) {
    let boxed: Vec<(String, String)> = service
        .shapes
        .values()
        .flat_map(|shape| shape.members.iter().map(move |member| (shape, member)))
        .filter_map(|(shape, member)| match &member.ty {
            Type::Shape(to) if !member.list && leads_to(to, &shape.name, service) => {
                Some((shape.name.clone(), member.name.clone()))
            }
            _ => None,
        })
        .collect();
    for (shape, member) in boxed {
        if let Some(member) = service.shapes.get_mut(&shape).and_then(|shape| shape.member_mut(&member)) {
            member.boxed = true;
        }
    }
}

fn leads_to(from: &str, to: &str, service: &Service) -> bool {
    let mut seen = BTreeSet::new();
    let mut open = vec![from];
    while let Some(name) = open.pop() {
        if name == to {
            return true;
        }
        if !seen.insert(name) {
            continue;
        }
        let members = service.shapes.get(name).map(|shape| shape.members.as_slice()).unwrap_or_default();
        open.extend(members.iter().filter(|member| !member.list).filter_map(|member| match &member.ty {
            Type::Shape(next) => Some(next.as_str()),
            _ => None,
        }));
    }
    false
}
