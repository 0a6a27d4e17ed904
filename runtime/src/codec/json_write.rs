//! Shapes to JSON.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;

use super::buffer::{Buffer, copy};
use super::error::CodecError;
use super::escape::is_plain;
use super::size::estimate;
use crate::shape::{Blob, Field, Items, Member, Shape, View, Visitor};

/// How long most documents are at most.
const USUAL: usize = 1 << 10;

/// From which length on a text decides how long its document is.
const LARGE: usize = 64 << 10;

/// Writes the members of `shape` that travel in the body as one line of JSON.
///
/// # Errors
///
/// Fails for numbers that JSON does not know, such as NaN.
pub fn write_json(shape: &dyn Shape) -> Result<Vec<u8>, CodecError> {
    write(View::Shape(shape), Some(shape))
}

/// Writes one value as JSON.
pub(crate) fn write_value(view: View<'_>) -> Result<Vec<u8>, CodecError> {
    write(view, None)
}

fn write(view: View<'_>, whole: Option<&dyn Shape>) -> Result<Vec<u8>, CodecError> {
    let mut writer = Writer { body: Buffer::new(USUAL), whole, error: None };
    writer.value(view);
    match writer.error {
        Some(error) => Err(error),
        None => Ok(writer.body.without_last()),
    }
}

/// A whole number is written as such: `1`, not `1.0`, as the service's own samples have it.
pub(super) fn whole(number: f64) -> Option<i64> {
    (number.fract() == 0.0 && number.abs() < 1e15).then_some(number as i64)
}

/// The structure is written here, and text that needs no escaping; the rest of the text and numbers are serde_json's.
/// Through its serializer the bytes of an image would pass from buffer to buffer and be searched for quotation marks,
/// which takes longer than to hash and encode them.
///
/// A comma goes behind every value; where a list or an object ends, its end takes the place of the last one.
struct Writer<'a> {
    body: Buffer,
    /// What is written, until someone has asked how long it will be.
    whole: Option<&'a dyn Shape>,
    error: Option<CodecError>,
}

/// `value` is on the way of every member, and stays small where what it leads to is not inlined into it.
impl Writer<'_> {
    #[inline]
    fn value(&mut self, view: View<'_>) {
        match view {
            View::Absent => self.serialize(&()),
            View::Text(text) => self.text(text),
            View::Integer(number) => self.serialize(&number),
            View::Float(number) => self.float(number),
            View::Boolean(value) => self.serialize(&value),
            View::Blob(blob) => self.blob(blob),
            View::Json(value) => self.serialize(value),
            View::Shape(shape) => self.object(shape),
            View::List(items) => self.array(items),
        }
    }

    #[inline(never)]
    fn serialize<T: Serialize + ?Sized>(&mut self, value: &T) {
        if let Err(error) = serde_json::to_writer(&mut self.body, value) {
            self.error = Some(CodecError::new(error));
        }
        self.body.push(b',');
    }

    #[inline(never)]
    fn float(&mut self, number: f64) {
        match whole(number) {
            Some(number) => self.serialize(&number),
            None if number.is_finite() => self.serialize(&number),
            None => self.error = Some(CodecError::new(format!("{number} is not a number that JSON knows"))),
        }
    }

    #[inline(never)]
    fn text(&mut self, text: &str) {
        self.make_room(text.len());
        if is_plain(text.as_bytes()) { self.quoted(text, b',') } else { self.serialize(text) }
    }

    #[inline]
    fn name(&mut self, name: &str) {
        if is_plain(name.as_bytes()) {
            return self.quoted(name, b':');
        }
        self.serialize(name);
        self.body.replace_last(b':');
    }

    /// A text that needs no escaping, with what stands behind it.
    #[inline]
    fn quoted(&mut self, text: &str, behind: u8) {
        let room = self.body.room(text.len() + 3);
        if let [before, within @ .., after, last] = room {
            (*before, *after, *last) = (b'"', b'"', behind);
            copy(within, text.as_bytes());
        }
    }

    /// Base64 has nothing to escape. What was given as text may be anything.
    #[inline(never)]
    fn blob(&mut self, blob: &Blob) {
        let bytes = match blob.form() {
            Ok(bytes) => bytes,
            Err(text) => return self.text(text),
        };
        self.make_room(blob.encoded_len());
        self.body.push(b'"');
        if let Err(error) = STANDARD.encode_slice(bytes, self.body.room(blob.encoded_len())) {
            self.error = Some(CodecError::new(error));
        }
        self.body.push(b'"');
        self.body.push(b',');
    }

    /// Reserves for the whole where a large text comes: to grow through every power of two would copy it each time.
    fn make_room(&mut self, length: usize) {
        if length > LARGE && length > self.body.left() {
            self.body.reserve(self.whole.take().map_or(length + USUAL, estimate));
        }
    }

    #[inline(never)]
    fn object(&mut self, shape: &dyn Shape) {
        self.body.push(b'{');
        shape.visit(self);
        self.close(b'{', b'}');
    }

    #[inline(never)]
    fn array(&mut self, items: &dyn Items) {
        self.body.push(b'[');
        for index in 0..items.len() {
            self.value(items.at(index));
        }
        self.close(b'[', b']');
    }

    /// Ends what `open` began, in the place of the last comma where there is one.
    fn close(&mut self, open: u8, close: u8) {
        if self.body.last() == open {
            self.body.push(close);
        } else {
            self.body.replace_last(close);
        }
        self.body.push(b',');
    }
}

impl Visitor for Writer<'_> {
    fn visit(&mut self, member: Member, field: &dyn Field) {
        let view = field.view();
        if !matches!(view, View::Absent) && member.in_body() {
            self.name(member.name);
            self.value(view);
        }
    }

    fn visit_any(&mut self, name: &str, value: &serde_json::Value) {
        self.name(name);
        self.serialize(value);
    }
}
