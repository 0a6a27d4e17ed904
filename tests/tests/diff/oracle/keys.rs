//! The keys of published metadata, and the properties that they state.

use serde_json::Value;

use super::facts::Properties;

/// What a key states.
pub enum Property {
    /// A text: the property's word.
    Text(&'static str),
    /// A sample.
    Sample(&'static str),
    /// A flag.
    Flag(&'static str),
    /// Nothing alone: other code reads it, or nothing of the crate depends on it.
    Elsewhere,
}

/// The keys of an action.
pub const ACTION: [(&str, Property); 6] = [
    ("document", Property::Elsewhere),
    ("input", Property::Elsewhere),
    ("name", Property::Elsewhere),
    ("output", Property::Elsewhere),
    ("status", Property::Text("status")),
    // The service does not check the signature. Requests are signed all the same.
    ("skip_sign", Property::Elsewhere),
];

/// The keys of a member.
pub const MEMBER: [(&str, Property); 9] = [
    ("disabled", Property::Flag("deprecation")),
    ("document", Property::Text("description")),
    ("example", Property::Sample("examples")),
    ("member", Property::Elsewhere),
    ("name", Property::Elsewhere),
    ("output_required", Property::Elsewhere),
    ("required", Property::Elsewhere),
    ("type", Property::Elsewhere),
    ("value_allowed_null", Property::Flag("nullability")),
];

/// The words of `member` that name no object.
pub const SCALARS: [&str; 9] =
    ["string", "int64", "uint64", "float", "bool", "datetime", "datetime_iso", "date", "binary"];

/// The status of nearly all actions, and of those without one.
const ONLINE: &str = "online";

/// The sample of members that have none.
const NO_SAMPLE: &str = "无";

/// Returns the properties that the keys of an object state. An unknown key is a property of its name, which nothing reports.
pub fn properties(object: &Value, known: &[(&'static str, Property)]) -> Properties {
    let mut properties = Properties::new();
    let mut add = |word, text: String, nothing: &str| {
        properties.extend(Some((word, text)).filter(|(_, text)| !text.is_empty() && text != nothing));
    };
    for (key, value) in object.as_object().into_iter().flatten() {
        match known.iter().find(|(name, _)| name == key).map(|(_, property)| property) {
            Some(Property::Elsewhere) => {}
            Some(Property::Flag(word)) => add(word, String::from(if is_set(value) { "yes" } else { "" }), ""),
            Some(Property::Text(word)) => add(word, visible(value.as_str().unwrap_or_default()), ONLINE),
            Some(Property::Sample(word)) => add(word, text(value), NO_SAMPLE),
            None => add("unknown key", key.clone(), ""),
        }
    }
    properties
}

/// Returns a text without blanks around it, or the text of a number.
pub fn text(value: &Value) -> String {
    match value {
        Value::String(text) => visible(text.trim()),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

/// Returns a text without the characters that nobody sees. Loading removes them with a warning.
fn visible(text: &str) -> String {
    codegen_model::text::without_hidden(text).into_owned()
}

/// Whether a flag is set, in any form in which upstream writes flags.
pub fn is_set(value: &Value) -> bool {
    matches!(&*text(value).to_ascii_lowercase(), "true" | "1" | "yes" | "1.0")
}
