//! What can go wrong with a call.

mod code;
mod codes;
mod fault;
mod kind;
mod make;
mod moment;

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use crate::shape::Violation;

pub use code::ErrorCode;
pub use kind::ErrorKind;

type Source = Box<dyn StdError + Send + Sync>;

/// Why a call failed.
///
/// It prints as one line, and one more for each place where credentials were looked for in vain; what caused it is its
/// [`source`](StdError::source).
pub struct Error(Box<Details>);

/// Boxed, so that a `Result` with an [`Error`] costs no more than a pointer.
struct Details {
    kind: ErrorKind,
    operation: Option<&'static str>,
    code: Option<ErrorCode>,
    message: String,
    request_id: Option<String>,
    status: Option<u16>,
    violations: Vec<Violation>,
    /// Whether the service may have seen the request.
    sent: bool,
    attempts: u32,
    retry_after: Option<Duration>,
    /// The server's clock, where that is why the request was refused.
    server_time: Option<i64>,
    source: Option<Source>,
}

impl Error {
    /// What went wrong, roughly: enough to decide what to do about it.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The service's code, such as `AuthFailure.SignatureFailure` or `NoSuchKey`.
    pub fn code(&self) -> Option<&ErrorCode> {
        self.0.code.as_ref()
    }

    /// What went wrong, in words; for an error of the service, its own.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// The request id, which the service's support asks for.
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }

    /// The HTTP status, where there was an answer.
    pub fn status(&self) -> Option<u16> {
        self.0.status
    }

    /// The demands of the schema that the input does not meet.
    pub fn violations(&self) -> &[Violation] {
        &self.0.violations
    }

    /// The parameter that the service does not accept, by its name on the wire, where its message quotes one.
    pub fn parameter(&self) -> Option<&str> {
        if self.0.kind != ErrorKind::InvalidParameter {
            return None;
        }
        let is_name = |text: &&str| {
            text.starts_with(|first: char| first.is_ascii_alphabetic())
                && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.[]".contains(&byte))
        };
        self.0.message.split('`').skip(1).step_by(2).find(is_name)
    }

    /// Whether the failure may pass, so that the same call may succeed later. It may have succeeded already: see
    /// [`is_ambiguous`](Self::is_ambiguous).
    pub fn is_retryable(&self) -> bool {
        use ErrorKind::{Connection, Throttled, Timeout, Unavailable};
        matches!(self.0.kind, Connection | Timeout | Throttled | Unavailable)
    }

    /// Whether the service may have done what it was asked for although the call failed: the request was sent, and there
    /// is no answer that says otherwise.
    pub fn is_ambiguous(&self) -> bool {
        use ErrorKind::{Connection, Decode, Timeout, TooLarge, Unavailable};
        self.0.sent && matches!(self.0.kind, Connection | Timeout | Unavailable | Decode | TooLarge)
    }

    /// How often the request was sent, or tried to be.
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// How long the service asks to wait before the next call.
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
    }

    /// The operation that was called.
    pub fn operation(&self) -> Option<&'static str> {
        self.0.operation
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let details = &*self.0;
        match (&details.code, details.operation) {
            (Some(code), _) => write!(f, "{code}: {}", details.message)?,
            (None, Some(operation)) => write!(f, "{operation}: {}", details.message)?,
            (None, None) => f.write_str(&details.message)?,
        }
        match &details.request_id {
            Some(id) => write!(f, " (request id {id})"),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("kind", &self.0.kind)
            .field("operation", &self.0.operation)
            .field("code", &self.0.code)
            .field("message", &self.0.message)
            .field("request_id", &self.0.request_id)
            .field("status", &self.0.status)
            .field("attempts", &self.0.attempts)
            .field("source", &self.0.source)
            .finish()
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source.as_deref().map(|source| source as _)
    }
}
