//! Reading one event into a shape.

use http::response::Parts;
use serde_json::Value;

use crate::Error;
use crate::codec::{Deviation, member_of, read_any, read_envelope_within, read_json_within, text_of};
use crate::members;
use crate::shape::Shape;

/// The last event of some services, which is not JSON.
pub(super) const END: &str = "[DONE]";

/// Reads an event: the members, with or without an envelope.
pub(super) fn event(data: &str, shape: &mut dyn Shape, head: &Parts, limit: usize) -> Result<Vec<Deviation>, Error> {
    if failed(data, shape) {
        return Err(Error::service(head, data.as_bytes()));
    }
    let read = if is_envelope(data) && !shape.takes_any() && shape.member("Response").is_none() {
        read_envelope_within(limit, data.as_bytes(), shape).map(|envelope| envelope.deviations)
    } else {
        read_json_within(limit, data.as_bytes(), shape)
    };
    match read {
        Err(problem) if problem.is_too_large() => Err(members::unreadable(head, data.as_bytes(), &problem)),
        read => Ok(read.unwrap_or_else(|_| vec![unreadable(data)])),
    }
}

/// Reports an unreadable event as a deviation, because the events after it may be readable.
fn unreadable(data: &str) -> Deviation {
    Deviation { member: String::new(), declared: "an object", found: format!("{} bytes that are not JSON", data.len()) }
}

fn is_envelope(data: &str) -> bool {
    data.trim_start_matches('\u{feff}')
        .trim_start()
        .strip_prefix('{')
        .is_some_and(|rest| rest.trim_start().starts_with("\"Response\""))
}

/// Returns whether an event reports an error: with an object `ErrorMsg` or `Error` that has a code, or with an `Error`
/// in another form that the output does not declare. Other events may have such an object with an empty code.
fn failed(data: &str, shape: &mut dyn Shape) -> bool {
    // Searching for the word is cheaper than parsing every event twice.
    let named = data.contains("rror") || data.contains("RROR");
    let Some(value) = named.then(|| read_any(data.as_bytes())).flatten() else {
        return false;
    };
    let members = value.get("Response").filter(|inner| inner.is_object()).unwrap_or(&value);
    let has_code = |name| members.get(name).is_some_and(has_code);
    let is_declared = shape.takes_any() || shape.member("Error").is_some();
    let undeclared = member_of(members, "Error").filter(|_| !is_declared);
    has_code("ErrorMsg")
        || has_code("Error")
        || undeclared.is_some_and(|error| has_text(error) || self::has_code(error))
}

fn has_code(error: &Value) -> bool {
    text_of(error, &["Code"]).is_some_and(|code| code != "0" && code != "0.0")
}

/// Returns whether an error is a text, or has a message and no code.
fn has_text(error: &Value) -> bool {
    match error {
        Value::String(text) => !text.trim().is_empty(),
        error => member_of(error, "Code").is_none() && text_of(error, &["Message", "Msg"]).is_some(),
    }
}
