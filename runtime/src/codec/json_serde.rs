//! Serializing shapes in any serde format.

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use super::json_write::whole;
use crate::shape::{Field, Items, Member, Shape, View, Visitor};

/// Serializes a view with all its members, including those that do not travel in a body.
pub(crate) struct Json<'a>(pub(crate) View<'a>);

impl Serialize for Json<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            View::Absent => to.serialize_none(),
            View::Text(text) => to.serialize_str(text),
            View::Integer(number) => to.serialize_i64(number),
            View::Unsigned(number) => to.serialize_u64(number),
            View::Float(number) => float(number, to),
            View::Boolean(value) => to.serialize_bool(value),
            View::Blob(blob) => to.collect_str(blob),
            View::Json(value) => value.serialize(to),
            View::Shape(shape) => members(shape, to),
            View::List(items) => list(items, to),
        }
    }
}

fn float<S: Serializer>(number: f64, to: S) -> Result<S::Ok, S::Error> {
    match whole(number) {
        Some(number) => to.serialize_i64(number),
        None if number.is_finite() => to.serialize_f64(number),
        None => Err(serde::ser::Error::custom(format!("JSON cannot represent the number {number}"))),
    }
}

fn members<S: Serializer>(shape: &dyn Shape, to: S) -> Result<S::Ok, S::Error> {
    let mut writer = Members { map: to.serialize_map(None)?, error: None };
    shape.visit(&mut writer);
    match writer.error {
        Some(error) => Err(error),
        None => writer.map.end(),
    }
}

fn list<S: Serializer>(items: &dyn Items, to: S) -> Result<S::Ok, S::Error> {
    let mut seq = to.serialize_seq(Some(items.len()))?;
    for index in 0..items.len() {
        seq.serialize_element(&Json(items.at(index)))?;
    }
    seq.end()
}

struct Members<M: SerializeMap> {
    map: M,
    error: Option<M::Error>,
}

impl<M: SerializeMap> Visitor for Members<M> {
    fn visit(&mut self, member: Member, field: &dyn Field) {
        let view = member.view(field);
        if self.error.is_none() && !matches!(view, View::Absent) {
            self.error = self.map.serialize_entry(member.name, &Json(view)).err();
        }
    }

    fn visit_any(&mut self, name: &str, value: View<'_>) {
        if self.error.is_none() {
            self.error = self.map.serialize_entry(name, &Json(value)).err();
        }
    }
}
