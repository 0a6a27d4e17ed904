//! Reading and writing shapes in the formats of the wire.
//!
//! serde_json and quick-xml parse. This module connects their events with [`Shape`](crate::Shape), and tolerates the
//! deviations of the services. A bad character never makes a document unreadable: it is replaced, or kept as it is
//! written.

mod any_read;
mod buffer;
mod deviation;
mod envelope;
mod error;
mod error_member;
mod escape;
mod form_read;
mod json_read;
mod json_repair;
#[cfg(feature = "serde")]
mod json_serde;
mod json_write;
mod memory;
mod reading;
mod repair;
mod size;
mod text;
mod xml_read;
mod xml_write;

pub use deviation::Deviation;
pub(crate) use deviation::excerpt;
pub use envelope::{Envelope, read_bare, read_envelope};
pub(crate) use envelope::{read_bare_within, read_envelope_within};
pub use error::CodecError;
pub(crate) use error_member::{is_error_name, member_of, read_any, scalar, states_error, text_of};
pub use form_read::{FormPart, read_form};
pub use json_read::read_json;
pub(crate) use json_read::read_json_within;
pub use json_write::write_json;
pub(crate) use json_write::write_value;
pub(crate) use text::without_mark;
pub(crate) use xml_read::read_xml_within;
pub use xml_read::{read_xml, root_of};
pub use xml_write::write_xml;
#[cfg(feature = "serde")]
pub(crate) use {json_read::FieldSeed, json_serde::Json, memory::Memory, reading::Reading};
