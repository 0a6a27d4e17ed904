//! Removes secrets from exchanges: signatures, tokens, and members that the schema marks as sensitive.
//!
//! The sensitive members of what cannot be parsed cannot be found, so that is an error, with the reason in words.

use std::cmp::Reverse;
use std::ops::Range;

use bytes::Bytes;
use codegen_model::validate::kind_of;
use codegen_model::{Location, Member, Service, Shape, Type};
use http::{HeaderMap, Response};
use roxmltree::Node;
use serde_json::Value;

use super::HIDDEN;
use crate::body::RequestBody;
use crate::operation::ResponseKind;
use crate::request::ReceivedRequest;
use crate::target::Target;
use crate::xml;

#[cfg(test)]
mod tests;

/// Names and values.
type Pairs = Vec<(String, String)>;

/// The headers that are recorded besides those of the schema. A proxy may add others with secrets.
const HEADERS: [&str; 8] = [
    "content-type",
    "pic-operations",
    "x-tc-action",
    "x-tc-version",
    "x-tc-region",
    "x-tc-language",
    "x-cos-request-id",
    "x-ci-request-id",
];

/// Returns the headers without secrets, sorted.
pub(super) fn headers(target: Target<'_>, headers: &HeaderMap) -> Result<Pairs, String> {
    let member = |name: &str| {
        let mut members = target.operation.input.members.iter();
        members.find(|member| member.name.eq_ignore_ascii_case(name))
    };
    let mut recorded = Vec::new();
    for (name, value) in headers {
        let (name, value) = (name.as_str(), String::from_utf8_lossy(value.as_bytes()).into_owned());
        match member(name) {
            _ if is_secret(name) => {}
            Some(member) if member.sensitive => {}
            Some(member) => recorded.push((name.to_owned(), part(target.service, member, value)?)),
            None if HEADERS.contains(&name) => recorded.push((name.to_owned(), value)),
            None => {}
        }
    }
    recorded.sort();
    Ok(recorded)
}

/// Returns the query without signature and token, and with sensitive values hidden, sorted.
pub(super) fn query(target: Target<'_>, request: &ReceivedRequest) -> Result<Pairs, String> {
    let mut recorded = Vec::new();
    for (key, value) in request.query_parameters().into_iter().filter(|(key, _)| !is_secret(key)) {
        let value = match target.operation.input.member(&key) {
            Some(member) => part(target.service, member, value)?,
            None => value,
        };
        recorded.push((key, value));
    }
    recorded.sort();
    Ok(recorded)
}

/// Hides what is sensitive in the value of a header or of a query parameter.
fn part(service: &Service, member: &Member, value: String) -> Result<String, String> {
    if member.sensitive {
        return Ok(HIDDEN.to_owned());
    }
    if !matches!(member.location, Location::JsonHeader | Location::JsonQuery) || value.is_empty() {
        return Ok(value);
    }
    let parsed = serde_json::from_str(&value);
    let mut value: Value = parsed.map_err(|_| format!("has a `{}` that is not valid JSON", member.name))?;
    hide_items(service, member, &mut value);
    Ok(value.to_string())
}

fn is_secret(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let is_signature = name.starts_with("q-") || name == "sign";
    is_signature || ["authorization", "token", "cookie", "secret", "credential"].iter().any(|word| name.contains(word))
}

/// Returns the body of a request with sensitive values hidden. That of a form becomes JSON.
pub(super) fn request_body(target: Target<'_>, request: &ReceivedRequest) -> Result<Vec<u8>, String> {
    let (service, operation) = (target.service, target.operation);
    match RequestBody::read(operation, request) {
        RequestBody::Json(mut value) => {
            hide(service, &operation.input, &mut value);
            Ok(value.to_string().into_bytes())
        }
        RequestBody::Malformed(problem) => Err(problem),
        RequestBody::Other if operation.streams_body || request.body.is_empty() => Ok(request.body.to_vec()),
        RequestBody::Other => document(service, &operation.input, &request.body),
    }
}

