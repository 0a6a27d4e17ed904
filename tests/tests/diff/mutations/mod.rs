//! The changes that a person can make to a schema: every leaf of the model with every kind of change.

mod operation;
mod rule;
mod service;
mod shape;

use codegen_model::{Operation, Protocol, Service, Sites};

use self::operation::{BINDING, OPERATION};
use self::rule::RULE;
use self::service::{ERROR, SERVICE};
use self::shape::{ENUM, MEMBER, SHAPE, VALUE};

/// Returns sites that differ from these in what is stated: one site, or none in particular.
fn other_sites(sites: Option<Sites>) -> Option<Sites> {
    if sites.and_then(Sites::single).is_some() { None } else { Some(Sites::China) }
}

/// A change of a service.
pub struct Mutation {
    /// The name.
    pub name: String,
    /// Changes the service; does nothing if the service lacks the item.
    pub make: Box<dyn Fn(&mut Service)>,
}

/// A change of an item; does nothing if it does not apply.
type Change<T> = (&'static str, fn(&mut T));

/// Returns every change of every leaf of a service.
pub fn of(service: &Service) -> Vec<Mutation> {
    let mut all = Vec::new();
    each(&mut all, 1, "service", SERVICE, |service, _| Some(service));
    let shapes: Vec<usize> = service.all_shapes().map(|shape| shape.members.len()).collect();
    each(&mut all, shapes.len(), "shape", SHAPE, |service, at| service.all_shapes_mut().nth(at));
    for (shape, members) in shapes.iter().enumerate() {
        each(&mut all, *members, &format!("shape {shape} member"), MEMBER, move |service, at| {
            service.all_shapes_mut().nth(shape)?.members.get_mut(at)
        });
    }
    each(&mut all, service.operations.len(), "operation", OPERATION, |service, at| service.operations.get_mut(at));
    let bindings = |operation: &Operation| {
        if let Protocol::Rest { bindings, .. } = &operation.protocol { bindings.len() } else { 0 }
    };
    for (index, count) in service.operations.iter().map(bindings).enumerate() {
        each(&mut all, count, &format!("operation {index} binding"), BINDING, move |service, at| {
            let Protocol::Rest { bindings, .. } = &mut service.operations.get_mut(index)?.protocol else { return None };
            bindings.get_mut(at)
        });
    }
    each(&mut all, service.enums.len(), "enum", ENUM, |service, at| service.enums.values_mut().nth(at));
    let values: Vec<usize> = service.enums.values().map(|found| found.values.len()).collect();
    for (index, count) in values.into_iter().enumerate() {
        each(&mut all, count, &format!("enum {index} value"), VALUE, move |service, at| {
            service.enums.values_mut().nth(index)?.values.get_mut(at)
        });
    }
    each(&mut all, service.errors.len(), "error", ERROR, |service, at| service.errors.get_mut(at));
    each(&mut all, service.rules.len(), "rule", RULE, |service, at| service.rules.get_mut(at));
    all
}

fn each<T: 'static>(
    all: &mut Vec<Mutation>,
    count: usize,
    what: &str,
    changes: &'static [Change<T>],
    at: impl Fn(&mut Service, usize) -> Option<&mut T> + Copy + 'static,
) {
    for index in 0..count {
        for (name, change) in changes {
            let make = move |service: &mut Service| {
                if let Some(found) = at(service, index) {
                    change(found);
                }
            };
            all.push(Mutation { name: format!("{what} {index}: {name}"), make: Box::new(make) });
        }
    }
}
