//! Shapes in any format that serde knows.
//!
//! One adapter serves all of them, over the same readers and writers as the wire. It is stricter than those: what is
//! not of the declared kind is an error, since nobody is there to be told of it.

use serde::de::{DeserializeSeed, Deserializer, Error as _};
use serde::ser::{Serialize, Serializer};

use crate::Rule;
use crate::codec::{Deviations, FieldSeed, Json};
use crate::shape::{Blob, Object, Timestamp, Value};

/// Writes `value` with all its members, wherever they travel in a request.
///
/// # Errors
///
/// Fails where the format does.
#[doc(hidden)]
pub fn serialize<V: Value, S: Serializer>(value: &V, to: S) -> Result<S::Ok, S::Error> {
    Json(value.view()).serialize(to)
}

/// Reads a value.
///
/// # Errors
///
/// Fails where the format does, and where something is not of the declared kind.
#[doc(hidden)]
pub fn deserialize<'de, V: Value, D: Deserializer<'de>>(from: D) -> Result<V, D::Error> {
    let (mut value, mut deviations) = (None::<V>, Deviations::default());
    FieldSeed::of(&mut value, &mut deviations).deserialize(from)?;
    if let Some(first) = deviations.into_vec().first() {
        let dot = if first.member.is_empty() { "" } else { ": " };
        let message = format!("{}{dot}{} is declared, {} was found", first.member, first.declared, first.found);
        return Err(D::Error::custom(message));
    }
    value.ok_or_else(|| D::Error::custom(format!("{} is declared, nothing was found", V::KIND.name())))
}

/// Gives a type serde's two traits.
///
/// Generated code expands this, so whether it means anything is decided by a feature of this crate: a `cfg` in a macro
/// would be about the crate that uses it.
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
crate::serde_impls!(Rule);
