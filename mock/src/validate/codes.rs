//! The error codes with which each part of the cloud refuses invalid requests.

use codegen_model::validate::{BODY, Flaw, Violation};

use crate::api_error::ApiError;
use crate::host::HostKind;

/// A header whose violations have their own error code.
const RULES: &str = "Pic-Operations";

/// Returns the error for a request with these violations; `None` where there are none.
pub(crate) fn error(host: &HostKind, violations: &[Violation]) -> Option<ApiError> {
    let first = violations.iter().min_by_key(|violation| violation.flaw)?;
    let message = message(violations);
    Some(match host {
        HostKind::Service(_) => ApiError::action(action_code(first.flaw), message),
        HostKind::Bucket(kind) if kind.is_ci() => ApiError::rest(400, ci_code(first), message),
        HostKind::Bucket(_) | HostKind::Unknown => ApiError::rest(400, cos_code(first), message),
    })
}

fn action_code(flaw: Flaw) -> &'static str {
    match flaw {
        Flaw::Missing => "MissingParameter",
        Flaw::Unknown => "UnknownParameter",
        Flaw::Unreadable | Flaw::Type => "InvalidParameter",
        Flaw::Value => "InvalidParameterValue",
    }
}

fn ci_code(violation: &Violation) -> &'static str {
    match (violation.flaw, violation.place.as_str()) {
        (Flaw::Missing, BODY) => "MissingContent",
        (Flaw::Unreadable, BODY) => "InvalidContent",
        _ => "InvalidArgument",
    }
}

fn cos_code(violation: &Violation) -> &'static str {
    match (violation.flaw, violation.place.as_str()) {
        (_, place) if place.starts_with(RULES) => "InvalidPicOperations",
        (Flaw::Missing | Flaw::Unreadable, BODY) => "MalformedXML",
        _ => "InvalidArgument",
    }
}

fn message(violations: &[Violation]) -> String {
    let all: Vec<_> = violations.iter().map(ToString::to_string).collect();
    all.join("; ")
}
