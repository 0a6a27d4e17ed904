//! Checks requests against the schema. All violations are reported at once, each with its place and rule.

mod check;
pub(crate) mod codes;
mod groups;
mod json;
mod parts;
mod rule;
#[cfg(test)]
mod tests;
mod value;
pub(crate) mod violation;
mod xml;

use codegen_model::{Service, Shape};
use roxmltree::Node;
use serde_json::Value;

use crate::body::RequestBody;
use crate::operation::{is_action, takes_json};
use crate::request::ReceivedRequest;
use crate::target::Target;
use check::Check;
use violation::{BODY, Findings, Flaw};

/// Checks a request against the input of its operation.
pub(crate) fn check_request(target: Target<'_>, request: &ReceivedRequest, body: &RequestBody) -> Findings {
    let mut check = Check::new(target.service);
    let shape = &target.operation.input;
    match body {
        // The members of an opaque operation are not published: any object is valid.
        RequestBody::Json(value) if target.operation.opaque() && value.is_object() => {}
        RequestBody::Json(value) if is_action(target.operation) => check.json("", value, shape),
        RequestBody::Malformed(problem) => check.report(BODY, Flaw::Unreadable, problem.clone()),
        RequestBody::Json(_) | RequestBody::Other => check.parts(target, request, body),
    }
    if takes_json(target.operation) {
        let expected = if target.operation.takes_form() { "multipart/form-data" } else { "application/json" };
        check.content_type(request, expected);
    }
    check.findings
}

/// Checks the body of a response against the output of its operation.
pub(crate) fn check_response(service: &Service, shape: &Shape, body: &ResponseBody<'_>) -> Findings {
    let mut check = Check::new(service);
    match body {
        ResponseBody::Json(value) => check.json("", value, shape),
        ResponseBody::Xml(element) => check.xml("", *element, shape),
    }
    check.findings
}

/// The body of a response, without an envelope.
pub(crate) enum ResponseBody<'a> {
    Json(&'a Value),
    Xml(Node<'a, 'a>),
}