/// Returns the body of a response with sensitive values hidden.
pub(super) fn response_body(target: Target<'_>, response: &Response<Bytes>) -> Result<Vec<u8>, String> {
    let (service, body, none) = (target.service, response.body(), Shape::default());
    let (shape, envelope) = match ResponseKind::of(target.operation) {
        ResponseKind::Action(shape) => (shape, Some("Response")),
        ResponseKind::Json(shape) | ResponseKind::Xml(_, shape) => (shape, None),
        ResponseKind::Bytes if response.status().is_success() => return Ok(body.to_vec()),
        ResponseKind::Bytes | ResponseKind::Free => (&none, None),
    };
    match body.trim_ascii_start().first() {
        None => Ok(body.to_vec()),
        Some(b'<') => document(service, shape, body),
        Some(_) => json(service, shape, body, envelope),
    }
}

fn json(service: &Service, shape: &Shape, body: &[u8], envelope: Option<&str>) -> Result<Vec<u8>, String> {
    let mut document: Value = serde_json::from_slice(body).map_err(|error| format!("is not valid JSON: {error}"))?;
    let members = match envelope {
        Some(name) => document.get_mut(name),
        None => Some(&mut document),
    };
    members.into_iter().for_each(|members| hide(service, shape, members));
    Ok(document.to_string().into_bytes())
}

fn hide(service: &Service, shape: &Shape, value: &mut Value) {
    let kind = shape.by.as_ref().and_then(|by| value.get(by)?.as_str());
    // A kind that the schema does not describe has no sensitive members that it names.
    let Some(shape) = shape.of_kind(kind, service) else { return };
    let Value::Object(entries) = value else { return };
    for member in &shape.members {
        match entries.get_mut(&member.name) {
            Some(value) if member.sensitive => *value = hidden(value),
            Some(value) => hide_items(service, member, value),
            None => {}
        }
    }
}

fn hide_items(service: &Service, member: &Member, value: &mut Value) {
    match value {
        Value::Object(entries) if member.map => {
            entries.values_mut().for_each(|value| hide_member(service, member, value));
        }
        Value::Array(items) => items.iter_mut().for_each(|item| hide_items(service, member, item)),
        value => hide_member(service, member, value),
    }
}

fn hide_member(service: &Service, member: &Member, value: &mut Value) {
    if let Type::Shape(name) = &member.ty
        && let Some(shape) = service.shapes.get(name)
    {
        hide(service, shape, value);
    }
}

/// Replaces a value by one of the same type, so that the recording still conforms to the schema.
fn hidden(value: &Value) -> Value {
    match value {
        Value::String(_) => HIDDEN.into(),
        Value::Number(_) => 0.into(),
        Value::Bool(_) => false.into(),
        Value::Array(items) => items.iter().map(hidden).collect(),
        Value::Object(entries) => {
            entries.iter().map(|(name, value)| (name.clone(), hidden(value))).collect::<serde_json::Map<_, _>>().into()
        }
        Value::Null => Value::Null,
    }
}

fn document(service: &Service, shape: &Shape, body: &[u8]) -> Result<Vec<u8>, String> {
    let text = std::str::from_utf8(body).map_err(|_| "is not valid UTF-8")?;
    let document = xml::parse(text).map_err(|problem| format!("is not valid XML: {problem}"))?;
    let mut found = Vec::new();
    sensitive_elements(service, Some(shape), document.root_element(), &mut found);
    let mut text = text.to_owned();
    // From the end, so that earlier ranges stay valid.
    found.sort_by_key(|range| Reverse(range.start));
    for range in found {
        let tag = &text[range.start + 1..];
        let name = tag[..tag.find([' ', '\t', '\r', '\n', '/', '>']).unwrap_or(0)].to_owned();
        text.replace_range(range, &format!("<{name}>{HIDDEN}</{name}>"));
    }
    Ok(text.into_bytes())
}

/// Collects the ranges of sensitive elements.
fn sensitive_elements(service: &Service, shape: Option<&Shape>, element: Node<'_, '_>, found: &mut Vec<Range<usize>>) {
    let shape = shape.and_then(|shape| shape.of_kind(kind_of(element, shape), service));
    let shape = shape.as_deref();
    for child in element.children().filter(Node::is_element) {
        let member = shape.and_then(|shape| shape.member(child.tag_name().name()));
        if member.is_some_and(|member| member.sensitive) {
            found.push(child.range());
            continue;
        }
        let inner =
            member.and_then(|member| if let Type::Shape(name) = &member.ty { service.shapes.get(name) } else { None });
        let wrapped = member.is_some_and(|member| member.map || member.wrapped.is_some());
        if wrapped {
            child.children().filter(Node::is_element).for_each(|item| sensitive_elements(service, inner, item, found));
        } else {
            sensitive_elements(service, inner, child, found);
        }
    }
}
