//! The error of a call.

mod cause;
mod code;
mod codes;
pub(crate) mod fault;
mod kind;
mod make;
mod moment;
mod salvage;

use std::borrow::Cow;
use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use http::HeaderMap;

use crate::Site;
use crate::shape::Violation;

pub use code::ErrorCode;
pub use kind::ErrorKind;
pub(crate) use moment::date;

type Source = Box<dyn StdError + Send + Sync>;

/// Why a call failed.
///
/// It prints as one line, with one more line for each source of credentials that was tried. If the call was repeated with
/// a corrected clock, the line also has the first error. The cause is its [`source`](StdError::source). `{:?}`, which `main` prints if it returns an error, prints the same and the causes;
/// `{:#?}` prints the fields.
pub struct Error(Box<Details>);

/// Boxed, so that a `Result` with an [`Error`] is only a pointer large.
struct Details {
    kind: ErrorKind,
    operation: Option<Cow<'static, str>>,
    code: Option<ErrorCode>,
    message: String,
    request_id: Option<String>,
    status: Option<u16>,
    headers: Option<Box<HeaderMap>>,
    violations: Vec<Violation>,
    /// Whether the service may have seen the request.
    sent: bool,
    attempts: u32,
    retry_after: Option<Duration>,
    /// The server's time in Unix seconds, if the request was rejected because of the clock.
    server_time: Option<i64>,
    source: Option<Source>,
    /// The only site that has the operation, if the client uses the other one and the service does not know the operation.
    other_site: Option<Site>,
    /// The rejection after which the clock was corrected and the call repeated.
    rejection: Option<Error>,
}

impl Error {
    /// Returns the kind of the error, which is enough to decide how to handle it.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// Returns the service's code, such as `AuthFailure.SignatureFailure` or `NoSuchKey`.
    pub fn code(&self) -> Option<&ErrorCode> {
        self.0.code.as_ref()
    }

    /// Returns the message; for an error of the service, the service's message.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// Returns the request id, which Tencent Cloud support asks for.
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }

    /// Returns the HTTP status, if there was an answer.
    pub fn status(&self) -> Option<u16> {
        self.0.status
    }

    /// Returns the headers of the answer, if there was one.
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.0.headers.as_deref()
    }

    /// Returns the rules of the schema that the input breaks.
    pub fn violations(&self) -> &[Violation] {
        &self.0.violations
    }

    /// Returns the name on the wire of the parameter that the service rejects, if its message quotes one.
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

    /// Returns whether the failure is transient: a later request may succeed. The failed request may have succeeded
    /// already: see [`is_ambiguous`](Self::is_ambiguous).
    pub fn is_retryable(&self) -> bool {
        use ErrorKind::{Connection, Throttled, Timeout, Unavailable};
        matches!(self.0.kind, Connection | Timeout | Throttled | Unavailable)
    }

    /// Returns whether the service may have executed the operation although the call failed: the request was sent, and
    /// no answer states the contrary.
    pub fn is_ambiguous(&self) -> bool {
        use ErrorKind::{Connection, Decode, Timeout, TooLarge, Unavailable};
        self.0.sent && matches!(self.0.kind, Connection | Timeout | Unavailable | Decode | TooLarge)
    }

    /// Returns the number of attempts.
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// Returns how long the service asks to wait before the next call.
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
    }

    /// Returns the only site that has the operation, if the client uses the other one and the service rejected the
    /// operation as unknown. That the schema states only one site stops no call: the service may have extended it since.
    pub fn other_site(&self) -> Option<Site> {
        self.0.other_site
    }

    /// Returns the code, or the kind of an error without one: a short name for logs and metrics.
    #[cfg(any(feature = "metrics", feature = "tracing"))]
    pub(crate) fn type_name(&self) -> Cow<'_, str> {
        match self.code() {
            Some(code) => Cow::Borrowed(code.as_str()),
            None => Cow::Owned(format!("{:?}", self.kind())),
        }
    }

    /// Returns the operation that was called.
    pub fn operation(&self) -> Option<&str> {
        self.0.operation.as_deref()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let details = &*self.0;
        match (&details.code, self.operation()) {
            (Some(code), _) => write!(f, "{code}: {}", details.message)?,
            (None, Some(operation)) => write!(f, "{operation}: {}", details.message)?,
            (None, None) => f.write_str(&details.message)?,
        }
        if let Some(id) = &details.request_id {
            write!(f, " (request id {id})")?;
        }
        match (details.kind, details.attempts) {
            (ErrorKind::Connection | ErrorKind::Timeout, 1) => f.write_str(" (1 attempt)")?,
            (ErrorKind::Connection | ErrorKind::Timeout, attempts @ 2..) => write!(f, " ({attempts} attempts)")?,
            _ => {}
        }
        if let Some(site) = details.other_site {
            write!(f, "; the operation is only on the {site} site: set it with `ClientBuilder::site`")?;
        }
        match &details.rejection {
            Some(rejection) => write!(f, "; before the clock was corrected: {rejection}"),
            None => Ok(()),
        }
    }
}

/// Prints the message and the causes that it does not name; with `#`, the fields.
impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut causes = cause::causes(self);
        if f.alternate() {
            return self.debug_fields(&causes, f);
        }
        let text = self.to_string();
        causes.retain(|cause| !text.contains(cause));
        f.write_str(&text)?;
        if !causes.is_empty() {
            f.write_str("\n\nCaused by:")?;
        }
        causes.iter().try_for_each(|cause| write!(f, "\n    {cause}"))
    }
}

impl Error {
    fn debug_fields(&self, causes: &[String], f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Error")
            .field("kind", &self.0.kind)
            .field("operation", &self.0.operation)
            .field("code", &self.0.code)
            .field("message", &self.0.message)
            .field("request_id", &self.0.request_id)
            .field("status", &self.0.status)
            .field("attempts", &self.0.attempts)
            .field("causes", &causes)
            .finish()
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        let rejection = self.0.rejection.as_ref().map(|rejection| rejection as _);
        self.0.source.as_deref().map(|source| source as _).or(rejection)
    }
}
