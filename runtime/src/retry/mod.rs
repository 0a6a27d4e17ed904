//! Retries.
//!
//! A policy sets how often and how soon a call is sent again, not whether that is safe: see
//! [`Error::is_ambiguous`](crate::Error::is_ambiguous) and [`Meta::repeatable`](crate::Meta::repeatable).

mod backoff;
mod budget;

use std::time::Duration;

use crate::{Error, ErrorKind};

pub(crate) use backoff::random;
pub(crate) use budget::{Budget, Spent};

/// How often and how soon a call is sent again after a transient failure.
///
/// With any policy, a call is sent again only if that is safe. An idempotent operation is repeated after any transient
/// failure. Other operations are repeated only if the request was certainly not accepted: there was no connection, or
/// the answer states that there were too many calls. A streamed body is never sent again.
///
/// The calls of a client share a retry budget, so that a failing service does not receive a multiple of the usual load:
/// when most calls fail, most are not sent again.
///
/// ```
/// use std::time::Duration;
/// # use tencentcloud_runtime::{Client, RetryPolicy};
///
/// let patient = RetryPolicy::standard()
///     .max_attempts(6)
///     .backoff(Duration::from_millis(500), Duration::from_secs(30));
/// let builder = Client::builder().retry(patient);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RetryPolicy {
    max_attempts: u32,
    base: Duration,
    cap: Duration,
}

impl RetryPolicy {
    /// Returns the default policy: up to three attempts, with delays from 100 milliseconds up to 20 seconds.
    pub fn standard() -> Self {
        Self { max_attempts: 3, base: Duration::from_millis(100), cap: Duration::from_secs(20) }
    }

    /// Returns a policy that never sends a call again.
    pub fn never() -> Self {
        Self::standard().max_attempts(1)
    }

    /// Sets the maximum number of attempts, including the first. Zero counts as one.
    pub fn max_attempts(self, attempts: u32) -> Self {
        Self { max_attempts: attempts.max(1), ..self }
    }

    /// Sets the delay before an attempt: a random time up to `base`, which doubles with each attempt up to `cap`.
    /// With zero, attempts follow each other at once.
    ///
    /// After an answer that states too many calls, delays are ten times as long, because such limits count by the
    /// second, and never shorter than the service's `Retry-After`.
    pub fn backoff(self, base: Duration, cap: Duration) -> Self {
        Self { base, cap, ..self }
    }

    pub(crate) fn allows(&self, attempts: u32) -> bool {
        attempts < self.max_attempts
    }

    /// Returns the delay after `error`, with which attempt number `attempts` ended.
    pub(crate) fn delay(&self, attempts: u32, error: &Error) -> Duration {
        let base = if error.kind() == ErrorKind::Throttled { self.base.saturating_mul(10) } else { self.base };
        let delay = backoff::delay(base, self.cap, attempts, backoff::random());
        delay.max(error.retry_after().unwrap_or_default())
    }
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self::standard()
    }
}

/// Returns whether sending the call again may succeed and cannot execute the operation twice.
pub(crate) fn is_safe(error: &Error, repeatable: bool) -> bool {
    error.is_retryable() && (repeatable || !error.is_ambiguous())
}
