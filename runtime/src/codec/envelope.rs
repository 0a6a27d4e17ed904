//! The envelope of API 3.0 answers: `{"Response": {…}}`.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;

use super::deviation::{Deviation, Deviations};
use super::error::CodecError;
use super::json_read::{Key, read, read_member};
use super::json_repair::repair;
use super::repair::with_repair;
use crate::shape::Shape;

/// The members of an API 3.0 answer besides those of the output.
#[derive(Debug, Default)]
pub struct Envelope {
    /// The request id.
    pub request_id: Option<String>,
    /// The code and message, if the answer is an error.
    pub error: Option<(String, String)>,
    /// The members that are not of the declared kind.
    pub deviations: Vec<Deviation>,
}

/// Reads an API 3.0 answer, `{"Response": {…, "RequestId": "…"}}`, into `shape`.
///
/// # Errors
///
/// Fails if `body` is not a JSON object with an object `Response`.
pub fn read_envelope(body: &[u8], shape: &mut dyn Shape) -> Result<Envelope, CodecError> {
    let envelope = with_repair(body, shape, repair, |text, shape| {
        let mut inner = Inner::new(shape);
        let mut outer = Outer { inner: &mut inner, found: false };
        read(text, &mut outer)?;
        Ok(outer.found.then(|| inner.into_envelope()))
    })?;
    envelope.ok_or_else(|| CodecError::new("the answer has no object `Response`"))
}

/// Reads an answer without an envelope: some services omit it in operations that can stream events.
///
/// # Errors
///
/// Fails if `body` is not a JSON object, has a `Response`, or has no member of the output: it may be anything then,
/// such as the answer of a gateway.
pub fn read_bare(body: &[u8], shape: &mut dyn Shape) -> Result<Envelope, CodecError> {
    let envelope = with_repair(body, shape, repair, |text, shape| {
        let mut inner = Inner::new(shape);
        read(text, &mut inner)?;
        Ok((inner.known && !inner.enveloped).then(|| inner.into_envelope()))
    })?;
    envelope.ok_or_else(|| CodecError::new("the answer has neither an object `Response` nor a known member"))
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
    envelope: Envelope,
    deviations: Deviations,
    /// Whether the answer has a member of the output that errors do not have.
    known: bool,
    enveloped: bool,
}

impl<'s> Inner<'s> {
    fn new(shape: &'s mut dyn Shape) -> Self {
        let (envelope, deviations) = (Envelope::default(), Deviations::default());
        Self { shape, envelope, deviations, known: false, enveloped: false }
    }

    fn into_envelope(self) -> Envelope {
        Envelope { deviations: self.deviations.into_vec(), ..self.envelope }
    }

    fn set(&mut self, name: &str, value: Value) {
        match (name, value) {
            ("RequestId", Value::String(id)) => self.envelope.request_id = Some(id),
            ("Error", Value::Object(error)) => {
                let text = |key| error.get(key).and_then(Value::as_str).map(str::to_owned);
                // Some successful answers have a member `Error` of their own. Only one with a code is an error.
                self.envelope.error = text("Code").map(|code| (code, text("Message").unwrap_or_default()));
            }
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
        let takes_any = self.shape.takes_any();
        while let Some(Key(key)) = map.next_key::<Key<'de>>()? {
            let is_extra = matches!(&*key, "RequestId" | "Error");
            let field = if takes_any && is_extra { None } else { self.shape.member(&key) };
            self.enveloped |= key == "Response";
            match field {
                Some(field) => {
                    self.known |= !takes_any && !is_error_member(&key);
                    read_member(&mut map, &key, field, &mut self.deviations)?;
                }
                None if is_extra => self.set(&key, map.next_value()?),
                None => map.next_value::<IgnoredAny>().map(drop)?,
            }
        }
        Ok(())
    }
}

fn is_error_member(name: &str) -> bool {
    matches!(name, "RequestId" | "Error" | "ErrorMsg" | "Code" | "Message" | "Msg")
}
