//! Values of requests and responses, independent of JSON or XML: generated from a schema, read, edited and written.

pub(crate) mod generate;
pub(crate) mod path;
pub(crate) mod read;
pub(crate) mod scalar;
#[cfg(test)]
mod tests;
pub(crate) mod write;

use serde_json::Value;

/// A value that can be written as JSON or XML.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Tree {
    /// A text, a number or a boolean.
    Scalar(Value),
    /// The items, and the element name of each where XML wraps them in an element of the list.
    List(Vec<Tree>, Option<String>),
    /// The members of a structure.
    Shape(Vec<(String, Tree)>),
}
