//! Shapes to JSON, through serde's data model.

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use super::CodecError;
use crate::shape::{Field, Items, Member, Shape, View, Visitor};

/// Writes the members of `shape` that travel in the body as one line of JSON.
///
/// # Errors
///
/// Fails for numbers that JSON does not know, such as NaN.
pub fn write_json(shape: &dyn Shape) -> Result<Vec<u8>, CodecError> {
    let mut body = Vec::with_capacity(size_hint(shape));
    serde_json::to_writer(&mut body, &Json(View::Shape(shape))).map_err(CodecError::new)?;
    Ok(body)
}

/// A view that serializes itself, into any format that serde knows.
pub(crate) struct Json<'a>(pub(crate) View<'a>);

impl Serialize for Json<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            View::Absent => to.serialize_none(),
            View::Text(text) => to.serialize_str(text),
            View::Integer(number) => to.serialize_i64(number),
            View::Float(number) => float(number, to),
            View::Boolean(value) => to.serialize_bool(value),
            View::Blob(blob) => to.collect_str(blob),
            View::Json(value) => value.serialize(to),
            View::Shape(shape) => members(shape, to),
            View::List(items) => list(items, to),
        }
    }
}

/// A whole number is written as such: `1`, not `1.0`, as the service's own samples have it.
fn float<S: Serializer>(number: f64, to: S) -> Result<S::Ok, S::Error> {
    if number.fract() == 0.0 && number.abs() < 1e15 {
        to.serialize_i64(number as i64)
    } else if number.is_finite() {
        to.serialize_f64(number)
    } else {
        Err(serde::ser::Error::custom(format!("{number} is not a number that JSON knows")))
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
        let view = field.view();
        if self.error.is_none() && member.in_body() && !matches!(view, View::Absent) {
            self.error = self.map.serialize_entry(member.name, &Json(view)).err();
        }
    }
}

/// Large blobs decide how large the body gets: reserving for them saves growing through every power of two.
fn size_hint(shape: &dyn Shape) -> usize {
    struct Hint(usize);
    impl Visitor for Hint {
        fn visit(&mut self, member: Member, field: &dyn Field) {
            self.0 += member.name.len() + 8;
            match field.view() {
                View::Blob(blob) => self.0 += blob.encoded_len(),
                View::Text(text) => self.0 += text.len(),
                _ => {}
            }
        }
    }
    let mut hint = Hint(64);
    shape.visit(&mut hint);
    hint.0
}
