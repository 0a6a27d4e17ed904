//! A point in time after which work is given up.

use std::time::Duration;

use tokio::runtime::Handle;
use tokio::time::{Instant, timeout_at};

use crate::clock::PLATFORM_HAS_TIME;
use crate::{Error, ErrorKind};

/// Returns why timers would panic here, if they would.
pub(crate) fn missing_timer() -> Option<&'static str> {
    match Handle::try_current() {
        _ if !PLATFORM_HAS_TIME => Some("cannot be awaited on this platform, which has no timers"),
        Err(_) => Some("must be awaited within a tokio runtime"),
        Ok(_) => None,
    }
}

/// A deadline and its distance. A deadline beyond what the clock can represent is no limit.
#[derive(Clone, Copy)]
pub(crate) struct Limit {
    end: Option<Instant>,
    length: Duration,
}

impl Limit {
    pub(crate) fn from_now(length: Duration) -> Self {
        Self { end: Instant::now().checked_add(length), length }
    }

    /// Returns the limit that ends first.
    pub(crate) fn min(self, other: Self) -> Self {
        match (self.end, other.end) {
            (Some(end), Some(other)) if end < other => self,
            (Some(_), None) => self,
            _ => other,
        }
    }

    /// Returns whether `delay` from now is before the deadline.
    pub(crate) fn has_time_for(&self, delay: Duration) -> bool {
        let after = Instant::now().checked_add(delay);
        self.end.is_none_or(|end| after.is_some_and(|after| after < end))
    }

    /// Runs `work` until the deadline. Does not start work whose deadline has passed.
    pub(crate) async fn enforce<T>(self, work: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
        let Some(end) = self.end else { return work.await };
        if !self.has_time_for(Duration::ZERO) {
            return Err(self.passed());
        }
        timeout_at(end, work).await.map_err(|_| self.passed())?
    }

    /// Returns the deadline, if the clock can represent it.
    pub(crate) fn end(self) -> Option<Instant> {
        self.end
    }

    /// Returns how long the work may take.
    pub(crate) fn length(self) -> Duration {
        self.length
    }

    fn passed(&self) -> Error {
        Error::new(ErrorKind::Timeout, format!("no answer within {:?}", self.length))
    }
}
