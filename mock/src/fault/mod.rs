//! Faults that are planned: which operation meets which, and how often.

mod apply;
mod plans;
mod read;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::fmt;
use std::time::Duration;

pub(crate) use apply::{ANOTHER_ID, garble};
pub(crate) use plans::Plans;
pub use plans::{PlannedFault, UnknownOperation};
pub(crate) use read::read;

/// A fault that the next requests meet.
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
    pub(crate) kind: Kind,
}

/// What goes wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Answers a bare status, as a gateway does.
    Status(u16),
    /// Answers that there are too many requests.
    Throttle,
    /// Answers an error of the service.
    Error { code: String, message: String, status: Option<u16> },
    /// Answers late.
    Delay(Duration),
    /// Stops in the middle of the body, and keeps the connection.
    Stall,
    /// Breaks the connection instead of answering.
    Reset,
    /// Breaks the connection in the middle of the body.
    Truncate,
    /// Answers a body that cannot be read.
    Malformed,
    /// Answers with the id of another request.
    WrongRequestId,
    /// Lets the job fail that is submitted.
    Job { code: String, message: String },
}

impl Fault {
    fn of(kind: Kind) -> Self {
        Self { operation: None, times: 1, kind }
    }

    /// Too many requests, in the words of the service: `RequestLimitExceeded`, or `SlowDown` with 429 or 503.
    pub fn throttle() -> Self {
        Self::of(Kind::Throttle)
    }

    /// A status with an empty body, as a gateway on the way answers it.
    pub fn status(status: u16) -> Self {
        Self::of(Kind::Status(status))
    }

    /// An error of the service. Its status is 200 for API 3.0, and otherwise 400 for a code that says what is wrong with
    /// the request.
    pub fn error(code: impl Into<String>) -> Self {
        Self::of(Kind::Error { code: code.into(), message: "The fault was planned.".to_owned(), status: None })
    }

    /// A good answer that is late.
    pub fn delay(delay: Duration) -> Self {
        Self::of(Kind::Delay(delay))
    }

    /// An answer that stops in the middle of its body, while the connection stays.
    pub fn stall() -> Self {
        Self::of(Kind::Stall)
    }

    /// A connection that breaks before the answer.
    pub fn reset() -> Self {
        Self::of(Kind::Reset)
    }

    /// A connection that breaks in the middle of the body.
    pub fn truncate() -> Self {
        Self::of(Kind::Truncate)
    }

    /// A whole body that is no JSON or XML.
    pub fn malformed() -> Self {
        Self::of(Kind::Malformed)
    }

    /// An answer with another request id than the log has for it.
    pub fn wrong_request_id() -> Self {
        Self::of(Kind::WrongRequestId)
    }

    /// The job that is submitted next fails.
    pub fn job() -> Self {
        Self::of(Kind::Job { code: "InternalError".to_owned(), message: "The fault was planned.".to_owned() })
    }

    /// The operation that meets it: `ims:ImageModeration`, or its name alone. Any, if not set.
    pub fn on(self, operation: impl Into<String>) -> Self {
        Self { operation: Some(operation.into()), ..self }
    }

    /// How often; once, if not set.
    pub fn times(self, times: u32) -> Self {
        Self { times, ..self }
    }

    /// Code and message of a job that fails, or the message of an error.
    pub fn with_message(self, code: impl Into<String>, message: impl Into<String>) -> Self {
        let (code, message) = (code.into(), message.into());
        let kind = match self.kind {
            Kind::Job { .. } => Kind::Job { code, message },
            Kind::Error { status, .. } => Kind::Error { code, message, status },
            other => other,
        };
        Self { kind, ..self }
    }
}

impl Kind {
    /// What plans call it.
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

impl fmt::Display for Kind {
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
