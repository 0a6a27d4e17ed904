//! Checks the responses of examples.

use serde_json::Value;

use super::{Report, causes, parsed, place};
use crate::model::{Location, Member, Operation, Response, Service, Shape};
use crate::source::SourceText;
use crate::syntax::json::{self, Node};
use crate::syntax::xml;
use crate::validate::Check;

/// Checks the response of an action, with its envelope.
pub(super) fn of_action(operation: &Operation, service: &Service, report: &mut Report<'_>) {
    let text = &report.example.response;
    let Some((node, mut document)) = parsed(text, report) else { return };
    let (Some(inner), Some(response)) = (entry(&node, "Response"), document.get_mut("Response")) else {
        report.at(text.span(0..1), "missing key `Response` in the response");
        return;
    };
    if !response.get("RequestId").is_some_and(Value::is_string) {
        let start = inner.span.start as usize;
        report.at(text.span(start..start + 1), "missing string `RequestId` in the response");
        return;
    }
    if let (None, Some(output), Value::Object(entries)) = (entry(inner, "Error"), operation.output(), response) {
        entries.remove("RequestId");
        json(&Value::Object(std::mem::take(entries)), inner, output, service, report);
    }
}

fn entry<'n, 's>(node: &'n Node<'s>, name: &str) -> Option<&'n Node<'s>> {
    let json::Value::Object(entries) = &node.value else { return None };
    entries.iter().find(|(key, _)| key.text == name).map(|(_, node)| node)
}

/// Checks the response of an operation of Cloud Infinite. What an error looks like, no schema says.
pub(super) fn check(operation: &Operation, service: &Service, report: &mut Report<'_>) {
    let text = &report.example.response;
    let is_in_body = |member: &Member| member.location == Location::Body;
    match &operation.response {
        _ if report.example.status >= 300 => {}
        Response::Stream | Response::Headed(_) => {}
        Response::Object => _ = parsed(text, report),
        Response::Shape { shape, json: true, .. } => {
            if let Some((node, value)) = parsed(text, report) {
                json(&value, &node, shape, service, report);
            }
        }
        Response::Shape { root, .. } if text.is_empty() && root.is_empty() => {}
        // The missing root has a finding of its own.
        Response::Shape { shape, root, .. } if root.is_empty() && shape.members.iter().any(is_in_body) => {}
        Response::Shape { root, .. } if root.is_empty() => {
            report.at(text.span(0..text.len()), "expected no content in the response");
        }
        Response::Shape { shape, root, .. } => document(text, root, shape, service, report),
    }
}

fn json(value: &Value, node: &Node<'_>, shape: &Shape, service: &Service, report: &mut Report<'_>) {
    let mut check = Check::of_responses(service);
    check.json("", value, shape);
    let text = &report.example.response;
    report.json(text, node, check.findings);
}

fn document(text: &SourceText, root: &str, shape: &Shape, service: &Service, report: &mut Report<'_>) {
    let document = match xml::document(text, u32::MAX) {
        Ok(document) => document,
        Err(error) => {
            let span = text.span(error.offset..error.offset);
            report.at(span, format!("the response is not valid XML: {}", error.message));
            return;
        }
    };
    let element = document.root_element();
    let found = element.tag_name().name();
    if found != root {
        let span = text.span(place::name(element));
        report.at(span, format!("expected the root element `<{root}>`, found `<{found}>`"));
        return;
    }
    let mut check = Check::of_responses(service);
    check.xml("", element, shape);
    for violation in causes(check.findings) {
        report.violation(text.span(place::in_xml(&violation, element)), &violation);
    }
}
