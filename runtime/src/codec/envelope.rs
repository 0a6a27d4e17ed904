//! The envelope of API 3.0 answers: `{"Response": {…}}`.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;

use super::any_read::AnySeed;
use super::deviation::Deviation;
use super::error::CodecError;
use super::error_member::{is_error_name, states_error, text_of};
use super::json_read::{FieldSeed, Key, parse};
use super::json_repair::repair;
use super::reading::Reading;
use super::repair::with_repair;
use crate::shape::{Shape, has_members};

/// The members of an API 3.0 answer besides those of the output.
#[derive(Debug, Default)]
pub struct Envelope {
    /// The request id.
    pub request_id: Option<String>,
    /// The code and message, if the answer is an error. Both are empty if the error does not state them as such.
    pub error: Option<(String, String)>,
    /// The members that are not of the declared kind.
    pub deviations: Vec<Deviation>,
}

/// Reads an API 3.0 answer, `{"Response": {…, "RequestId": "…"}}`, into `shape`.
///
/// # Errors
///
/// Fails if `body` is not a JSON object with an object `Response`, or if that has only unknown members.
pub fn read_envelope(body: &[u8], shape: &mut dyn Shape) -> Result<Envelope, CodecError> {
    read_envelope_within(usize::MAX, body, shape)
}

/// Reads like [`read_envelope`], in at most four times the memory of an answer of `limit` bytes.
pub(crate) fn read_envelope_within(limit: usize, body: &[u8], shape: &mut dyn Shape) -> Result<Envelope, CodecError> {
    let read = |text: &str, shape: &mut dyn Shape, reading: &mut Reading| {
        let mut inner = Inner::new(shape, reading);
        let mut outer = Outer { inner: &mut inner, found: false };
        parse(text, &mut outer)?;
        if !outer.found {
            return Err(CodecError::new("the answer has no object `Response`"));
        }
        Ok(inner.is_of_output().then(|| inner.into_envelope()))
    };
    let (envelope, deviations) = with_repair(limit, body, shape, repair, read)?;
    let envelope = envelope.ok_or_else(|| CodecError::new("no member of the output is known"))?;
    Ok(Envelope { deviations, ..envelope })
}

/// Reads an answer without an envelope: some services omit it in operations that can stream events.
///
/// # Errors
///
/// Fails if `body` is not a JSON object, has a `Response`, or has no member of the output: it may be anything then,
/// such as the answer of a gateway.
pub fn read_bare(body: &[u8], shape: &mut dyn Shape) -> Result<Envelope, CodecError> {
    read_bare_within(usize::MAX, body, shape)
}

/// Reads like [`read_bare`], in at most four times the memory of an answer of `limit` bytes.
pub(crate) fn read_bare_within(limit: usize, body: &[u8], shape: &mut dyn Shape) -> Result<Envelope, CodecError> {
    let read = |text: &str, shape: &mut dyn Shape, reading: &mut Reading| {
        let mut inner = Inner::new(shape, reading);
        parse(text, &mut inner)?;
        let is_readable = inner.known && !inner.enveloped || inner.reports_error();
        Ok(is_readable.then(|| inner.into_envelope()))
    };
    let (envelope, deviations) = with_repair(limit, body, shape, repair, read)?;
    let problem = "the answer has neither an object `Response` nor a known member";
    let envelope = envelope.ok_or_else(|| CodecError::new(problem))?;
    Ok(Envelope { deviations, ..envelope })
}

struct Outer<'a, 's> {
    inner: &'a mut Inner<'s>,
    found: bool,
}

impl<'de> Visitor<'de> for &mut Outer<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with a member `Response`")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            if key == "Response" && !self.found {
                map.next_value_seed(&mut *self.inner)?;
                self.found = true;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }
}

/// Reads the members of the output and of the envelope.
struct Inner<'s> {
    shape: &'s mut dyn Shape,
    reading: &'s mut Reading,
    envelope: Envelope,
    /// Whether the answer has a member of the output that errors do not have.
    known: bool,
    /// Whether the answer has any member of the output.
    declared: bool,
    /// Whether the answer has a member that neither the output nor the envelope has.
    unknown: bool,
    enveloped: bool,
    /// The member `Error`, unless the output declares it.
    error: Value,
}

impl<'s> Inner<'s> {
    fn new(shape: &'s mut dyn Shape, reading: &'s mut Reading) -> Self {
        let (envelope, error) = (Envelope::default(), Value::Null);
        let (known, declared, unknown, enveloped) = (false, false, false, false);
        Self { shape, reading, envelope, known, declared, unknown, enveloped, error }
    }

    fn into_envelope(self) -> Envelope {
        let error = self.reports_error().then(|| {
            let text = |key| text_of(&self.error, &[key]).unwrap_or_default();
            (text("Code"), text("Message"))
        });
        Envelope { error, ..self.envelope }
    }

    fn reports_error(&self) -> bool {
        states_error(&self.error, self.declared)
    }

    /// Returns whether the answer is an error or an output. An output may consist of a request id only.
    fn is_of_output(&self) -> bool {
        let has_only_id = self.envelope.request_id.is_some() && !self.unknown;
        self.declared || has_only_id || self.reports_error() || self.shape.takes_any() || !has_members(self.shape)
    }

    fn set(&mut self, name: &str, value: Value) {
        match value {
            Value::String(id) if name == "RequestId" => self.envelope.request_id = Some(id),
            value if is_error_name(name) && !value.is_null() => self.error = value,
            _ => {}
        }
    }
}

impl<'de> DeserializeSeed<'de> for &mut Inner<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for &mut Inner<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let (takes_any, mut is_first) = (self.shape.takes_any(), true);
        while let Some(Key(key)) = map.next_key::<Key<'de>>()? {
            let is_extra = &*key == "RequestId" || is_error_name(&key);
            let field = if takes_any && is_extra { None } else { self.shape.member(&key) };
            self.enveloped |= key == "Response";
            match field {
                Some(field) => {
                    self.known |= !takes_any && !is_error_member(&key);
                    self.declared = true;
                    if takes_any {
                        self.reading.memory.entry(is_first).map_err(A::Error::custom)?;
                        is_first = false;
                    }
                    let before = self.reading.deviations.count();
                    map.next_value_seed(FieldSeed::of(field, self.reading))?;
                    self.reading.deviations.prefix(before, &key, self.shape);
                }
                None if is_extra => {
                    let value = map.next_value_seed(AnySeed(&mut self.reading.memory))?;
                    self.set(&key, value);
                }
                None => {
                    self.unknown = true;
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }
}

fn is_error_member(name: &str) -> bool {
    matches!(name, "RequestId" | "Error" | "ErrorMsg" | "Code" | "Message" | "Msg")
}
