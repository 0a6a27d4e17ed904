//! Checks JSON against a structure.
//!
//! The functions recurse as types do: a structure has members, and a member may be a structure.

use serde_json::{Map, Value};

use super::check::{Check, join};
use super::violation::{BODY, Flaw};
use crate::model::{Location, Member, Scalar, Shape, Type};

impl Check<'_> {
    /// Checks a structure.
    pub fn json(&mut self, place: &str, value: &Value, shape: &Shape) {
        let kind = shape.by.as_ref().and_then(|by| value.get(by)?.as_str());
        // A kind that the schema does not describe has any members.
        let Some(shape) = shape.of_kind(kind, self.service) else { return };
        if let Some(entries) = self.json_members(place, value, &shape) {
            self.groups(place, &shape, |name| is_set(entries, name));
        }
    }

    /// Checks the body of a request that has members outside of it as well, and returns the names of those in the body. The
    /// caller checks the groups, which may name both.
    pub(super) fn json_body(&mut self, value: &Value, shape: &Shape) -> Vec<String> {
        let entries = self.json_members("", value, shape).into_iter().flatten();
        entries.filter(|(_, value)| !value.is_null()).map(|(name, _)| name.clone()).collect()
    }

    fn json_members<'v>(&mut self, place: &str, value: &'v Value, shape: &Shape) -> Option<&'v Map<String, Value>> {
        let Value::Object(entries) = value else {
            let place = if place.is_empty() { BODY } else { place };
            self.report(place, Flaw::Type, format!("must be an object, is {}", type_name(value)));
            return None;
        };
        let is_closed = !shape.open && !shape.incomplete;
        let unknown = entries.keys().filter(|name| is_closed && !has_body_member(shape, name));
        unknown.for_each(|name| self.unknown(place, name, names(shape)));
        for member in shape.members.iter().filter(|member| member.location == Location::Body) {
            match entries.get(&member.name).filter(|value| !value.is_null()) {
                Some(value) => self.json_member(&join(place, &member.name), value, member),
                None if member.enforced && !member.nullable => {
                    self.report(join(place, &member.name), Flaw::Missing, "is required")
                }
                None => {}
            }
        }
        self.conditions(place, shape, |name| entries.get(name).filter(|value| !value.is_null()).map(text_of));
        Some(entries)
    }

    fn json_member(&mut self, place: &str, value: &Value, member: &Member) {
        if member.map {
            let Value::Object(entries) = value else {
                return self.report(place, Flaw::Type, format!("must be an object, is {}", type_name(value)));
            };
            return entries.iter().for_each(|(name, value)| self.json_value(&join(place, name), value, member));
        }
        if !member.list {
            return self.json_value(place, value, member);
        }
        let Value::Array(items) = value else {
            return self.report(place, Flaw::Type, format!("must be a list, is {}", type_name(value)));
        };
        self.count(place, items.len(), member);
        for (index, item) in items.iter().enumerate() {
            self.json_value(&format!("{place}[{index}]"), item, member);
        }
    }

    /// Checks the value of a member, or an item of its list.
    pub fn json_value(&mut self, place: &str, value: &Value, member: &Member) {
        match (&member.ty, value) {
            (Type::Shape(name), value) => {
                if let Some(shape) = self.service.shapes.get(name) {
                    self.json(place, value, shape);
                }
            }
            (Type::Object, Value::Object(_)) => {}
            (Type::Object, value) => {
                self.report(place, Flaw::Type, format!("must be an object, is {}", type_name(value)));
            }
            (Type::Enum(name), value) => self.json_enum(place, name, value, member),
            (Type::Scalar(Scalar::String, format), Value::String(text)) => self.text(place, text, *format, member),
            (Type::Scalar(Scalar::Integer, format), Value::Number(number)) if !number.is_f64() => {
                self.integer(place, &number.to_string(), *format, member);
            }
            (Type::Scalar(Scalar::Float, _), Value::Number(number)) => self.float(place, &number.to_string(), member),
            (Type::Scalar(Scalar::Boolean, _), Value::Bool(_)) => {}
            (Type::Scalar(scalar, _), value) => self.wrong_type(place, *scalar, type_name(value)),
        }
    }

    fn json_enum(&mut self, place: &str, name: &str, value: &Value, member: &Member) {
        let integer = self.service.enums.get(name).is_some_and(|found| found.integer);
        match value {
            Value::String(text) if !integer => self.enumeration(place, name, text, member),
            Value::Number(number) if integer && !number.is_f64() => {
                self.enumeration(place, name, &number.to_string(), member)
            }
            value => self.wrong_type(place, if integer { Scalar::Integer } else { Scalar::String }, type_name(value)),
        }
    }
}

/// Whether a structure has a member with this name or alias.
fn has_member(shape: &Shape, name: &str) -> bool {
    shape.members.iter().any(|member| member.name == name || member.aliases.iter().any(|alias| alias == name))
}

/// Whether a structure has a member with this name in the body.
pub(super) fn has_body_member(shape: &Shape, name: &str) -> bool {
    has_member(shape, name) && shape.member(name).is_none_or(|member| member.location == Location::Body)
}

pub(super) fn names(shape: &Shape) -> impl Iterator<Item = &str> {
    shape.members.iter().map(|member| member.name.as_str())
}

fn is_set(entries: &Map<String, Value>, name: &str) -> bool {
    entries.get(name).is_some_and(|value| !value.is_null())
}

fn text_of(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn type_name(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(number) if number.is_f64() => "a number with a fraction",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}
