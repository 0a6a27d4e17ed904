//! What a fault does to an answer.

use std::time::Duration;

use bytes::Bytes;

use super::Kind;
use crate::answer::Answer;
use crate::host::Place;
use crate::refusal::Refusal;
use crate::reply::Ending;

/// An id that no request has.
pub(crate) const ANOTHER_ID: &str = "ffffffff-ffff-4fff-bfff-ffffffffffff";

impl Kind {
    /// What is answered instead of looking at the request, where it is such a fault.
    pub(crate) fn refusal(&self, place: &Place) -> Option<Refusal> {
        match self {
            Self::Throttle => Some(throttled(place)),
            Self::Error { code, message, status } => Some(error(place, code, message, *status)),
            _ => None,
        }
    }

    /// What is answered by somebody on the way.
    pub(crate) fn gateway(&self) -> Option<Answer> {
        let Self::Status(status) = self else { return None };
        Some(Answer { status: *status, content_type: None, body: Bytes::new() })
    }

    /// How long the answer waits.
    pub(crate) fn delay(&self) -> Duration {
        if let Self::Delay(delay) = self { *delay } else { Duration::ZERO }
    }

    /// How an answer of this length ends.
    pub(crate) fn ending(&self, length: usize) -> Ending {
        match self {
            Self::Reset => Ending::Reset,
            Self::Truncate if length == 0 => Ending::Reset,
            Self::Truncate => Ending::Cut(length / 2),
            Self::Stall => Ending::Stall(length / 2),
            _ => Ending::Whole,
        }
    }

    /// Code and message of the job that is to fail.
    pub(crate) fn failure(&self) -> Option<(String, String)> {
        if let Self::Job { code, message } = self { Some((code.clone(), message.clone())) } else { None }
    }

    /// Whether the body must not be readable.
    pub(crate) fn garbles(&self) -> bool {
        *self == Self::Malformed
    }
}

/// Half a document is none; bytes of an image are turned around, so that their signature is wrong.
pub(crate) fn garble(body: &Bytes) -> Bytes {
    if matches!(body.first(), Some(b'{' | b'<' | b'[')) {
        return body.slice(..body.len().div_ceil(2));
    }
    body.iter().rev().copied().collect()
}

fn throttled(place: &Place) -> Refusal {
    let message = "Too many requests. The fault was planned.";
    match place {
        Place::Service(_) => Refusal::action("RequestLimitExceeded", message),
        Place::Bucket(host) if host.is_ci() => Refusal::rest(429, "SlowDown", message),
        Place::Bucket(_) | Place::Nowhere => Refusal::rest(503, "SlowDown", message),
    }
}

/// Codes of this form say that the service is at fault; any other blames the request.
fn error(place: &Place, code: &str, message: &str, status: Option<u16>) -> Refusal {
    let usual = match place {
        Place::Service(_) => 200,
        _ if code.starts_with("InternalError") => 500,
        _ if code.starts_with("ServiceUnavailable") => 503,
        _ => 400,
    };
    Refusal::rest(status.unwrap_or(usual), code.to_owned(), message)
}
