//! Which structures operations take: those get setters.

use crate::model::{Service, Shape, Type};

/// Marks every structure that can be reached from an input.
pub(super) fn mark_inputs(service: &mut Service) {
    let mut open: Vec<String> = Vec::new();
    for operation in &mut service.operations {
        operation.input.in_input = true;
        open.extend(shapes_of(&operation.input));
    }
    while let Some(name) = open.pop() {
        let Some(shape) = service.shapes.get_mut(&name) else { continue };
        if !std::mem::replace(&mut shape.in_input, true) {
            open.extend(shapes_of(shape));
        }
    }
}

/// The names of the structures that the members of `shape` are.
pub(super) fn shapes_of(shape: &Shape) -> Vec<String> {
    let shapes = shape.members.iter().filter_map(|member| match &member.ty {
        Type::Shape(name) => Some(name.clone()),
        _ => None,
    });
    shapes.collect()
}
