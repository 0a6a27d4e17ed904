//! The clock that dates signatures, corrected by the services.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

/// The offset in seconds below which the clock is not the reason for a rejected signature: the services tolerate
/// minutes, and a server states its time in whole seconds.
const TOLERANCE: u64 = 30;

/// A source of Unix seconds, and its offset from the clock of the services.
pub(crate) struct Clock {
    source: Box<dyn Fn() -> i64 + Send + Sync>,
    offset: AtomicI64,
}

impl Clock {
    pub(crate) fn new(source: Box<dyn Fn() -> i64 + Send + Sync>) -> Self {
        Self { source, offset: AtomicI64::new(0) }
    }

    /// Returns the system clock. A time before 1970 reads as 1970; the service then corrects it.
    pub(crate) fn system() -> Self {
        Self::new(Box::new(|| {
            let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
            i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
        }))
    }

    /// Returns the corrected time in Unix seconds.
    pub(crate) fn now(&self) -> i64 {
        (self.source)().saturating_add(self.offset())
    }

    pub(crate) fn offset(&self) -> i64 {
        self.offset.load(Ordering::Relaxed)
    }

    /// Corrects the clock by the time of a server. Returns whether the clock was wrong when the rejected request was
    /// signed, with the offset `signed_with`: another call may have corrected the clock since, and repeating still
    /// helps.
    pub(crate) fn correct(&self, server: i64, signed_with: i64) -> bool {
        let offset = server.saturating_sub((self.source)());
        if offset.abs_diff(signed_with) < TOLERANCE {
            return false;
        }
        self.offset.store(offset, Ordering::Relaxed);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::Clock;

    #[test]
    fn corrects_a_wrong_clock_once() {
        let clock = Clock::new(Box::new(|| 1_000));
        assert!(!clock.correct(1_029, 0), "half a minute is within the tolerance");
        assert_eq!((clock.correct(5_000, 0), clock.now(), clock.offset()), (true, 5_000, 4_000));
        assert!(clock.correct(5_000, 0), "a request signed before the correction is repeated");
        assert!(!clock.correct(5_000, 4_000), "a request signed after the correction is not repeated");
        assert_eq!((clock.correct(-5_000, 4_000), clock.now()), (true, -5_000));
    }

    #[test]
    fn extreme_times_do_not_overflow() {
        let clock = Clock::new(Box::new(|| i64::MAX));
        assert_eq!((clock.correct(i64::MIN, 0), clock.now()), (true, -1));
    }
}
