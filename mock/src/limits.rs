//! Limits on the size of requests.

use crate::api_error::ApiError;
use crate::host::HostKind;
use crate::request::ReceivedRequest;

/// The maximum size of any request body: an image of 32 MB, also as base64 in a document.
pub(crate) const MAX_BODY: usize = 48 << 20;

/// The maximum size of a request body of API 3.0.
const MAX_ACTION_BODY: usize = 10 << 20;

/// Why a request body was not received.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BodyError {
    TooLarge,
    Incomplete,
}

/// Refuses a body that is too large for API 3.0.
pub(crate) fn check(host: &HostKind, request: &ReceivedRequest) -> Result<(), ApiError> {
    match host {
        HostKind::Service(_) if request.body.len() > MAX_ACTION_BODY => Err(too_large(host)),
        _ => Ok(()),
    }
}

/// Returns the error for a request whose body was not received.
pub(crate) fn body_error(host: &HostKind, error: BodyError) -> ApiError {
    match error {
        BodyError::TooLarge => too_large(host),
        BodyError::Incomplete => incomplete(host),
    }
}

fn too_large(host: &HostKind) -> ApiError {
    match host {
        HostKind::Service(_) => ApiError::action("RequestSizeLimitExceeded", "the request body is larger than 10 MB"),
        HostKind::Bucket(kind) if kind.is_ci() => {
            ApiError::rest(413, "InvalidContent", "the request body is larger than 48 MB")
        }
        _ => ApiError::rest(400, "EntityTooLarge", "the request body is larger than 48 MB"),
    }
}

fn incomplete(host: &HostKind) -> ApiError {
    let message = "the request body is incomplete, or took too long to arrive";
    match host {
        HostKind::Service(_) => ApiError::action("InvalidRequest", message),
        _ => ApiError::rest(400, "RequestTimeout", message),
    }
}
