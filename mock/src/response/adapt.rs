//! Adapts a response to the request: returns one page of a list, or an event stream.

use codegen_model::Operation;
use http::HeaderValue;
use serde_json::{Map, Value};

use super::{Response, events, pagination};
use crate::body::RequestBody;

/// Returns the page that the request asks for, or the response as an event stream where the request enables it.
pub(crate) fn adapt(operation: &Operation, body: &RequestBody, mut response: Response) -> Response {
    if !operation.events && operation.paginate.is_none() {
        return response;
    }
    let Ok(mut document) = serde_json::from_slice::<Value>(&response.body) else { return response };
    let Some(members) = success_members(&mut document) else { return response };
    let request = body.json().unwrap_or(&Value::Null);
    let enabled = Some(&Value::Bool(true));
    if let Some(paginate) = &operation.paginate {
        pagination::select_page(members, paginate, request);
        response.body = document.to_string().into();
    } else if operation.event_switch().is_none_or(|switch| request.get(&switch.name) == enabled) {
        response.body = events::encode(std::mem::take(members));
        response.content_type = Some(HeaderValue::from_static("text/event-stream"));
    }
    response
}

/// Returns the members of a response that is not an error.
fn success_members(document: &mut Value) -> Option<&mut Map<String, Value>> {
    let members = document.get_mut("Response")?.as_object_mut()?;
    (!members.contains_key("Error")).then_some(members)
}
