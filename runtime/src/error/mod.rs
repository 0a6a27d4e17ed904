//! What can go wrong with a call.

mod code;
mod codes;
mod fault;
mod kind;
mod moment;

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use crate::shape::Violation;
use crate::transport::{TransportError, TransportErrorKind};

pub use code::ErrorCode;
pub use kind::ErrorKind;

type Source = Box<dyn StdError + Send + Sync>;

/// Why a call failed.
///
/// It prints as one line; what caused it is its [`source`](StdError::source).
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

/// Constructors.
impl Error {
    pub(crate) fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self(Box::new(Details {
            kind,
            operation: None,
            code: None,
            message: message.into(),
            request_id: None,
            status: None,
            violations: Vec::new(),
            sent: false,
            attempts: 0,
            retry_after: None,
            server_time: None,
            source: None,
        }))
    }

    /// An input or a setting that cannot be sent.
    pub(crate) fn invalid(operation: &'static str, message: impl Into<String>) -> Self {
        Self::new(ErrorKind::InvalidInput, message).of(operation)
    }

    /// An input that does not meet the demands of its schema.
    pub(crate) fn violations_of(operation: &'static str, violations: Vec<Violation>) -> Self {
        let lines: Vec<_> = violations.iter().map(ToString::to_string).collect();
        let mut error = Self::invalid(operation, lines.join("; "));
        error.0.violations = violations;
        error
    }

    /// Credentials that are missing, malformed or not to be had: for implementations of
    /// [`ProvideCredentials`](crate::ProvideCredentials).
    pub fn credentials(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Credentials, message)
    }

    /// Keeps what caused the error.
    pub fn caused_by(mut self, source: impl Into<Source>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    /// The same error for somebody else, without what caused it, which is there but once.
    pub(crate) fn again(&self) -> Self {
        let Details { kind, operation, status, .. } = *self.0;
        let mut error = Self::new(kind, self.message());
        (error.0.operation, error.0.status) = (operation, status);
        (error.0.code, error.0.request_id) = (self.0.code.clone(), self.0.request_id.clone());
        error
    }

    pub(crate) fn transport(error: TransportError) -> Self {
        let kind = match error.kind() {
            TransportErrorKind::Timeout => ErrorKind::Timeout,
            _ => ErrorKind::Connection,
        };
        let sent = error.kind() != TransportErrorKind::Connect;
        let new = Self::new(kind, error.to_string()).caused_by(error);
        if sent { new.sent() } else { new }
    }

    /// States that the service may have seen the request.
    pub(crate) fn sent(mut self) -> Self {
        self.0.sent = true;
        self
    }

    pub(crate) fn after(mut self, attempts: u32) -> Self {
        self.0.attempts = attempts;
        self
    }

    /// The server's time, where the request was refused because the clock is wrong.
    pub(crate) fn server_time(&self) -> Option<i64> {
        self.0.server_time
    }

    /// An answer that could not be read, with how it began.
    pub(crate) fn decode(message: impl fmt::Display, body: &[u8]) -> Self {
        let message = match fault::beginning(body) {
            start if start.is_empty() => format!("the answer cannot be read: {message}; it is empty"),
            start => format!("the answer cannot be read: {message}; it begins with {start:?}"),
        };
        Self::new(ErrorKind::Decode, message)
    }

    /// An answer that says what went wrong, or should.
    pub(crate) fn service(head: &http::response::Parts, body: &[u8]) -> Self {
        let fault = fault::read(head, body);
        let (code, status) = (fault.code.map(ErrorCode::from), head.status.as_u16());
        let mut error = Self::new(ErrorKind::answered(code.as_ref(), status), fault.message).sent();
        if is_about_time(code.as_ref(), &error.0.message) {
            error.0.server_time = fault.server_time.or_else(|| moment::date(&head.headers));
        }
        error.0.retry_after = moment::retry_after(&head.headers);
        (error.0.code, error.0.request_id, error.0.status) = (code, fault.request_id, Some(status));
        error
    }

    /// A job that was submitted and has failed.
    pub(crate) fn job(operation: &'static str, code: Option<String>, message: String, request_id: &str) -> Self {
        let mut error = Self::new(ErrorKind::JobFailed, message).of(operation);
        error.0.code = code.map(ErrorCode::from);
        error.0.request_id = Some(request_id.to_owned()).filter(|id| !id.is_empty());
        error
    }

    pub(crate) fn of(mut self, operation: &'static str) -> Self {
        self.0.operation = Some(operation);
        self
    }

    /// Fills in what the answer's head tells and the error does not have yet.
    pub(crate) fn answered(mut self, head: &http::response::Parts) -> Self {
        self.0.status = Some(head.status.as_u16());
        self.0.sent = true;
        self.0.request_id = self.0.request_id.or_else(|| crate::answer::request_id(&head.headers).map(str::to_owned));
        self
    }
}

/// Whether a request was refused because its signature is from another time. Object storage has a code of its own for a
/// clock that is far off, and says the general `AccessDenied` of a signature that has run out.
fn is_about_time(code: Option<&ErrorCode>, message: &str) -> bool {
    match code.map(ErrorCode::as_str) {
        Some("AuthFailure.SignatureExpire" | "RequestTimeTooSkewed" | "SignatureExpired") => true,
        Some("AccessDenied") => message.contains("expired"),
        _ => false,
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
