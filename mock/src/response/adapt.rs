//! Adapts a response to the request: returns one page of a list, or an event stream.

use codegen_model::{Location, Member, Paginate};
use http::{HeaderName, HeaderValue};
use serde_json::{Map, Value};

use super::prepared::tree_of;
use super::{Response, events, pagination};
use crate::body::RequestBody;
use crate::operation::{ResponseKind, is_action};
use crate::request::ReceivedRequest;
use crate::target::Target;
use crate::tree::{read, scalar, write};

/// Returns the page that the request asks for, or the response as an event stream where the request enables it.
pub(crate) fn adapt(
    target: Target<'_>,
    request: &ReceivedRequest,
    body: &RequestBody,
    mut response: Response,
) -> Response {
    let operation = target.operation;
    match &operation.paginate {
        Some(paginate) if is_action(operation) => select_of_action(paginate, body, &mut response),
        Some(paginate) => select_of_document(paginate, target, request, body, &mut response),
        None if operation.events => encode_events(target, body, &mut response),
        None => {}
    }
    with_headers(target, response)
}

/// Adds the members of a response that travel in headers.
pub(crate) fn with_headers(target: Target<'_>, response: Response) -> Response {
    Response { headers: headers_of(target), ..response }
}

fn select_of_action(paginate: &Paginate, body: &RequestBody, response: &mut Response) {
    let Ok(mut document) = serde_json::from_slice::<Value>(&response.body) else { return };
    let Some(members) = success_members(&mut document) else { return };
    let mut tree = read::from_json(&Value::Object(std::mem::take(members)));
    pagination::select_page(&mut tree, paginate, &|name| member_text(body, name));
    if let Value::Object(selected) = write::json(&tree) {
        *members = selected;
    }
    response.body = document.to_string().into();
}

/// Selects a page of an XML or JSON document. Its request has the parameters in the query or in a JSON body.
fn select_of_document(
    paginate: &Paginate,
    target: Target<'_>,
    request: &ReceivedRequest,
    body: &RequestBody,
    response: &mut Response,
) {
    let text = std::str::from_utf8(&response.body).ok().filter(|_| response.status < 300);
    let Some(mut tree) = text.and_then(|text| tree_of(target.service, target.operation, text)) else { return };
    let query = request.query_parameters();
    let parameter = |name: &str| {
        let in_query = query.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone());
        in_query.or_else(|| member_text(body, name))
    };
    pagination::select_page(&mut tree, paginate, &parameter);
    response.body = match ResponseKind::of(target.operation) {
        ResponseKind::Xml(root, _) => write::xml(root, &tree).into(),
        _ => write::json(&tree).to_string().into(),
    };
}

fn encode_events(target: Target<'_>, body: &RequestBody, response: &mut Response) {
    let is_enabled = |name: &str| body.json().and_then(|request| request.get(name)) == Some(&Value::Bool(true));
    if !target.operation.event_switch().is_none_or(|switch| is_enabled(&switch.name)) {
        return;
    }
    let Ok(mut document) = serde_json::from_slice::<Value>(&response.body) else { return };
    let Some(members) = success_members(&mut document) else { return };
    response.body = events::encode(std::mem::take(members));
    response.content_type = Some(HeaderValue::from_static("text/event-stream"));
}

/// Returns the members of a response that travel in headers: their defaults, or values that the schema allows.
fn headers_of(target: Target<'_>) -> Vec<(HeaderName, HeaderValue)> {
    let members = target.operation.output().into_iter().flat_map(|shape| &shape.members);
    let header = |member: &Member| {
        let value = match &member.default {
            Some(default) => default.trim_matches('"').to_owned(),
            None => scalar::text_of(target.service, member),
        };
        Some((member.name.parse().ok()?, value.parse().ok()?))
    };
    let in_header = |member: &&Member| member.location == Location::Header && !member.map;
    members.filter(in_header).filter(|member| !describes_body(&member.name)).filter_map(header).collect()
}

/// Returns whether a header describes the body as it is sent, so that a made-up value would make it unreadable.
fn describes_body(header: &str) -> bool {
    let describing = ["content-encoding", "content-length", "content-type"];
    describing.iter().any(|name| header.eq_ignore_ascii_case(name))
}

/// Returns a scalar member of a JSON body as text.
fn member_text(body: &RequestBody, name: &str) -> Option<String> {
    match body.json()?.get(name)? {
        Value::String(text) => Some(text.clone()),
        value => Some(value.to_string()),
    }
}

/// Returns the members of a response that is not an error.
fn success_members(document: &mut Value) -> Option<&mut Map<String, Value>> {
    let members = document.get_mut("Response")?.as_object_mut()?;
    (!members.contains_key("Error")).then_some(members)
}
