//! Checks that the keys of a parameter go with its type.

use super::vocabulary::Kind;
use crate::diagnostic::{Code, Diagnostics};
use crate::model::Scalar;
use crate::syntax::fields::Fields;

/// Reports keys that have no meaning for the type of a parameter.
pub(super) fn report_misplaced(fields: &Fields<'_>, kind: Kind, diagnostics: &mut Diagnostics) {
    let is_object = matches!(kind, Kind::Object);
    let has_enum = matches!(kind, Kind::Scalar(Scalar::String | Scalar::Integer));
    let has_format = matches!(kind, Kind::Scalar(_)) && fields.get("enum").is_none();
    let is_array = matches!(kind, Kind::Array);
    for (key, is_allowed, expected) in [
        ("children", is_object, "an object"),
        ("shape", is_object, "an object"),
        ("free", is_object, "an object"),
        ("items", is_array, "a list"),
        ("enum", has_enum, "a string or an integer"),
        ("format", has_format, "a scalar without an enumeration"),
    ] {
        if let Some(node) = fields.get(key).filter(|_| !is_allowed) {
            let message = format!("`{key}` is only allowed for {expected}");
            diagnostics.error(Code::INVALID_CONSTRAINT, node.span, message);
        }
    }
}

/// Returns whether an object is free: its members are data, so the schema cannot describe them.
pub fn is_free(fields: &Fields<'_>, diagnostics: &mut Diagnostics) -> bool {
    let Some(node) = fields.get("free") else { return false };
    let described = fields.get("children").or(fields.get("shape"));
    match (fields.boolean("free", diagnostics), described) {
        (Some(true), Some(members)) => {
            let message = "a free object cannot have `children` or a `shape`";
            diagnostics.error(Code::INVALID_CONSTRAINT, members.span, message);
        }
        (Some(false), _) => {
            diagnostics.error(Code::INVALID_CONSTRAINT, node.span, "`free` cannot be `false`").help("remove the key");
        }
        _ => {}
    }
    true
}
