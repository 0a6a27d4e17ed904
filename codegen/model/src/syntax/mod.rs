//! Parses JSON, TOML and XML with the position of every node, and reads objects with known keys. Knows nothing of schemas.

pub mod fields;
pub mod hidden;
pub mod json;
pub mod toml;
pub mod xml;
mod xml_bounds;
