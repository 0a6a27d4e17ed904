//! The words for scalar types in published metadata.

use crate::model::{Format, Scalar};

/// The scalars by the word that says what exactly they are; the items of lists have this word alone.
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

/// Whether a word names a scalar.
pub(super) fn is_scalar(word: &str) -> bool {
    SCALARS.iter().any(|(known, _)| *known == word)
}
