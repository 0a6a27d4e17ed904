//! Constructors of errors.

use std::borrow::Cow;
use std::convert::Infallible;
use std::{fmt, io};

use http::response::Parts;

use super::{Details, Error, ErrorCode, ErrorKind, Source, cause, fault, moment};
use crate::Site;
use crate::redact::{self, Secrets};
use crate::shape::Violation;
use crate::transport::{TransportError, TransportErrorKind};

impl Error {
    pub(crate) fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self(Box::new(Details {
            kind,
            operation: None,
            code: None,
            message: redact::text(&message.into()),
            request_id: None,
            status: None,
            headers: None,
            violations: Vec::new(),
            sent: false,
            attempts: 0,
            retry_after: None,
            server_time: None,
            source: None,
            other_site: None,
            rejection: None,
        }))
    }

    /// Returns the error for an input or a setting that is not valid.
    pub(crate) fn invalid(operation: impl Into<Cow<'static, str>>, message: impl Into<String>) -> Self {
        Self::new(ErrorKind::InvalidInput, message).in_operation(operation)
    }

    /// Returns the error for an input that breaks rules of its schema.
    pub(crate) fn violations_of(operation: impl Into<Cow<'static, str>>, violations: Vec<Violation>) -> Self {
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
        self.0.source = Some(redact::source(source.into(), redact::text));
        self
    }

    /// Masks the secrets of the call in the message, the code and the cause.
    pub(crate) fn without(mut self, secrets: &Secrets) -> Self {
        self.0.message = secrets.mask(&self.0.message);
        self.0.code = self.0.code.map(|code| ErrorCode::from(secrets.mask(code.as_str())));
        self.0.source = self.0.source.map(|source| redact::source(source, |text| secrets.mask(text)));
        self
    }

    /// Returns a copy for another caller, without the cause, which cannot be cloned.
    pub(crate) fn duplicate(&self) -> Self {
        let mut error = Self::new(self.kind(), self.message());
        (error.0.operation, error.0.status) = (self.0.operation.clone(), self.0.status);
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
        let new = Self::new(kind, format!("{problem}: {}", cause::with_hint(&error))).caused_by(error);
        if sent { new.mark_sent() } else { new }
    }

    /// Returns the error for a transport that cannot be set up.
    #[cfg(feature = "transport")]
    pub(crate) fn set_up(problem: &str, error: impl std::error::Error + Send + Sync + 'static) -> Self {
        Self::new(ErrorKind::Connection, format!("{problem}: {}", cause::with_hint(&error))).caused_by(error)
    }

    /// Returns the error for a connection that broke while an answer was read.
    pub(crate) fn interrupted(kind: ErrorKind, error: io::Error) -> Self {
        let cause = cause::with_hint(&error);
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

    /// Returns the error for an answer that cannot be read.
    pub(crate) fn decode(message: impl fmt::Display) -> Self {
        Self::new(ErrorKind::Decode, format!("cannot read the answer: {message}"))
    }

    /// Returns the error for an answer that cannot be read, with the beginning of its body.
    pub(crate) fn unreadable(head: &Parts, message: impl fmt::Display, body: &[u8]) -> Self {
        match fault::outline(head, body) {
            start if start.is_empty() => Self::decode(message),
            start => Self::decode(format!("{message}; it starts with `{start}`")),
        }
    }

    /// Returns the error that an answer reports.
    pub(crate) fn service(head: &Parts, body: &[u8]) -> Self {
        let mut fault = fault::read(head, body);
        fault.message = redact::line(&fault.message);
        fault.request_id = fault.request_id.map(|id| redact::on_one_line(&id));
        fault.code = fault.code.map(|code| redact::line(&code));
        let (code, status) = (fault.code.map(ErrorCode::from), head.status.as_u16());
        let message = fault.target.map(|target| redirected(&fault.message, &target)).unwrap_or(fault.message);
        let mut error = Self::new(ErrorKind::from_response(code.as_ref(), status), message).mark_sent();
        if is_clock_error(code.as_ref(), &error.0.message) {
            error.0.server_time = fault.server_time.or_else(|| moment::date(&head.headers));
        }
        error.0.retry_after = moment::retry_after(&head.headers);
        error.0.headers = Some(Box::new(head.headers.clone()));
        (error.0.code, error.0.request_id, error.0.status) = (code, fault.request_id, Some(status));
        error.without_secrets_of(head)
    }

    /// Returns the error for a submitted job that has failed.
    pub(crate) fn job(
        operation: impl Into<Cow<'static, str>>,
        code: Option<String>,
        message: String,
        request_id: &str,
    ) -> Self {
        let mut error = Self::new(ErrorKind::JobFailed, redact::line(&message)).in_operation(operation);
        error.0.code = code.map(|code| ErrorCode::from(redact::line(&code)));
        error.0.request_id = Some(redact::on_one_line(request_id)).filter(|id| !id.is_empty());
        error
    }

    pub(crate) fn in_operation(mut self, operation: impl Into<Cow<'static, str>>) -> Self {
        self.0.operation = Some(operation.into());
        self
    }

    /// Names the only site that has the operation, if the client uses the other one and the service does not know the
    /// operation.
    pub(crate) fn of_site(mut self, only: Option<Site>, used: Site) -> Self {
        const UNKNOWN: [ErrorCode; 3] =
            [ErrorCode::INVALID_ACTION, ErrorCode::NO_SUCH_VERSION, ErrorCode::NO_SUCH_PRODUCT];
        let is_unknown = self.0.code.as_ref().is_some_and(|code| UNKNOWN.contains(code));
        self.0.other_site = only.filter(|only| is_unknown && *only != used);
        self
    }

    /// Masks the secrets of the request that `head` answers.
    fn without_secrets_of(self, head: &Parts) -> Self {
        match Secrets::of_response(head) {
            Some(secrets) => self.without(secrets),
            None => self,
        }
    }

    /// Adds the status and request id of the response, and masks the secrets of its request.
    pub(crate) fn with_response(mut self, head: &Parts) -> Self {
        self.0.status = Some(head.status.as_u16());
        self.0.headers.get_or_insert_with(|| Box::new(head.headers.clone()));
        self.0.sent = true;
        self.0.request_id =
            self.0.request_id.or_else(|| crate::response_headers::request_id(&head.headers).map(str::to_owned));
        self.without_secrets_of(head)
    }
}

/// A conversion that cannot fail has this as its error.
impl From<Infallible> for Error {
    fn from(never: Infallible) -> Self {
        match never {}
    }
}

/// Returns the message for a redirect. The page of a redirect quotes its target.
fn redirected(message: &str, target: &str) -> String {
    let target = redact::on_one_line(&redact::url(target));
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
