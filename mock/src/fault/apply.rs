//! Applies a fault to a response.

use std::time::Duration;

use bytes::Bytes;

use super::FaultKind;
use crate::api_error::ApiError;
use crate::host::HostKind;
use crate::reply::Ending;
use crate::response::Response;

/// A request id that no request has.
pub(crate) const WRONG_ID: &str = "ffffffff-ffff-4fff-bfff-ffffffffffff";

impl FaultKind {
    /// Returns the error that replaces the response.
    pub(crate) fn error(&self, host: &HostKind) -> Option<ApiError> {
        match self {
            Self::Throttle => Some(throttled(host)),
            Self::Error { code, message, status } => Some(service_error(host, code, message, *status)),
            _ => None,
        }
    }

    /// Returns the gateway's response that replaces the one of the cloud.
    pub(crate) fn gateway_response(&self) -> Option<Response> {
        let Self::Status(status) = self else { return None };
        Some(Response { status: *status, content_type: None, body: Bytes::new(), headers: Vec::new() })
    }

    /// Returns the delay before the response.
    pub(crate) fn delay(&self) -> Duration {
        if let Self::Delay(delay) = self { *delay } else { Duration::ZERO }
    }

    /// Returns how a body of this length ends.
    pub(crate) fn ending(&self, length: usize) -> Ending {
        match self {
            Self::Reset => Ending::Reset,
            Self::Truncate if length == 0 => Ending::Reset,
            Self::Truncate => Ending::Cut(length / 2),
            Self::Stall => Ending::Stall(length / 2),
            _ => Ending::Whole,
        }
    }

    /// Returns code and message of the job that is to fail.
    pub(crate) fn job_failure(&self) -> Option<(String, String)> {
        if let Self::Job { code, message } = self { Some((code.clone(), message.clone())) } else { None }
    }

    /// Whether the body is corrupted.
    pub(crate) fn corrupts_body(&self) -> bool {
        *self == Self::Malformed
    }
}

/// Corrupts a body: a document loses its second half, other bytes are reversed.
pub(crate) fn corrupt(body: &Bytes) -> Bytes {
    if matches!(body.first(), Some(b'{' | b'<' | b'[')) {
        return body.slice(..body.len().div_ceil(2));
    }
    body.iter().rev().copied().collect()
}

fn throttled(host: &HostKind) -> ApiError {
    let message = "too many requests (planned fault)";
    match host {
        HostKind::Service(_) => ApiError::action("RequestLimitExceeded", message),
        HostKind::Bucket(kind) if kind.is_ci() => ApiError::rest(429, "SlowDown", message),
        HostKind::Bucket(_) | HostKind::Unknown => ApiError::rest(503, "SlowDown", message),
    }
}

fn service_error(host: &HostKind, code: &str, message: &str, status: Option<u16>) -> ApiError {
    let default = match host {
        HostKind::Service(_) => 200,
        _ if code.starts_with("InternalError") => 500,
        _ if code.starts_with("ServiceUnavailable") => 503,
        _ => 400,
    };
    ApiError::rest(status.unwrap_or(default), code.to_owned(), message)
}
