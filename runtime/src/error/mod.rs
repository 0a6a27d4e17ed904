//! What can go wrong with a call.

mod fault;
mod kind;

use std::error::Error as StdError;
use std::fmt;

use crate::shape::Violation;
use crate::transport::{TransportError, TransportErrorKind};

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
    code: Option<String>,
    message: String,
    request_id: Option<String>,
    status: Option<u16>,
    violations: Vec<Violation>,
    source: Option<Source>,
}

impl Error {
    /// What went wrong, roughly: enough to decide what to do about it.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The service's code, such as `AuthFailure.SignatureFailure` or `NoSuchKey`. Codes come and go: compare texts.
    pub fn code(&self) -> Option<&str> {
        self.0.code.as_deref()
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

    pub(crate) fn transport(error: TransportError) -> Self {
        let kind = match error.kind() {
            TransportErrorKind::Timeout => ErrorKind::Timeout,
            _ => ErrorKind::Connection,
        };
        Self::new(kind, error.to_string()).caused_by(error)
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
        let mut error = Self::new(ErrorKind::Service, fault.message);
        error.0.code = fault.code;
        error.0.request_id = fault.request_id;
        error.0.status = Some(head.status.as_u16());
        error
    }

    pub(crate) fn of(mut self, operation: &'static str) -> Self {
        self.0.operation = Some(operation);
        self
    }

    /// Fills in what the answer's head tells and the error does not have yet.
    pub(crate) fn answered(mut self, head: &http::response::Parts) -> Self {
        self.0.status = Some(head.status.as_u16());
        self.0.request_id = self.0.request_id.or_else(|| crate::answer::request_id(&head.headers).map(str::to_owned));
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let details = &*self.0;
        match (&details.code, details.kind, details.operation) {
            (Some(code), ..) => write!(f, "{code}: {}", details.message)?,
            (None, ErrorKind::Service, _) | (None, _, None) => f.write_str(&details.message)?,
            (None, _, Some(operation)) => write!(f, "{operation}: {}", details.message)?,
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
            .field("source", &self.0.source)
            .finish()
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source.as_deref().map(|source| source as _)
    }
}
