//! Writing shapes as JSON.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Serialize;

use super::buffer::{Buffer, copy};
use super::error::CodecError;
use super::escape::is_plain;
use super::size::estimate;
use crate::shape::{Blob, Field, Items, Member, Shape, View, Visitor};

/// The initial capacity in bytes, which suffices for most documents.
const INITIAL_CAPACITY: usize = 1 << 10;

/// The length in bytes from which a text is worth an exact reservation.
const LARGE_TEXT: usize = 64 << 10;

/// Writes the members of `shape` that travel in the body as one line of JSON.
///
/// # Errors
///
/// Fails for numbers that JSON cannot represent, such as NaN.
pub fn write_json(shape: &dyn Shape) -> Result<Vec<u8>, CodecError> {
    write(View::Shape(shape), Some(shape))
}

/// Writes one value as JSON.
pub(crate) fn write_value(view: View<'_>) -> Result<Vec<u8>, CodecError> {
    write(view, None)
}

fn write(view: View<'_>, whole: Option<&dyn Shape>) -> Result<Vec<u8>, CodecError> {
    let mut writer = Writer { body: Buffer::new(INITIAL_CAPACITY), whole, error: None };
    writer.value(view);
    match writer.error {
        Some(error) => Err(error),
        None => Ok(writer.body.without_last()),
    }
}

/// Converts an integral float, which is written as `1` instead of `1.0`, as in the services' samples.
pub(super) fn whole(number: f64) -> Option<i64> {
    (number.fract() == 0.0 && number.abs() < 1e15).then_some(number as i64)
}

/// Writes the structure, and texts that need no escaping. serde_json writes numbers and other texts. Its serializer
/// would copy an image between buffers and search it for quotation marks, which takes longer than encoding and hashing
/// it.
///
/// A comma follows every value. The end of a list or object replaces the last comma.
struct Writer<'a> {
    body: Buffer,
    /// The document, until its length has been estimated.
    whole: Option<&'a dyn Shape>,
    error: Option<CodecError>,
}

/// The hot function `value` stays small because the functions that it calls are not inlined.
impl Writer<'_> {
    #[inline]
    fn value(&mut self, view: View<'_>) {
        match view {
            View::Absent => self.serialize(&()),
            View::Text(text) => self.text(text),
            View::Integer(number) => self.serialize(&number),
            View::Unsigned(number) => self.serialize(&number),
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
            None => self.error = Some(CodecError::new(format!("JSON cannot represent the number {number}"))),
        }
    }

    #[inline(never)]
    fn text(&mut self, text: &str) {
        self.reserve_for(text.len());
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

    /// Writes a text that needs no escaping, followed by `separator`.
    #[inline]
    fn quoted(&mut self, text: &str, separator: u8) {
        let room = self.body.room(text.len() + 3);
        if let [before, within @ .., after, last] = room {
            (*before, *after, *last) = (b'"', b'"', separator);
            copy(within, text.as_bytes());
        }
    }

    /// Writes base64, which needs no escaping. A blob from a text may contain anything.
    #[inline(never)]
    fn blob(&mut self, blob: &Blob) {
        let bytes = match blob.form() {
            Ok(bytes) => bytes,
            Err(text) => return self.text(text),
        };
        self.reserve_for(blob.encoded_len());
        self.body.push(b'"');
        if let Err(error) = STANDARD.encode_slice(bytes, self.body.room(blob.encoded_len())) {
            self.error = Some(CodecError::new(error));
        }
        self.body.push(b'"');
        self.body.push(b',');
    }

    /// Reserves space for the whole document before a large text: growing by powers of two would copy it each time.
    fn reserve_for(&mut self, length: usize) {
        if length > LARGE_TEXT && length > self.body.capacity_left() {
            self.body.reserve(self.whole.take().map_or(length + INITIAL_CAPACITY, estimate));
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

    /// Closes a list or object, replacing the last comma if there is one.
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
        let view = member.view(field);
        if !matches!(view, View::Absent) && member.in_body() {
            self.name(member.name);
            self.value(view);
        }
    }

    fn visit_any(&mut self, name: &str, value: View<'_>) {
        self.name(name);
        self.value(value);
    }
}
