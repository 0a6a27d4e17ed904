//! Collects the values in published requests. A limit that one of them breaks is not proposed, whatever the prose says.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use codegen_model::{Member, Range, Service, Shape, Type};

use super::entry::{Entry, Fact};
use crate::import::Request;

/// The values and members of published requests, by the target of an entry.
#[derive(Default)]
pub(super) struct Observed<'r> {
    /// The values of members.
    values: BTreeMap<String, Vec<&'r Value>>,
    /// The members that each object of a structure has.
    members: BTreeMap<&'r str, Vec<BTreeSet<&'r str>>>,
}

impl<'r> Observed<'r> {
    /// Collects the values in the requests of a service.
    pub(super) fn new(service: &'r Service, requests: &'r [Request]) -> Self {
        let mut observed = Self::default();
        for (action, request) in requests {
            if let Some(operation) = service.operation(action) {
                observed.visit(&operation.name, &operation.input, request, service);
            }
        }
        observed
    }

    fn visit(&mut self, owner: &'r str, shape: &'r Shape, value: &'r Value, service: &'r Service) {
        let Value::Object(entries) = value else { return };
        self.members.entry(owner).or_default().push(entries.keys().map(String::as_str).collect());
        for member in &shape.members {
            let Some(value) = entries.get(&member.name) else { continue };
            self.values.entry(format!("{owner}.{}", member.name)).or_default().push(value);
            self.descend(member, value, service);
        }
    }

    /// Visits the objects inside a member. The JSON parser has limited the depth.
    fn descend(&mut self, member: &'r Member, value: &'r Value, service: &'r Service) {
        let Type::Shape(name) = &member.ty else { return };
        let Some(shape) = service.shapes.get(name) else { return };
        let items = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
        items.iter().for_each(|item| self.visit(name, shape, item, service));
    }

    /// Returns whether every request satisfies an entry.
    pub(super) fn confirms(&self, entry: &Entry) -> bool {
        let values = || self.values.get(&entry.target).into_iter().flatten();
        let objects = || self.members.get(entry.target.as_str()).into_iter().flatten();
        match &entry.fact {
            Fact::Range(range) => values().filter_map(|value| value.as_i64()).all(|value| is_in(value, range)),
            Fact::Length(length) => values().filter_map(|value| size(value)).all(|size| is_in(size, length)),
            Fact::SomeOf(members) | Fact::OneOf(members) => {
                objects().all(|names| members.iter().any(|member| names.contains(member.as_str())))
            }
            _ => true,
        }
    }
}

fn is_in(value: i64, range: &Range) -> bool {
    range.min.is_none_or(|min| min <= value) && range.max.is_none_or(|max| value <= max)
}

fn size(value: &Value) -> Option<i64> {
    let size = value.as_array().map(Vec::len).or(value.as_str().map(|text| text.chars().count()));
    size.and_then(|size| i64::try_from(size).ok())
}
