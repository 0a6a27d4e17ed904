//! The Model as JSON, without names or types of Rust, so that a change of meaning shows apart from a change of code.

use crate::model::Model;

/// Returns the Model as JSON text.
pub fn dump(model: &Model) -> String {
    serde_json::to_string_pretty(model).unwrap_or_default() + "\n"
}
