//! Reading one event into a shape.

use http::response::Parts;
use serde_json::Value;

use crate::Error;
use crate::codec::{Deviation, read_any, read_envelope, read_json};
use crate::shape::{Shape, Token};

/// The last event of some services, which is not JSON.
pub(super) const END: &str = "[DONE]";

/// Reads an event: the members, with or without an envelope.
pub(super) fn event(data: &str, shape: &mut dyn Shape, head: &Parts) -> Result<Vec<Deviation>, Error> {
    if failed(data) {
        return Err(Error::service(head, data.as_bytes()));
    }
    let read = if is_envelope(data) && !shape.takes_any() && shape.member("Response").is_none() {
        read_envelope(data.as_bytes(), shape).map(|envelope| envelope.deviations)
    } else {
        read_json(data.as_bytes(), shape)
    };
    Ok(read.unwrap_or_else(|_| vec![unreadable(data)]))
}

/// Reports an unreadable event as a deviation, because the events after it may be readable.
fn unreadable(data: &str) -> Deviation {
    Deviation { member: String::new(), declared: "an object", found: Token::Text(data).describe() }
}

fn is_envelope(data: &str) -> bool {
    data.trim_start_matches('\u{feff}')
        .trim_start()
        .strip_prefix('{')
        .is_some_and(|rest| rest.trim_start().starts_with("\"Response\""))
}

/// Returns whether an event reports an error: with an object `ErrorMsg` or `Error` that has a code. Other events may
/// have such an object with an empty code.
fn failed(data: &str) -> bool {
    // Searching for the word is cheaper than parsing every event twice.
    let Some(value) = data.contains("Error").then(|| read_any(data.as_bytes())).flatten() else {
        return false;
    };
    let members = value.get("Response").filter(|inner| inner.is_object()).unwrap_or(&value);
    let code = |name| members.get(name)?.get("Code");
    ["ErrorMsg", "Error"].into_iter().filter_map(code).any(|code| match code {
        Value::String(code) => !matches!(code.as_str(), "" | "0"),
        Value::Number(code) => code.as_f64() != Some(0.0),
        _ => false,
    })
}
