//! Checks references of an operation: permissions in the authorization table, and the payload of a callback with the
//! members that tell it apart.

use super::member_paths::{self, Goal};
use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Expected, Operation, Protocol, Service, Shape};

pub(super) fn check(operation: &Operation, service: &Service, diagnostics: &mut Diagnostics) {
    // Actions are skipped: their permission follows from their name, and tables are incomplete.
    if matches!(operation.protocol, Protocol::Rest { .. }) && !service.authorization.is_empty() {
        permissions(operation, service, diagnostics);
    }
    if let Some(callback) = &operation.callback {
        let operation = service.operation(&callback.payload);
        if operation.is_some_and(|found| found.incomplete) {
            return;
        }
        let output = operation.and_then(|found| found.output());
        let payload = output.or_else(|| service.shapes.get(&callback.payload));
        if let Some(payload) = payload {
            expected(&callback.expected, payload, service, diagnostics);
        } else if !service.incomplete {
            let known = service.operations.iter().map(|found| &found.name).chain(service.shapes.keys());
            let message = format!("unknown operation or shape `{}`", callback.payload);
            let report = diagnostics.error(Code::UNKNOWN_SHAPE, callback.span, message);
            report.suggest(&callback.payload, known.map(String::as_str));
        }
    }
}

/// Checks a container whose documents are told apart where they are posted.
pub(super) fn posted(shape: &Shape, service: &Service, diagnostics: &mut Diagnostics) {
    expected(&shape.expected, shape, service, diagnostics);
    let is_payload =
        |operation: &Operation| operation.callback.as_ref().is_some_and(|found| found.payload == shape.name);
    if let Some(first) = shape.expected.first()
        && !shape.callback
        && !service.operations.iter().any(is_payload)
    {
        let message = format!("`<expect>` in `{}`, which is not posted", shape.name);
        let report = diagnostics.error(Code::INVALID_CONSTRAINT, first.span, message);
        report.help("remove it, or make the container the payload of a callback");
    }
}

fn expected(expected: &[Expected], payload: &Shape, service: &Service, diagnostics: &mut Diagnostics) {
    for Expected { member, values, span } in expected {
        member_paths::check(payload, member, Goal::Scalar, *span, service, diagnostics);
        if values.is_empty() {
            diagnostics.error(Code::INVALID_CONSTRAINT, *span, "expected at least one value in `<expect>`");
        }
    }
}

fn permissions(operation: &Operation, service: &Service, diagnostics: &mut Diagnostics) {
    for permission in &operation.permissions {
        if !service.authorization.contains_key(&permission.action) {
            let known = service.authorization.keys().map(String::as_str);
            let message = format!("permission `{}` is not in the authorization table", permission.action);
            diagnostics.error(Code::UNKNOWN_PERMISSION, permission.span, message).suggest(&permission.action, known);
        }
    }
}
