//! Shapes in any serde format.
//!
//! One adapter over the readers of the wire formats serves all types. It is stricter than they are: a value that is not
//! of the declared kind is an error, because there is no way to report a deviation.

use serde::de::{DeserializeSeed, Deserializer, Error as _};
use serde::ser::{Serialize, Serializer};

use crate::Rule;
use crate::codec::{FieldSeed, Json, Memory, Reading};
use crate::shape::{Blob, Object, Timestamp, UrlText, Value};

/// Serializes `value` with all its members, including those that do not travel in a body.
///
/// # Errors
///
/// Fails if the serializer fails.
#[doc(hidden)]
pub fn serialize<V: Value, S: Serializer>(value: &V, to: S) -> Result<S::Ok, S::Error> {
    Json(value.view()).serialize(to)
}

/// Deserializes a value.
///
/// # Errors
///
/// Fails if the deserializer fails, or if a value is not of the declared kind.
#[doc(hidden)]
pub fn deserialize<'de, V: Value, D: Deserializer<'de>>(from: D) -> Result<V, D::Error> {
    let (mut value, mut reading) = (None::<V>, Reading::with(Memory::UNLIMITED));
    FieldSeed::of(&mut value, &mut reading).deserialize(from)?;
    if let Some(first) = reading.into_deviations().first() {
        let dot = if first.member.is_empty() { "" } else { ": " };
        let message = format!("{}{dot}expected {}, found {}", first.member, first.declared, first.found);
        return Err(D::Error::custom(message));
    }
    value.ok_or_else(|| D::Error::custom(format!("expected {}, found nothing", V::KIND.name())))
}

/// Implements `Serialize` and `Deserialize` for a type.
///
/// The macro expands in generated code, where a `cfg` would refer to the features of that crate. So this crate defines
/// the macro twice and its own feature selects the definition.
#[doc(hidden)]
#[macro_export]
macro_rules! serde_impls {
    ($name:ty) => {
        impl $crate::serde::Serialize for $name {
            fn serialize<S: $crate::serde::Serializer>(&self, to: S) -> ::std::result::Result<S::Ok, S::Error> {
                $crate::serde_impls::serialize(self, to)
            }
        }

        impl<'de> $crate::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::serde::Deserializer<'de>>(from: D) -> ::std::result::Result<Self, D::Error> {
                $crate::serde_impls::deserialize(from)
            }
        }
    };
}

crate::serde_impls!(Blob);
crate::serde_impls!(Object);
crate::serde_impls!(Timestamp);
crate::serde_impls!(UrlText);
crate::serde_impls!(Rule);
