//! Reading shapes from JSON, through serde's data model.

use std::borrow::Cow;
use std::fmt;

use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value as Any;

use super::any_read::AnySeed;
use super::deviation::Deviation;
use super::error::CodecError;
use super::json_repair::repair;
use super::memory::Place;
use super::reading::Reading;
use super::repair::with_repair;
use crate::shape::{Field, Kind, Shape, Token};

/// The only member of the object that serde_json passes for a number with the feature `arbitrary_precision`.
pub(super) const NUMBER: &str = "$serde_json::private::Number";

/// Reads the members of `shape` from a JSON object. Members that are not of the declared kind stay absent and are
/// reported.
///
/// # Errors
///
/// Fails if `body` is not one JSON object, even after bad characters are replaced.
pub fn read_json(body: &[u8], shape: &mut dyn Shape) -> Result<Vec<Deviation>, CodecError> {
    read_json_within(usize::MAX, body, shape)
}

/// Reads like [`read_json`], in at most four times the memory of an answer of `limit` bytes.
pub(crate) fn read_json_within(limit: usize, body: &[u8], shape: &mut dyn Shape) -> Result<Vec<Deviation>, CodecError> {
    let read = |text: &str, shape: &mut dyn Shape, reading: &mut Reading| parse(text, ObjectSeed { shape, reading });
    with_repair(limit, body, shape, repair, read).map(|((), deviations)| deviations)
}

/// Reads one document.
pub(super) fn parse<'t>(text: &'t str, to: impl Visitor<'t, Value = ()>) -> Result<(), CodecError> {
    let mut from = serde_json::Deserializer::from_str(text);
    from.deserialize_map(to).and_then(|()| from.end()).map_err(|error| CodecError::json(&error))
}

/// A member's name, borrowed if possible. serde's `Cow` always copies.
pub(super) struct Key<'de>(pub(super) Cow<'de, str>);

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
    reading: &'a mut Reading,
}

impl ObjectSeed<'_> {
    /// Reads an object. Which form of it an object has is known when all of its members are.
    fn choose_and_visit<'de, A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        if self.shape.alternatives().is_none() {
            return self.visit_map(map);
        }
        let object = AnySeed(&mut self.reading.memory).visit_map(map)?;
        if let Some(forms) = self.shape.alternatives() {
            forms.choose(object.get(forms.by()).and_then(Any::as_str).unwrap_or_default());
        }
        object.deserialize_map(self).map_err(A::Error::custom)
    }
}

impl<'de> Visitor<'de> for ObjectSeed<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let (takes_any, mut is_first) = (self.shape.takes_any(), true);
        while let Some(Key(key)) = map.next_key::<Key<'de>>()? {
            match self.shape.member(&key) {
                Some(field) => {
                    let mut place = Place::Member;
                    // Free members of a structure that declares others are entries of a map as well.
                    if takes_any || field.kind() == Kind::Json {
                        self.reading.memory.entry(is_first).map_err(A::Error::custom)?;
                        place = Place::Entry { is_first: std::mem::take(&mut is_first) };
                    }
                    let before = self.reading.deviations.count();
                    map.next_value_seed(FieldSeed { field, reading: self.reading, place })?;
                    self.reading.deviations.prefix(before, &key, self.shape);
                }
                None => map.next_value::<IgnoredAny>().map(drop)?,
            }
        }
        Ok(())
    }
}

/// Reads one value into a member, or one item into a list.
pub(crate) struct FieldSeed<'a> {
    field: &'a mut dyn Field,
    reading: &'a mut Reading,
    place: Place,
}

impl<'a> FieldSeed<'a> {
    pub(crate) fn of(field: &'a mut dyn Field, reading: &'a mut Reading) -> Self {
        Self { field, reading, place: Place::Member }
    }
}

impl FieldSeed<'_> {
    /// Returns whether the schema declares a list here, which a single value is not.
    fn expects_list(&self) -> bool {
        self.place != Place::Item && self.field.is_list()
    }

    /// Reports a value that is not of the declared kind.
    #[cold]
    fn report(self, found: impl FnOnce() -> String) {
        let declared = if self.expects_list() { "a list" } else { self.field.kind().name() };
        self.reading.deviations.report(declared, found);
    }

    /// Reads a value that only a member of any JSON can hold.
    fn put_any<'de, D: Deserializer<'de>>(self, from: D, found: &str) -> Result<(), D::Error> {
        match self.field.kind() {
            Kind::Json => {
                let value = AnySeed(&mut self.reading.memory).deserialize(from)?;
                self.put(Token::Json(value))
            }
            _ => self.skip(from, found),
        }
    }

    /// Reads an object into a member that is not a structure. serde_json passes numbers as objects if any crate in the
    /// program enables its feature `arbitrary_precision`.
    fn put_object<'de, A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        if self.field.kind() != Kind::Json
            && let Some((Key(name), Any::String(text))) = map.next_entry::<Key<'de>, Any>()?
            && name == NUMBER
            && let Some(number) = number(&text)
        {
            return self.put(number);
        }
        self.put_any(MapAccessDeserializer::new(map), "an object")
    }

    fn skip<'de, D: Deserializer<'de>>(self, from: D, found: &str) -> Result<(), D::Error> {
        self.report(|| found.to_owned());
        IgnoredAny::deserialize(from).map(drop)
    }

    fn put<E: Error>(self, token: Token<'_>) -> Result<(), E> {
        if self.place == Place::Item {
            self.reading.memory.item().map_err(E::custom)?;
        }
        let put = if self.expects_list() { Err(token) } else { self.field.put(token) };
        if let Err(token) = put {
            self.report(|| token.describe());
        }
        Ok(())
    }
}

/// Parses a number, exactly if it is an integer.
fn number(text: &str) -> Option<Token<'static>> {
    let integer = text.parse().map(Token::Integer).or_else(|_| text.parse().map(Token::Unsigned));
    let float = || text.parse().ok().filter(|number: &f64| number.is_finite()).map(Token::Float);
    integer.ok().or_else(float)
}

impl<'de> DeserializeSeed<'de> for FieldSeed<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<(), D::Error> {
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

    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        self.put(Token::Boolean(value))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<(), E> {
        self.put(Token::Integer(number))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<(), E> {
        self.put(i64::try_from(number).map_or(Token::Unsigned(number), Token::Integer))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<(), E> {
        self.put(Token::Float(number))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.put(Token::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        if self.place == Place::Item || !self.field.open() {
            return self.put_any(SeqAccessDeserializer::new(seq), "a list");
        }
        let mut index = 0;
        loop {
            let before = self.reading.deviations.count();
            let seed = FieldSeed { field: self.field, reading: self.reading, place: Place::Item };
            if seq.next_element_seed(seed)?.is_none() {
                return Ok(());
            }
            self.reading.deviations.prefix_index(before, index);
            index += 1;
        }
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        if self.expects_list() {
            return self.skip(MapAccessDeserializer::new(map), "an object");
        }
        match self.field.enter() {
            Some(shape) => {
                let memory = &mut self.reading.memory;
                memory.structure(size_of_val(shape), shape.boxed_size(), self.place).map_err(A::Error::custom)?;
                ObjectSeed { shape, reading: self.reading }.choose_and_visit(map)
            }
            None => self.put_object(map),
        }
    }
}
