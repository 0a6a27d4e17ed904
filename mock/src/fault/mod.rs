//! Planned faults: which operation fails, how, and how often.

pub(crate) mod apply;
pub(crate) mod plans;
pub(crate) mod read;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

/// The format of planned faults in JSON, as text for people.
pub const FAULT_FORMAT: &str = include_str!("format.txt");

/// The message of a fault that states none.
const DEFAULT_MESSAGE: &str = "planned fault";

/// A fault that affects the next requests.
///
/// ```
/// use mock::Fault;
///
/// let twice = Fault::throttle().on("ims:ImageModeration").times(2);
/// let slow = Fault::delay(std::time::Duration::from_millis(200));
/// # let _ = (twice, slow);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use = "a fault does nothing until it is planned"]
pub struct Fault {
    pub(crate) operation: Option<String>,
    pub(crate) times: u32,
    pub(crate) kind: FaultKind,
}

/// The kinds of faults.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum FaultKind {
    /// A bare status, as from a gateway.
    Status(u16),
    /// The error for too many requests.
    Throttle,
    /// An error of the service.
    Error { code: String, message: String, status: Option<u16> },
    /// A delay before the response.
    Delay(Duration),
    /// The body stops half way; the connection stays open.
    Stall,
    /// The connection is reset before the response.
    Reset,
    /// The connection is reset half way through the body.
    Truncate,
    /// A body that cannot be parsed.
    Malformed,
    /// The request id of another request.
    WrongRequestId,
    /// The submitted job fails.
    Job { code: String, message: String },
}

impl Fault {
    fn of(kind: FaultKind) -> Self {
        Self { operation: None, times: 1, kind }
    }

    /// The service's error for too many requests: `RequestLimitExceeded`, or `SlowDown` with status 429 or 503.
    pub fn throttle() -> Self {
        Self::of(FaultKind::Throttle)
    }

    /// A status with an empty body, as from a gateway.
    pub fn status(status: u16) -> Self {
        Self::of(FaultKind::Status(status))
    }

    /// An error of the service. Its status is 200 for API 3.0. Elsewhere it follows from the code: 500 for `InternalError`,
    /// 503 for `ServiceUnavailable`, otherwise 400.
    pub fn error(code: impl Into<String>) -> Self {
        Self::of(FaultKind::Error { code: code.into(), message: DEFAULT_MESSAGE.to_owned(), status: None })
    }

    /// A delay before a regular response.
    pub fn delay(delay: Duration) -> Self {
        Self::of(FaultKind::Delay(delay))
    }

    /// A body that stops half way while the connection stays open.
    pub fn stall() -> Self {
        Self::of(FaultKind::Stall)
    }

    /// A connection that is reset before the response.
    pub fn reset() -> Self {
        Self::of(FaultKind::Reset)
    }

    /// A connection that is reset half way through the body.
    pub fn truncate() -> Self {
        Self::of(FaultKind::Truncate)
    }

    /// A complete body that is not valid JSON or XML.
    pub fn malformed() -> Self {
        Self::of(FaultKind::Malformed)
    }

    /// A response whose request id differs from the one in the log.
    pub fn wrong_request_id() -> Self {
        Self::of(FaultKind::WrongRequestId)
    }

    /// The next submitted job fails.
    pub fn job() -> Self {
        Self::of(FaultKind::Job { code: "InternalError".to_owned(), message: DEFAULT_MESSAGE.to_owned() })
    }

    /// Limits the fault to an operation: `ims:ImageModeration`, or the name alone. Default: any operation.
    pub fn on(self, operation: impl Into<String>) -> Self {
        Self { operation: Some(operation.into()), ..self }
    }

    /// Sets how many requests are affected. Default: one.
    pub fn times(self, times: u32) -> Self {
        Self { times, ..self }
    }

    /// Sets code and message of an error or of a failed job.
    pub fn with_message(self, code: impl Into<String>, message: impl Into<String>) -> Self {
        let (code, message) = (code.into(), message.into());
        let kind = match self.kind {
            FaultKind::Job { .. } => FaultKind::Job { code, message },
            FaultKind::Error { status, .. } => FaultKind::Error { code, message, status },
            other => other,
        };
        Self { kind, ..self }
    }
}

impl FaultKind {
    /// Returns the name of the kind in plans.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Status(_) => "status",
            Self::Throttle => "throttle",
            Self::Error { .. } => "error",
            Self::Delay(_) => "delay",
            Self::Stall => "stall",
            Self::Reset => "reset",
            Self::Truncate => "truncate",
            Self::Malformed => "malformed",
            Self::WrongRequestId => "wrong_request_id",
            Self::Job { .. } => "job",
        }
    }
}

impl fmt::Display for FaultKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let detail: Cow<'_, str> = match self {
            Self::Status(status) => status.to_string().into(),
            Self::Error { code, .. } | Self::Job { code, .. } => code.as_str().into(),
            Self::Delay(delay) => format!("{delay:?}").into(),
            _ => "".into(),
        };
        let space = if detail.is_empty() { "" } else { " " };
        write!(f, "{}{space}{detail}", self.name())
    }
}
