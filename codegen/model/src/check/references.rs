//! What an operation names elsewhere: permissions of the table, the payload of a callback.

use crate::diagnostic::{Code, Diagnostics, did_you_mean};
use crate::model::{Operation, Protocol, Service};

pub(super) fn check(operation: &Operation, service: &Service, diagnostics: &mut Diagnostics) {
    // The permission of an action follows from its name; tables leave some out.
    if matches!(operation.protocol, Protocol::Rest { .. }) && !service.authorization.is_empty() {
        permissions(operation, service, diagnostics);
    }
    if let Some(callback) = &operation.callback {
        let is_answer = service.operation(&callback.payload).is_some_and(|found| found.output().is_some());
        if !is_answer && !service.shapes.contains_key(&callback.payload) {
            let known = service.operations.iter().map(|found| &found.name).chain(service.shapes.keys());
            let close = did_you_mean(&callback.payload, known.map(String::as_str));
            let message = format!("there is no operation or shape `{}`", callback.payload);
            let report = diagnostics.error(Code::UNKNOWN_SHAPE, callback.span, message);
            report.help = close.map(|close| format!("did you mean `{close}`?"));
        }
    }
}

fn permissions(operation: &Operation, service: &Service, diagnostics: &mut Diagnostics) {
    for permission in &operation.permissions {
        if !service.authorization.contains_key(&permission.action) {
            let known = service.authorization.keys().map(String::as_str);
            let close = did_you_mean(&permission.action, known).map(|close| format!("did you mean `{close}`?"));
            let message = format!("the authorization table does not list `{}`", permission.action);
            diagnostics.error(Code::UNKNOWN_PERMISSION, permission.span, message).help = close;
        }
    }
}
