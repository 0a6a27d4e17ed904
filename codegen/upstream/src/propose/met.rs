//! What published requests give members. A limit that one of them breaks is not believed, whatever the prose says.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::entry::{Entry, Fact};
use crate::import::Request;
use codegen_model::{Member, Range, Service, Shape, Type};

/// What was met, by the targets of entries.
#[derive(Default)]
pub(super) struct Met<'r> {
    /// The values of members.
    values: BTreeMap<String, Vec<&'r Value>>,
    /// Which members each object of a structure has.
    given: BTreeMap<&'r str, Vec<BTreeSet<&'r str>>>,
}

impl<'r> Met<'r> {
    /// What the requests of a service give.
    pub(super) fn of(service: &'r Service, requests: &'r [Request]) -> Self {
        let mut met = Self::default();
        for (action, request) in requests {
            if let Some(operation) = service.operation(action) {
                met.visit(&operation.name, &operation.input, request, service);
            }
        }
        met
    }

    fn visit(&mut self, owner: &'r str, shape: &'r Shape, value: &'r Value, service: &'r Service) {
        let Value::Object(entries) = value else { return };
        self.given.entry(owner).or_default().push(entries.keys().map(String::as_str).collect());
        for member in &shape.members {
            let Some(value) = entries.get(&member.name) else { continue };
            self.values.entry(format!("{owner}.{}", member.name)).or_default().push(value);
            self.descend(member, value, service);
        }
    }

    /// What is inside of a member; JSON text has limited the depth.
    fn descend(&mut self, member: &'r Member, value: &'r Value, service: &'r Service) {
        let Type::Shape(name) = &member.ty else { return };
        let Some(shape) = service.shapes.get(name) else { return };
        let items = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
        items.iter().for_each(|item| self.visit(name, shape, item, service));
    }

    /// Whether every request keeps what an entry says.
    pub(super) fn keeps(&self, entry: &Entry) -> bool {
        let values = || self.values.get(&entry.target).into_iter().flatten();
        let given = || self.given.get(entry.target.as_str()).into_iter().flatten();
        match &entry.fact {
            Fact::Range(range) => values().filter_map(|value| value.as_i64()).all(|value| is_in(value, range)),
            Fact::Length(length) => values().filter_map(|value| size(value)).all(|size| is_in(size, length)),
            Fact::SomeOf(members) | Fact::OneOf(members) => {
                given().all(|names| members.iter().any(|member| names.contains(member.as_str())))
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
