//! The scalar types of published metadata.

use crate::model::{Format, Scalar};

/// The scalars by the key `member`, which is more specific than `type`. The items of lists have only this key.
pub(super) const SCALARS: &[(&str, (Scalar, Format))] = &[
    ("string", (Scalar::String, Format::Plain)),
    ("int64", (Scalar::Integer, Format::Int64)),
    ("uint64", (Scalar::Integer, Format::Uint64)),
    ("float", (Scalar::Float, Format::Float)),
    ("bool", (Scalar::Boolean, Format::Plain)),
    ("datetime", (Scalar::String, Format::DateTime)),
    ("datetime_iso", (Scalar::String, Format::DateTimeIso)),
    ("date", (Scalar::String, Format::Date)),
    ("binary", (Scalar::String, Format::Binary)),
];

/// Returns whether a word names a scalar type.
pub(super) fn is_scalar(word: &str) -> bool {
    SCALARS.iter().any(|(known, _)| *known == word)
}

/// Returns the scalar that the word of a key `member` names.
pub(super) fn scalar_of(word: &str) -> Option<(Scalar, Format)> {
    SCALARS.iter().find(|(known, _)| *known == word).map(|(_, scalar)| *scalar)
}

/// Returns the scalar that the word of either key names alone, with its word for the key `member`.
pub(super) fn default_of(word: &str) -> Option<(&'static str, (Scalar, Format))> {
    let word = if word == "int" { "int64" } else { word };
    SCALARS.iter().find(|(known, _)| *known == word).copied()
}
