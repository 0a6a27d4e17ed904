//! Removes secrets from exchanges: signatures, tokens, and members that the schema marks as sensitive.

use codegen_model::{Member, Service, Shape, Type};
use roxmltree::Node;
use serde_json::Value;

use crate::operation::{ResponseKind, request_root, takes_json};
use crate::request::ReceivedRequest;
use crate::target::Target;
use crate::xml;

/// Replaces a secret.
const HIDDEN: &str = "***";

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
pub(super) fn headers(target: Target<'_>, headers: &http::HeaderMap) -> Vec<(String, String)> {
    let is_member = |name: &str| {
        let members = target.operation.input.members.iter();
        members.filter(|member| !member.sensitive).any(|member| member.name.eq_ignore_ascii_case(name))
    };
    let recorded = headers.iter().filter(|(name, _)| {
        let name = name.as_str();
        !is_secret(name) && (HEADERS.contains(&name) || is_member(name))
    });
    let mut recorded: Vec<_> = recorded
        .map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned()))
        .collect();
    recorded.sort();
    recorded
}

/// Returns the query without signature and token, and with sensitive values hidden, sorted.
pub(super) fn query(target: Target<'_>, request: &ReceivedRequest) -> Vec<(String, String)> {
    let is_sensitive = |name: &str| target.operation.input.member(name).is_some_and(|member| member.sensitive);
    let recorded = request.query_parameters().into_iter().filter(|(key, _)| !is_secret(key));
    let mut recorded: Vec<_> =
        recorded.map(|(key, value)| if is_sensitive(&key) { (key, HIDDEN.to_owned()) } else { (key, value) }).collect();
    recorded.sort();
    recorded
}

fn is_secret(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let is_signature = name.starts_with("q-") || name == "sign";
    is_signature || ["authorization", "token", "cookie", "secret", "credential"].iter().any(|word| name.contains(word))
}

/// Returns the body of a request with sensitive values hidden.
pub(super) fn request_body(target: Target<'_>, body: &[u8]) -> Vec<u8> {
    let shape = &target.operation.input;
    if takes_json(target.operation) {
        return json(target.service, shape, body, &[]);
    }
    if request_root(target.operation).is_empty() { body.to_vec() } else { document(target.service, shape, body) }
}

/// Returns the body of a response with sensitive values hidden.
pub(super) fn response_body(target: Target<'_>, body: &[u8]) -> Vec<u8> {
    match ResponseKind::of(target.operation) {
        ResponseKind::Action(shape) => json(target.service, shape, body, &["Response"]),
        ResponseKind::Json(shape) => json(target.service, shape, body, &[]),
        ResponseKind::Xml(_, shape) => document(target.service, shape, body),
        ResponseKind::Bytes | ResponseKind::Free => body.to_vec(),
    }
}

fn json(service: &Service, shape: &Shape, body: &[u8], envelope: &[&str]) -> Vec<u8> {
    let Ok(mut document) = serde_json::from_slice::<Value>(body) else { return body.to_vec() };
    let members = envelope.iter().try_fold(&mut document, |value, name| value.get_mut(*name));
    members.into_iter().for_each(|members| hide(service, shape, members));
    document.to_string().into_bytes()
}

fn hide(service: &Service, shape: &Shape, value: &mut Value) {
    let Value::Object(entries) = value else { return };
    for member in &shape.members {
        match entries.get_mut(&member.name) {
            Some(value) if member.sensitive => *value = hidden(value),
            Some(Value::Array(items)) => items.iter_mut().for_each(|item| hide_member(service, member, item)),
            Some(value) => hide_member(service, member, value),
            None => {}
        }
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
        Value::Array(items) => items.iter().map(hidden).collect(),
        Value::Object(entries) => {
            entries.iter().map(|(name, value)| (name.clone(), hidden(value))).collect::<serde_json::Map<_, _>>().into()
        }
        other => other.clone(),
    }
}

fn document(service: &Service, shape: &Shape, body: &[u8]) -> Vec<u8> {
    let Ok(text) = std::str::from_utf8(body) else { return body.to_vec() };
    let Ok(document) = xml::parse(text) else { return body.to_vec() };
    let mut ranges = Vec::new();
    secret_texts(service, Some(shape), document.root_element(), &mut ranges);
    let mut text = text.to_owned();
    // From the end, so that earlier ranges stay valid.
    ranges.sort_by_key(|range: &std::ops::Range<usize>| std::cmp::Reverse(range.start));
    ranges.into_iter().for_each(|range| text.replace_range(range, HIDDEN));
    text.into_bytes()
}

fn secret_texts(
    service: &Service,
    shape: Option<&Shape>,
    element: Node<'_, '_>,
    found: &mut Vec<std::ops::Range<usize>>,
) {
    for child in element.children().filter(Node::is_element) {
        let member = shape.and_then(|shape| shape.member(child.tag_name().name()));
        if member.is_some_and(|member| member.sensitive) {
            found.extend(child.descendants().filter(Node::is_text).map(|text| text.range()));
            continue;
        }
        let inner =
            member.and_then(|member| if let Type::Shape(name) = &member.ty { service.shapes.get(name) } else { None });
        let wrapped = member.is_some_and(|member| member.wrapped.is_some());
        if wrapped {
            child.children().filter(Node::is_element).for_each(|item| secret_texts(service, inner, item, found));
        } else {
            secret_texts(service, inner, child, found);
        }
    }
}
