//! Finds the directions in which structures and enumerations travel.

use std::collections::BTreeMap;

use crate::facet::Flow;
use codegen_model::{Operation, RuleType, Service, Shape, Type};

/// The direction of each structure and enumeration of a service.
#[derive(Default)]
pub(super) struct Usage<'m> {
    shapes: BTreeMap<&'m str, Flow>,
    enums: BTreeMap<&'m str, Flow>,
}

impl<'m> Usage<'m> {
    pub(super) fn of(service: &'m Service) -> Self {
        let mut usage = Self::default();
        for operation in &service.operations {
            usage.add_members_of(&operation.input, Flow::Input, service);
            operation.output().into_iter().for_each(|output| usage.add_members_of(output, Flow::Output, service));
        }
        let callbacks = service.operations.iter().filter_map(|operation: &Operation| operation.callback.as_ref());
        let posted = callbacks.filter_map(|callback| service.shapes.get(&callback.payload));
        for shape in posted.chain(service.shapes.values().filter(|shape| shape.callback)) {
            usage.add_shape(&shape.name, Flow::Output, service);
        }
        let parts = service.rules.iter().flat_map(|kind| std::iter::once(&kind.head).chain(&kind.parts));
        for param in parts.flat_map(|part| &part.params) {
            if let RuleType::Enum(name) = &param.ty {
                usage.add_enum(name, Flow::Input);
            }
        }
        usage
    }

    pub(super) fn of_shape(&self, name: &str) -> Flow {
        self.shapes.get(name).copied().unwrap_or(Flow::Neither)
    }

    pub(super) fn of_enum(&self, name: &str) -> Flow {
        self.enums.get(name).copied().unwrap_or(Flow::Neither)
    }

    fn add_enum(&mut self, name: &'m str, flow: Flow) {
        let known = self.enums.entry(name).or_insert(Flow::Neither);
        *known = known.or(flow);
    }

    fn add_shape(&mut self, name: &'m str, flow: Flow, service: &'m Service) {
        let mut open = vec![name];
        while let Some(name) = open.pop() {
            let known = self.shapes.entry(name).or_insert(Flow::Neither);
            let joined = known.or(flow);
            if std::mem::replace(known, joined) == joined {
                continue;
            }
            let Some(shape) = service.shapes.get(name) else { continue };
            open.extend(self.members(shape, flow));
        }
    }

    fn add_members_of(&mut self, shape: &'m Shape, flow: Flow, service: &'m Service) {
        for name in self.members(shape, flow) {
            self.add_shape(name, flow, service);
        }
    }

    /// Marks the enumerations that a structure's members use, and returns the structures that they use.
    fn members(&mut self, shape: &'m Shape, flow: Flow) -> Vec<&'m str> {
        let mut shapes = Vec::new();
        for member in &shape.members {
            match &member.ty {
                Type::Enum(name) => self.add_enum(name, flow),
                Type::Shape(name) => shapes.push(name.as_str()),
                Type::Scalar(..) | Type::Object => {}
            }
        }
        shapes
    }
}
