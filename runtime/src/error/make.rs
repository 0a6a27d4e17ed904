//! How errors come about.

use std::fmt;

use http::response::Parts;

use super::{Details, Error, ErrorCode, ErrorKind, Source, fault, moment};
use crate::shape::Violation;
use crate::transport::{TransportError, TransportErrorKind};

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

    /// States that it has not. The error may be about another request, which was to fetch credentials.
    pub(crate) fn unsent(mut self) -> Self {
        self.0.sent = false;
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
            start if start.is_empty() => format!("the answer cannot be read: {message}"),
            start => format!("the answer cannot be read: {message}; it begins with {start:?}"),
        };
        Self::new(ErrorKind::Decode, message)
    }

    /// An answer that says what went wrong, or should.
    pub(crate) fn service(head: &Parts, body: &[u8]) -> Self {
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
    pub(crate) fn answered(mut self, head: &Parts) -> Self {
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
