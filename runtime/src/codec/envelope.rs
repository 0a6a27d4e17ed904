//! API 3.0 answers in JSON: what stands around the members of the output.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::Value;

use super::deviation::{Deviation, Deviations};
use super::error::CodecError;
use super::json_read::{Key, read, read_member};
use crate::shape::Shape;

/// What stands around the members of an API 3.0 answer.
#[derive(Debug, Default)]
pub struct Envelope {
    /// The request id.
    pub request_id: Option<String>,
    /// Code and message, where the answer is an error.
    pub error: Option<(String, String)>,
    /// Members that were not of the declared kind.
    pub deviations: Vec<Deviation>,
}

/// Reads an API 3.0 answer, `{"Response": {…, "RequestId": "…"}}`, into `shape`.
///
/// # Errors
///
/// Fails where `body` is no JSON object with an object `Response`.
pub fn read_envelope(body: &[u8], shape: &mut dyn Shape) -> Result<Envelope, CodecError> {
    let mut inner = Inner::new(shape);
    let mut outer = Outer { inner: &mut inner, found: false };
    read(body, &mut outer)?;
    if !outer.found {
        return Err(CodecError::new("the answer has no object `Response`"));
    }
    Ok(inner.into_envelope())
}

/// Reads an answer that has no envelope: what can come in events is the members alone there, and some services leave the
/// envelope out where it comes all at once.
///
/// # Errors
///
/// Fails where `body` is no JSON object, has a `Response`, or has no member that is known to be one of the output: then
/// it may be anything, such as what a gateway says.
pub fn read_bare(body: &[u8], shape: &mut dyn Shape) -> Result<Envelope, CodecError> {
    let mut inner = Inner::new(shape);
    read(body, &mut inner)?;
    if inner.known && !inner.enveloped {
        return Ok(inner.into_envelope());
    }
    Err(CodecError::new("the answer has no object `Response`, and none of its members is known"))
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

/// Reads the members of the output, and those that belong to the envelope.
struct Inner<'s> {
    shape: &'s mut dyn Shape,
    envelope: Envelope,
    deviations: Deviations,
    /// Whether there was a member that the output has, and errors have not.
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

    fn take(&mut self, name: &str, value: Value) {
        match (name, value) {
            ("RequestId", Value::String(id)) => self.envelope.request_id = Some(id),
            ("Error", Value::Object(error)) => {
                let text = |key| error.get(key).and_then(Value::as_str).map(str::to_owned);
                // Some successful answers have a member `Error` of their own; only one with a code is the envelope's.
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
                    self.known |= !takes_any && !is_of_errors(&key);
                    read_member(&mut map, &key, field, &mut self.deviations)?;
                }
                None if is_extra => self.take(&key, map.next_value()?),
                None => map.next_value::<IgnoredAny>().map(drop)?,
            }
        }
        Ok(())
    }
}

fn is_of_errors(name: &str) -> bool {
    matches!(name, "RequestId" | "Error" | "ErrorMsg" | "Code" | "Message" | "Msg")
}
