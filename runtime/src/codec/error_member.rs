//! The member `Error` of an answer, in whatever form and letter case.

use serde_json::Value;

use super::json_read::read_json_within;
use super::text::without_mark;
use super::xml_read::read_xml_within;
use crate::Object;

/// The memory of the members of a document in which an error is looked for, in addition to its texts.
const MEMORY: usize = 1 << 20;

/// Reads any document that has members: JSON, or XML. Returns `None` if it has none, or too many for an error.
pub(crate) fn read_any(body: &[u8]) -> Option<Value> {
    let is_xml = without_mark(body).trim_ascii_start().starts_with(b"<");
    let read = if is_xml { read_xml_within } else { read_json_within };
    let mut members = Object::new();
    read(body.len().saturating_add(MEMORY / 4), body, &mut members).ok()?;
    Some(members.into())
}

/// Returns whether a member of this name reports an error, unless the output declares it.
pub(crate) fn is_error_name(name: &str) -> bool {
    name.eq_ignore_ascii_case("Error")
}

/// Returns whether a member `Error` reports an error. A blank one, such as `<Error/>`, does unless a member of the output
/// is `known`: a service that writes all its members writes the empty ones too.
pub(crate) fn states_error(error: &Value, known: bool) -> bool {
    match error {
        Value::Null => false,
        _ if !known => true,
        Value::Bool(value) => *value,
        Value::Number(number) => number.as_f64() != Some(0.0),
        Value::String(text) => !text.trim().is_empty(),
        Value::Array(items) => !items.is_empty(),
        Value::Object(members) => !members.is_empty(),
    }
}

/// Returns a member, whose name may be written in another letter case.
pub(crate) fn member_of<'v>(value: &'v Value, name: &str) -> Option<&'v Value> {
    let mut members = value.as_object()?.iter();
    value.get(name).or_else(|| members.find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value))
}

/// Returns the first of these members that is a filled scalar.
pub(crate) fn text_of(value: &Value, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| scalar(member_of(value, name)?))
}

/// Returns a filled scalar as a text.
pub(crate) fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.is_empty() => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
