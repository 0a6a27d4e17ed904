//! Secrets out: what signs, what authorizes, and members that the schema calls sensitive.

use codegen_model::{Member, Service, Shape, Type};
use roxmltree::Node;
use serde_json::Value;

use crate::kind::{Kind, root_of, takes_json};
use crate::received::Received;
use crate::route::Target;
use crate::xml;

/// What stands where a secret was.
pub(super) const HIDDEN: &str = "***";

/// The headers that say what is sent. All others are left out: who knows what a proxy adds.
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

/// The headers without secrets, sorted.
pub(super) fn headers(target: Option<Target<'_>>, headers: &http::HeaderMap) -> Vec<(String, String)> {
    let member = |name: &str| {
        let members = target.map(|target| &target.operation.input.members).into_iter().flatten();
        members.filter(|member| !member.sensitive).any(|member| member.name.eq_ignore_ascii_case(name))
    };
    let kept = headers.iter().filter(|(name, _)| {
        let secret = is_secret(name.as_str());
        !secret && (HEADERS.contains(&name.as_str()) || member(name.as_str()))
    });
    let mut kept: Vec<_> =
        kept.map(|(name, value)| (name.to_string(), String::from_utf8_lossy(value.as_bytes()).into_owned())).collect();
    kept.sort();
    kept
}

/// The query without signature and token, and with what is sensitive hidden; sorted.
pub(super) fn query(target: Option<Target<'_>>, request: &Received) -> Vec<(String, String)> {
    let sensitive = |name: &str| {
        let member = target.and_then(|target| target.operation.input.member(name));
        member.is_some_and(|member| member.sensitive)
    };
    let kept = request.pairs().into_iter().filter(|(key, _)| !is_secret(key));
    let mut kept: Vec<_> =
        kept.map(|(key, value)| if sensitive(&key) { (key, HIDDEN.to_owned()) } else { (key, value) }).collect();
    kept.sort();
    kept
}

fn is_secret(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let signs = name.starts_with("q-") || name == "sign";
    signs || ["authorization", "token", "cookie", "secret", "credential"].iter().any(|word| name.contains(word))
}

/// The body of a request with what is sensitive hidden.
pub(super) fn sent(target: Target<'_>, body: &[u8]) -> Vec<u8> {
    let shape = &target.operation.input;
    if takes_json(target.operation) {
        return json(target.service, shape, body, &[]);
    }
    if root_of(target.operation).is_empty() { body.to_vec() } else { document(target.service, shape, body) }
}

/// The body of an answer with what is sensitive hidden.
pub(super) fn answered(target: Target<'_>, body: &[u8]) -> Vec<u8> {
    match Kind::of(target.operation) {
        Kind::Action(shape) => json(target.service, shape, body, &["Response"]),
        Kind::Json(shape) => json(target.service, shape, body, &[]),
        Kind::Xml(_, shape) => document(target.service, shape, body),
        Kind::Bytes | Kind::Free => body.to_vec(),
    }
}

fn json(service: &Service, shape: &Shape, body: &[u8], inside: &[&str]) -> Vec<u8> {
    let Ok(mut document) = serde_json::from_slice::<Value>(body) else { return body.to_vec() };
    let members = inside.iter().try_fold(&mut document, |value, name| value.get_mut(*name));
    members.into_iter().for_each(|members| hide(service, shape, members));
    document.to_string().into_bytes()
}

fn hide(service: &Service, shape: &Shape, value: &mut Value) {
    let Value::Object(entries) = value else { return };
    for member in &shape.members {
        match entries.get_mut(&member.name) {
            Some(value) if member.sensitive => *value = hidden(value),
            Some(Value::Array(items)) => items.iter_mut().for_each(|item| hide_in(service, member, item)),
            Some(value) => hide_in(service, member, value),
            None => {}
        }
    }
}

fn hide_in(service: &Service, member: &Member, value: &mut Value) {
    if let Type::Shape(name) = &member.ty
        && let Some(shape) = service.shapes.get(name)
    {
        hide(service, shape, value);
    }
}

/// The types stay, so that what is recorded still fits the schema.
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
    // From the end, so that the places before stay where they are.
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
