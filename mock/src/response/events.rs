//! Encodes a response as an event stream.

use bytes::Bytes;
use serde_json::{Map, Value};

/// Encodes one event for each item of the first list, or a single event where there is no list. Events have no envelope;
/// the request id is in a header.
pub(super) fn encode(mut members: Map<String, Value>) -> Bytes {
    members.remove("RequestId");
    let list = members.iter().find_map(|(name, value)| Some((name.clone(), value.as_array()?.clone())));
    let mut text = ": events of a mock\n\n".to_owned();
    let mut push =
        |members: &Map<String, Value>| text.push_str(&format!("data: {}\n\n", Value::Object(members.clone())));
    match list {
        Some((name, items)) if !items.is_empty() => {
            for item in items {
                members.insert(name.clone(), vec![item].into());
                push(&members);
            }
        }
        _ => push(&members),
    }
    text.into()
}
