//! Checks recorded requests and responses against the schema. Violations are notes: they never stop an exchange.

use bytes::Bytes;
use codegen_model::Shape;
use codegen_model::validate::Findings;
use serde_json::Value;

use crate::api_error::ApiError;
use crate::body::RequestBody;
use crate::host::HostKind;
use crate::index::Index;
use crate::log::LoggedRequest;
use crate::operation::ResponseKind;
use crate::request::ReceivedRequest;
use crate::target::Target;
use crate::validate::{ResponseBody, check_request, check_response};
use crate::{routing, xml};

/// Finds the operation of a request, and notes its violations.
pub(super) fn request<'m>(
    index: &'m Index,
    host: &HostKind,
    request: &ReceivedRequest,
    entry: &mut LoggedRequest,
) -> Result<Target<'m>, ApiError> {
    let target = routing::find(index, request, host)?;
    entry.operation = Some(target.operation.name.clone());
    let findings = check_request(target, request, &RequestBody::read(target.operation, request));
    findings.notes.iter().for_each(|note| entry.note(&note.to_string()));
    entry.violations = findings.violations;
    Ok(target)
}

/// Returns the violations of a response.
pub(super) fn response(target: Target<'_>, response: &http::Response<Bytes>) -> Vec<String> {
    if !response.status().is_success() {
        return Vec::new();
    }
    let text = String::from_utf8_lossy(response.body());
    let findings = match ResponseKind::of(target.operation) {
        ResponseKind::Action(shape) => json(target, shape, &text, Some("Response")),
        ResponseKind::Json(shape) => json(target, shape, &text, None),
        ResponseKind::Xml(root, shape) if !root.is_empty() => document(target, root, shape, &text),
        _ => return Vec::new(),
    };
    findings.into_iter().map(|finding| format!("the response: {finding}")).collect()
}

fn json(target: Target<'_>, shape: &Shape, text: &str, envelope: Option<&str>) -> Vec<String> {
    let mut document: Value = match serde_json::from_str(text) {
        Ok(document) => document,
        Err(error) => return vec![format!("is not valid JSON: {error}")],
    };
    let members = match envelope {
        Some(name) => document.get_mut(name),
        None => Some(&mut document),
    };
    let Some(members) = members else { return vec!["has no Response".to_owned()] };
    if members.get("Error").is_some_and(|error| error.get("Code").is_some()) {
        return Vec::new();
    }
    if let (Value::Object(entries), true) = (&mut *members, envelope.is_some()) {
        entries.remove("RequestId");
    }
    texts(check_response(target.service, shape, &ResponseBody::Json(members)))
}

fn document(target: Target<'_>, root: &str, shape: &Shape, text: &str) -> Vec<String> {
    let document = match xml::parse(text) {
        Ok(document) => document,
        Err(error) => return vec![format!("is not valid XML: {error}")],
    };
    let element = document.root_element();
    if element.tag_name().name() != root {
        return vec![format!("must have the root <{root}>, has <{}>", element.tag_name().name())];
    }
    texts(check_response(target.service, shape, &ResponseBody::Xml(element)))
}

fn texts(findings: Findings) -> Vec<String> {
    findings.violations.iter().chain(&findings.notes).map(ToString::to_string).collect()
}
