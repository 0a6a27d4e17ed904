//! Checks requests and responses against the schema, and chooses the error code of a refusal. The checks themselves are
//! those of the Model.

pub(crate) mod codes;
#[cfg(test)]
mod tests;

use codegen_model::validate::{BODY, Body, Check, Findings, Flaw, Request};
use codegen_model::{Service, Shape};
use roxmltree::Node;
use serde_json::Value;

use crate::body::RequestBody;
use crate::operation::{is_action, takes_json};
use crate::request::ReceivedRequest;
use crate::target::Target;

/// Checks a request against the input of its operation.
pub(crate) fn check_request(target: Target<'_>, request: &ReceivedRequest, body: &RequestBody) -> Findings {
    let mut check = Check::new(target.service);
    let shape = &target.operation.input;
    match body {
        // The members of an opaque operation are not published: any object is valid.
        RequestBody::Json(value) if target.operation.opaque() && value.is_object() => {}
        RequestBody::Json(value) if is_action(target.operation) => check.json("", value, shape),
        RequestBody::Malformed(problem) => check.report(BODY, Flaw::Unreadable, problem.clone()),
        RequestBody::Json(value) => parts(target, request, Body::Json(value), &mut check),
        RequestBody::Other => parts(target, request, Body::Bytes(&request.body), &mut check),
    }
    if takes_json(target.operation) {
        let expected = if target.operation.takes_form() { "multipart/form-data" } else { "application/json" };
        check.content_type(&request.header("content-type"), expected);
    }
    check.findings
}

/// Checks the parts of a request to a bucket.
fn parts(target: Target<'_>, request: &ReceivedRequest, body: Body<'_>, check: &mut Check<'_>) {
    check.parts(&Request {
        operation: target.operation,
        binding: target.binding,
        path: &request.path,
        query: request.operation_parameters(),
        header: &|name| request.headers.contains_key(name).then(|| request.header(name).into_owned()),
        body,
    });
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
