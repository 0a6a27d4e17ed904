//! Marks the structures that are part of an input, which get setters.

use crate::model::{Service, Shape, Type};

/// Marks every structure that is reachable from an input.
pub(super) fn mark_inputs(service: &mut Service) {
    let mut pending: Vec<String> = Vec::new();
    for operation in &mut service.operations {
        operation.input.in_input = true;
        pending.extend(shapes_of(&operation.input));
    }
    while let Some(name) = pending.pop() {
        let Some(shape) = service.shapes.get_mut(&name) else { continue };
        if !std::mem::replace(&mut shape.in_input, true) {
            pending.extend(shapes_of(shape));
        }
    }
}

/// Returns the names of the structures that are types of the members of `shape`.
pub(super) fn shapes_of(shape: &Shape) -> Vec<String> {
    let shapes = shape.members.iter().filter_map(|member| match &member.ty {
        Type::Shape(name) => Some(name.clone()),
        _ => None,
    });
    shapes.collect()
}
