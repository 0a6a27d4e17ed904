//! Shapes to and from the formats of the wire.
//!
//! The parsing itself is serde_json's and quick-xml's; what is here is the way between their events and
//! [`Shape`](crate::Shape), and the tolerance that the services need.

mod buffer;
mod envelope;
mod escape;
mod form_read;
mod json_read;
#[cfg(feature = "serde")]
mod json_serde;
mod json_write;
mod size;
mod xml_read;
mod xml_write;

use std::fmt;

pub use envelope::{Envelope, read_bare, read_envelope};
pub use form_read::{FormPart, read_form};
pub use json_read::read_json;
pub use json_write::write_json;
pub(crate) use json_write::write_value;
pub use xml_read::{read_xml, root_of};
pub use xml_write::write_xml;
#[cfg(feature = "serde")]
pub(crate) use {json_read::FieldSeed, json_serde::Json};

/// How deep structures may nest. The deepest published one has nine levels.
pub(crate) const MAX_DEPTH: usize = 64;

/// A body that is no JSON or no XML at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CodecError(String);

impl CodecError {
    pub(crate) fn new(message: impl fmt::Display) -> Self {
        Self(message.to_string())
    }
}

impl fmt::Display for CodecError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for CodecError {}

/// A member of an answer that was not of the declared kind. It reads as absent; everything else is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deviation {
    /// The way to the member: `LabelResults[0].Score`.
    pub member: String,
    /// What the schema declares.
    pub declared: &'static str,
    /// What was found.
    pub found: String,
}

/// Collects deviations; each level of nesting puts its own name in front on the way out, so that the usual case, no
/// deviation, costs nothing.
#[derive(Debug, Default)]
pub(crate) struct Deviations(Vec<Deviation>);

impl Deviations {
    fn report(&mut self, declared: &'static str, found: String) {
        self.0.push(Deviation { member: String::new(), declared, found });
    }

    fn count(&self) -> usize {
        self.0.len()
    }

    /// Puts `name` in front of everything found since there were `before`.
    #[inline]
    fn prefix(&mut self, before: usize, name: &str) {
        if self.count() > before {
            self.put_before(before, name);
        }
    }

    #[cold]
    fn put_before(&mut self, before: usize, name: &str) {
        for deviation in &mut self.0[before..] {
            let rest = std::mem::take(&mut deviation.member);
            let dot = if rest.is_empty() || rest.starts_with('[') { "" } else { "." };
            deviation.member = format!("{name}{dot}{rest}");
        }
    }

    pub(crate) fn into_vec(self) -> Vec<Deviation> {
        self.0
    }
}
