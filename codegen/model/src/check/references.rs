//! Checks references of an operation: permissions in the authorization table, and the payload of a callback.

use crate::diagnostic::{Code, Diagnostics};
use crate::model::{Operation, Protocol, Service};

pub(super) fn check(operation: &Operation, service: &Service, diagnostics: &mut Diagnostics) {
    // Actions are skipped: their permission follows from their name, and tables are incomplete.
    if matches!(operation.protocol, Protocol::Rest { .. }) && !service.authorization.is_empty() {
        permissions(operation, service, diagnostics);
    }
    if let Some(callback) = &operation.callback {
        let is_output = service.operation(&callback.payload).is_some_and(|found| found.output().is_some());
        if !is_output && !service.shapes.contains_key(&callback.payload) {
            let known = service.operations.iter().map(|found| &found.name).chain(service.shapes.keys());
            let message = format!("unknown operation or shape `{}`", callback.payload);
            let report = diagnostics.error(Code::UNKNOWN_SHAPE, callback.span, message);
            report.suggest(&callback.payload, known.map(String::as_str));
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
