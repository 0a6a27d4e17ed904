//! The keys and words of parameters.

use crate::model::Scalar;

/// The keys of a parameter.
pub const KEYS: &[&str] = &[
    "name",
    "rust",
    "type",
    "required",
    "description",
    "example",
    "children",
    "items",
    "shape",
    "free",
    "enum",
    "format",
    "nullable",
    "sensitive",
    "deprecated",
    "sites",
    "range",
    "length",
    "pattern",
    "default",
];

/// The keys of `items`, the type of the items of a list.
pub const ITEM_KEYS: &[&str] = &["type", "format", "shape", "free", "enum", "children"];

/// The types, as descriptors spell them.
pub const TYPES: &[(&str, Kind)] = &[
    ("string", Kind::Scalar(Scalar::String)),
    ("integer", Kind::Scalar(Scalar::Integer)),
    ("number", Kind::Scalar(Scalar::Float)),
    ("boolean", Kind::Scalar(Scalar::Boolean)),
    ("object", Kind::Object),
    ("array", Kind::Array),
];

/// The formats that only schemas of Cloud Infinite have: no action of API 3.0 needs them.
pub const XML_FORMATS: &[&str] = &["base64url", "comma-list", "slash-list", "rule", "url", "json"];

/// The kind of a type.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// A scalar.
    Scalar(Scalar),
    /// A structure.
    Object,
    /// A list.
    Array,
}
