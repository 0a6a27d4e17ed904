//! Shapes to and from the formats of the wire.
//!
//! The parsing itself is serde_json's and quick-xml's; what is here is the way between their events and
//! [`Shape`](crate::Shape), and the tolerance that the services need.

mod buffer;
mod deviation;
mod envelope;
mod error;
mod escape;
mod form_read;
mod json_read;
#[cfg(feature = "serde")]
mod json_serde;
mod json_write;
mod size;
mod xml_read;
mod xml_write;

pub use deviation::Deviation;
pub use envelope::{Envelope, read_bare, read_envelope};
pub use error::CodecError;
pub use form_read::{FormPart, read_form};
pub use json_read::read_json;
pub use json_write::write_json;
pub(crate) use json_write::write_value;
pub use xml_read::{read_xml, root_of};
pub use xml_write::write_xml;
#[cfg(feature = "serde")]
pub(crate) use {deviation::Deviations, json_read::FieldSeed, json_serde::Json};
