//! Sending a call again.
//!
//! What is safe to repeat is not for a policy to say: see [`Error::is_ambiguous`](crate::Error::is_ambiguous) and
//! [`Meta::repeatable`](crate::Meta::repeatable). A policy says how often and how soon.

mod backoff;
mod budget;

use std::time::Duration;

use crate::{Error, ErrorKind};

pub(crate) use backoff::random;
pub(crate) use budget::{Budget, Spent};

/// How often and how soon a call is sent again after a failure that may pass.
///
/// Whatever the policy, a call is only sent again where that is safe. An operation that changes nothing may be repeated
/// after any failure that may pass. One that submits something is repeated only if it certainly was not accepted: there
/// was no connection, or the answer says that there were too many calls. A streamed body is never sent again.
///
/// A client's calls share a budget for repetitions, so that a service in trouble is not hit with a multiple of the
/// usual load: when most calls fail, most are not sent again.
///
/// ```
/// use std::time::Duration;
/// use tencentcloud_runtime::{Client, RetryPolicy};
///
/// let patient = RetryPolicy::standard().max_attempts(6).backoff(Duration::from_millis(500), Duration::from_secs(30));
/// let builder = Client::builder().retry(patient);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RetryPolicy {
    max_attempts: u32,
    base: Duration,
    cap: Duration,
}

impl RetryPolicy {
    /// Up to three attempts, with pauses from 100 milliseconds up to 20 seconds between them.
    pub fn standard() -> Self {
        Self { max_attempts: 3, base: Duration::from_millis(100), cap: Duration::from_secs(20) }
    }

    /// Every call is sent once, whatever happens.
    pub fn never() -> Self {
        Self::standard().max_attempts(1)
    }

    /// How often a call is sent at most, the first time included. At least once.
    pub fn max_attempts(self, attempts: u32) -> Self {
        Self { max_attempts: attempts.max(1), ..self }
    }

    /// The pause before an attempt is a random time up to `base`, which doubles with each attempt and ends at `cap`.
    ///
    /// After an answer that says that there were too many calls the pauses are ten times as long, since such limits
    /// count by the second, and never shorter than the service asks for with `Retry-After`.
    pub fn backoff(self, base: Duration, cap: Duration) -> Self {
        Self { base, cap, ..self }
    }

    pub(crate) fn allows(&self, attempts: u32) -> bool {
        attempts < self.max_attempts
    }

    /// How long to wait after `error`, which the attempt number `attempts` ended with.
    pub(crate) fn pause(&self, attempts: u32, error: &Error) -> Duration {
        let base = if error.kind() == ErrorKind::Throttled { self.base.saturating_mul(10) } else { self.base };
        let pause = backoff::pause(base, self.cap, attempts, backoff::random());
        pause.max(error.retry_after().unwrap_or_default())
    }
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self::standard()
    }
}

/// Whether sending the call again may help, and cannot do what was asked for twice.
pub(crate) fn is_safe(error: &Error, repeatable: bool) -> bool {
    error.is_retryable() && (repeatable || !error.is_ambiguous())
}
