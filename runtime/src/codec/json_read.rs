//! JSON to shapes, through serde's data model.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value as Any;

use super::{CodecError, Deviation, Deviations};
use crate::shape::{Field, Kind, Shape, Token};

/// Reads the members of `shape` from a JSON object. What is not of the declared kind is left absent and reported.
///
/// # Errors
///
/// Fails where `body` is not one JSON object.
pub fn read_json(body: &[u8], shape: &mut dyn Shape) -> Result<Vec<Deviation>, CodecError> {
    let mut deviations = Deviations::default();
    let mut from = serde_json::Deserializer::from_slice(body);
    let seed = ObjectSeed { shape, deviations: &mut deviations, extra: None };
    seed.deserialize(&mut from).map_err(CodecError::new)?;
    from.end().map_err(CodecError::new)?;
    Ok(deviations.into_vec())
}

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
    let mut outer = Outer { shape, extra: Extra::default(), deviations: Deviations::default(), found: false };
    let mut from = serde_json::Deserializer::from_slice(body);
    from.deserialize_map(&mut outer).map_err(CodecError::new)?;
    from.end().map_err(CodecError::new)?;
    if !outer.found {
        return Err(CodecError::new("the answer has no object `Response`"));
    }
    let Outer { extra, deviations, .. } = outer;
    Ok(Envelope { request_id: extra.request_id, error: extra.error, deviations: deviations.into_vec() })
}

/// Members of `Response` that belong to the envelope rather than to the shape.
#[derive(Default)]
struct Extra {
    request_id: Option<String>,
    error: Option<(String, String)>,
}

impl Extra {
    fn take(&mut self, name: &str, value: Any) {
        match (name, value) {
            ("RequestId", Any::String(id)) => self.request_id = Some(id),
            ("Error", Any::Object(error)) => {
                let text = |key| error.get(key).and_then(Any::as_str).map(str::to_owned);
                // Some successful answers have a member `Error` of their own; only one with a code is the envelope's.
                self.error = text("Code").map(|code| (code, text("Message").unwrap_or_default()));
            }
            _ => {}
        }
    }
}

struct Outer<'a> {
    shape: &'a mut dyn Shape,
    extra: Extra,
    deviations: Deviations,
    found: bool,
}

impl<'de> Visitor<'de> for &mut Outer<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object with a member `Response`")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(Key(key)) = map.next_key::<Key<'de>>()? {
            if key == "Response" && !self.found {
                let (shape, extra) = (&mut *self.shape, Some(&mut self.extra));
                map.next_value_seed(ObjectSeed { shape, deviations: &mut self.deviations, extra })?;
                self.found = true;
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }
}

/// A member's name where it lies; serde's own `Cow` is always a copy.
struct Key<'de>(Cow<'de, str>);

impl<'de> Deserialize<'de> for Key<'de> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_str(KeyVisitor)
    }
}

struct KeyVisitor;

impl<'de> Visitor<'de> for KeyVisitor {
    type Value = Key<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_borrowed_str<E>(self, name: &'de str) -> Result<Key<'de>, E> {
        Ok(Key(Cow::Borrowed(name)))
    }

    fn visit_str<E>(self, name: &str) -> Result<Key<'de>, E> {
        Ok(Key(Cow::Owned(name.to_owned())))
    }
}

/// Reads one object into a shape.
struct ObjectSeed<'a> {
    shape: &'a mut dyn Shape,
    deviations: &'a mut Deviations,
    extra: Option<&'a mut Extra>,
}

impl<'de> DeserializeSeed<'de> for ObjectSeed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for ObjectSeed<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        let takes_any = self.shape.takes_any();
        while let Some(Key(key)) = map.next_key::<Key<'de>>()? {
            let is_extra = self.extra.is_some() && matches!(&*key, "RequestId" | "Error");
            let field = if takes_any && is_extra { None } else { self.shape.member(&key) };
            match (field, &mut self.extra) {
                (Some(field), _) => {
                    let before = self.deviations.count();
                    map.next_value_seed(FieldSeed { field, deviations: self.deviations, item: false })?;
                    self.deviations.prefix(before, &key);
                }
                (None, Some(extra)) if is_extra => extra.take(&key, map.next_value()?),
                (None, _) => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }
}

/// Reads one value into a member, or one item into a list.
pub(crate) struct FieldSeed<'a> {
    field: &'a mut dyn Field,
    deviations: &'a mut Deviations,
    item: bool,
}

impl<'a> FieldSeed<'a> {
    #[cfg(feature = "serde")]
    pub(crate) fn of(field: &'a mut dyn Field, deviations: &'a mut Deviations) -> Self {
        Self { field, deviations, item: false }
    }
}

impl FieldSeed<'_> {
    fn put<E>(self, token: Token<'_>) -> Result<(), E> {
        // A lone value where a list belongs is no list.
        let rejected = if !self.item && self.field.is_list() { Some(token) } else { self.field.put(token).err() };
        if let Some(token) = rejected {
            self.deviations.report(self.field.kind().name(), token.describe());
        }
        Ok(())
    }
}

impl<'de> DeserializeSeed<'de> for FieldSeed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        if self.field.kind() == Kind::Json && (self.item || !self.field.is_list()) {
            let value = Any::deserialize(from)?;
            return if value.is_null() { Ok(()) } else { self.put(Token::Json(value)) };
        }
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for FieldSeed<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.field.kind().name())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_none<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_some<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
        from.deserialize_any(self)
    }

    fn visit_bool<E>(self, value: bool) -> Result<(), E> {
        self.put(Token::Boolean(value))
    }

    fn visit_i64<E>(self, number: i64) -> Result<(), E> {
        self.put(Token::Integer(number))
    }

    fn visit_u64<E>(self, number: u64) -> Result<(), E> {
        self.put(i64::try_from(number).map_or(Token::Float(number as f64), Token::Integer))
    }

    fn visit_f64<E>(self, number: f64) -> Result<(), E> {
        self.put(Token::Float(number))
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        self.put(Token::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        if self.item || !self.field.open() {
            self.deviations.report(self.field.kind().name(), "a list".to_owned());
            while seq.next_element::<IgnoredAny>()?.is_some() {}
            return Ok(());
        }
        let mut index = 0;
        loop {
            let before = self.deviations.count();
            let seed = FieldSeed { field: self.field, deviations: self.deviations, item: true };
            if seq.next_element_seed(seed)?.is_none() {
                return Ok(());
            }
            if self.deviations.count() > before {
                self.deviations.prefix(before, &format!("[{index}]"));
            }
            index += 1;
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Self { field, deviations, item } = self;
        let kind = field.kind();
        let shape = if !item && field.is_list() { None } else { field.enter() };
        let Some(shape) = shape else {
            deviations.report(kind.name(), "an object".to_owned());
            while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
            return Ok(());
        };
        ObjectSeed { shape, deviations, extra: None }.visit_map(map)
    }
}
