//! Constructors of errors.

use std::{fmt, io};

use http::response::Parts;

use super::{Details, Error, ErrorCode, ErrorKind, Source, cause, fault, moment};
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
            rejection: None,
        }))
    }

    /// Returns the error for an input or a setting that is not valid.
    pub(crate) fn invalid(operation: &'static str, message: impl Into<String>) -> Self {
        Self::new(ErrorKind::InvalidInput, message).in_operation(operation)
    }

    /// Returns the error for an input that breaks rules of its schema.
    pub(crate) fn violations_of(operation: &'static str, violations: Vec<Violation>) -> Self {
        let lines: Vec<_> = violations.iter().map(ToString::to_string).collect();
        let mut error = Self::invalid(operation, lines.join("; "));
        error.0.violations = violations;
        error
    }

    /// Returns an error about missing or malformed credentials, for implementations of
    /// [`ProvideCredentials`](crate::ProvideCredentials).
    pub fn credentials(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Credentials, message)
    }

    /// Sets the cause of the error.
    pub fn caused_by(mut self, source: impl Into<Source>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    /// Returns a copy for another caller, without the cause, which cannot be cloned.
    pub(crate) fn duplicate(&self) -> Self {
        let Details { kind, operation, status, .. } = *self.0;
        let mut error = Self::new(kind, self.message());
        (error.0.operation, error.0.status) = (operation, status);
        (error.0.code, error.0.request_id) = (self.0.code.clone(), self.0.request_id.clone());
        error
    }

    /// Returns the error for a request to `host` that was not answered.
    pub(crate) fn transport(error: TransportError, host: &str) -> Self {
        let (kind, problem) = match error.kind() {
            TransportErrorKind::Connect => (ErrorKind::Connection, format!("cannot connect to `{host}`")),
            TransportErrorKind::Timeout => (ErrorKind::Timeout, format!("`{host}` did not answer in time")),
            TransportErrorKind::Other => (ErrorKind::Connection, format!("`{host}` did not answer the request")),
        };
        let sent = error.kind() != TransportErrorKind::Connect;
        let new = Self::new(kind, format!("{problem}: {}", cause::on_one_line(&error))).caused_by(error);
        if sent { new.mark_sent() } else { new }
    }

    /// Returns the error for a connection that broke while an answer was read.
    pub(crate) fn interrupted(kind: ErrorKind, error: io::Error) -> Self {
        let cause = cause::on_one_line(&error);
        Self::new(kind, format!("the connection broke while the answer was read: {cause}")).caused_by(error).mark_sent()
    }

    /// Adds the host to the message of a connection error.
    pub(crate) fn with_host(mut self, host: &str) -> Self {
        if matches!(self.0.kind, ErrorKind::Connection | ErrorKind::Timeout) {
            self.0.message = format!("`{host}`: {}", self.0.message);
        }
        self
    }

    /// Records that the service may have seen the request.
    pub(crate) fn mark_sent(mut self) -> Self {
        self.0.sent = true;
        self
    }

    /// Records that the service has not seen the request. The error may concern another request that fetches
    /// credentials.
    pub(crate) fn mark_unsent(mut self) -> Self {
        self.0.sent = false;
        self
    }

    /// Adds the rejection after which the clock was corrected.
    pub(crate) fn after_rejection(mut self, rejection: Self) -> Self {
        self.0.rejection = Some(rejection);
        self
    }

    pub(crate) fn with_attempts(mut self, attempts: u32) -> Self {
        self.0.attempts = attempts;
        self
    }

    /// Returns the server's time in Unix seconds, if the request was rejected because the clock is wrong.
    pub(crate) fn server_time(&self) -> Option<i64> {
        self.0.server_time
    }

    /// Returns the error for an answer that cannot be read, with an excerpt of its body.
    pub(crate) fn decode(message: impl fmt::Display, body: &[u8]) -> Self {
        let message = match fault::excerpt(body) {
            start if start.is_empty() => format!("cannot read the answer: {message}"),
            start => format!("cannot read the answer: {message}; it starts with {start:?}"),
        };
        Self::new(ErrorKind::Decode, message)
    }

    /// Returns the error that an answer reports.
    pub(crate) fn service(head: &Parts, body: &[u8]) -> Self {
        let fault = fault::read(head, body);
        let (code, status) = (fault.code.map(ErrorCode::from), head.status.as_u16());
        let message = fault.target.map(|target| redirected(&fault.message, &target)).unwrap_or(fault.message);
        let mut error = Self::new(ErrorKind::from_response(code.as_ref(), status), message).mark_sent();
        if is_clock_error(code.as_ref(), &error.0.message) {
            error.0.server_time = fault.server_time.or_else(|| moment::date(&head.headers));
        }
        error.0.retry_after = moment::retry_after(&head.headers);
        (error.0.code, error.0.request_id, error.0.status) = (code, fault.request_id, Some(status));
        error
    }

    /// Returns the error for a submitted job that has failed.
    pub(crate) fn job(operation: &'static str, code: Option<String>, message: String, request_id: &str) -> Self {
        let mut error = Self::new(ErrorKind::JobFailed, message).in_operation(operation);
        error.0.code = code.map(ErrorCode::from);
        error.0.request_id = Some(request_id.to_owned()).filter(|id| !id.is_empty());
        error
    }

    pub(crate) fn in_operation(mut self, operation: &'static str) -> Self {
        self.0.operation = Some(operation);
        self
    }

    /// Adds the status and request id of the response.
    pub(crate) fn with_response(mut self, head: &Parts) -> Self {
        self.0.status = Some(head.status.as_u16());
        self.0.sent = true;
        self.0.request_id =
            self.0.request_id.or_else(|| crate::response_headers::request_id(&head.headers).map(str::to_owned));
        self
    }
}

/// Returns the message for a redirect. The page of a redirect quotes its target.
fn redirected(message: &str, target: &str) -> String {
    let (message, target) = (cause::redacted(message), cause::url(target));
    format!("{message}; the redirect to `{target}` is not followed: the signature is valid for one host only")
}

/// Returns whether the request was rejected because of the time of its signature. Object storage has a code of its own
/// for a clock that is far off. For an expired signature it has the general `AccessDenied`, which other causes share, or
/// the message as the code.
fn is_clock_error(code: Option<&ErrorCode>, message: &str) -> bool {
    let expired = |text: &str| text.trim().trim_end_matches('.').eq_ignore_ascii_case("Request has expired");
    match code.map(ErrorCode::as_str) {
        Some("AuthFailure.SignatureExpire" | "RequestTimeTooSkewed" | "SignatureExpired") => true,
        Some("AccessDenied") => expired(message),
        Some(code) => expired(code),
        None => false,
    }
}
