//! Shapes to JSON.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;

use super::CodecError;
use super::size::estimate;
use crate::shape::{Blob, Field, Items, Member, Shape, View, Visitor};

/// Writes the members of `shape` that travel in the body as one line of JSON.
///
/// # Errors
///
/// Fails for numbers that JSON does not know, such as NaN.
pub fn write_json(shape: &dyn Shape) -> Result<Vec<u8>, CodecError> {
    let mut writer = Writer { body: Vec::with_capacity(estimate(shape)), error: None };
    writer.object(shape);
    match writer.error {
        Some(error) => Err(error),
        None => Ok(writer.body),
    }
}

/// Writes one value as JSON.
pub(crate) fn write_value(view: View<'_>) -> Result<Vec<u8>, CodecError> {
    let mut writer = Writer { body: Vec::new(), error: None };
    writer.value(view);
    match writer.error {
        Some(error) => Err(error),
        None => Ok(writer.body),
    }
}

/// A whole number is written as such: `1`, not `1.0`, as the service's own samples have it.
pub(super) fn whole(number: f64) -> Option<i64> {
    (number.fract() == 0.0 && number.abs() < 1e15).then_some(number as i64)
}

/// The structure is written here, text and numbers are serde_json's. Through its serializer the bytes of an image would
/// pass from buffer to buffer and be searched for quotation marks, which takes longer than to hash and encode them.
struct Writer {
    body: Vec<u8>,
    error: Option<CodecError>,
}

impl Writer {
    fn value(&mut self, view: View<'_>) {
        match view {
            View::Absent => self.serialize(&()),
            View::Text(text) => self.serialize(text),
            View::Integer(number) => self.serialize(&number),
            View::Float(number) => self.float(number),
            View::Boolean(value) => self.serialize(&value),
            View::Blob(blob) => self.blob(blob),
            View::Json(value) => self.serialize(value),
            View::Shape(shape) => self.object(shape),
            View::List(items) => self.array(items),
        }
    }

    fn serialize<T: Serialize + ?Sized>(&mut self, value: &T) {
        if let Err(error) = serde_json::to_writer(&mut self.body, value) {
            self.error = Some(CodecError::new(error));
        }
    }

    fn float(&mut self, number: f64) {
        match whole(number) {
            Some(number) => self.serialize(&number),
            None if number.is_finite() => self.serialize(&number),
            None => self.error = Some(CodecError::new(format!("{number} is not a number that JSON knows"))),
        }
    }

    /// Base64 has nothing to escape. What was given as text may be anything.
    fn blob(&mut self, blob: &Blob) {
        match blob.form() {
            Ok(bytes) => {
                self.body.push(b'"');
                let start = self.body.len();
                self.body.resize(start + blob.encoded_len(), 0);
                if let Err(error) = STANDARD.encode_slice(bytes, &mut self.body[start..]) {
                    self.error = Some(CodecError::new(error));
                }
                self.body.push(b'"');
            }
            Err(text) => self.serialize(text),
        }
    }

    fn object(&mut self, shape: &dyn Shape) {
        self.body.push(b'{');
        shape.visit(self);
        self.body.push(b'}');
    }

    fn array(&mut self, items: &dyn Items) {
        self.body.push(b'[');
        for index in 0..items.len() {
            self.separate(b'[');
            self.value(items.at(index));
        }
        self.body.push(b']');
    }

    /// A comma, but for the first in a list that `open` begins: no value ends with that.
    fn separate(&mut self, open: u8) {
        if self.body.last() != Some(&open) {
            self.body.push(b',');
        }
    }
}

impl Visitor for Writer {
    fn visit(&mut self, member: Member, field: &dyn Field) {
        let view = field.view();
        if member.in_body() && !matches!(view, View::Absent) {
            self.separate(b'{');
            self.serialize(member.name);
            self.body.push(b':');
            self.value(view);
        }
    }

    fn visit_any(&mut self, name: &str, value: &serde_json::Value) {
        self.separate(b'{');
        self.serialize(name);
        self.body.push(b':');
        self.serialize(value);
    }
}
