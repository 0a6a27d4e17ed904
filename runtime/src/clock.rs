//! The time that signatures carry.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

/// Below this a refusal has another reason than the clock: the services allow for minutes, and a server states whole
/// seconds of the time at which it answered.
const TOLERANCE: u64 = 30;

/// A source of Unix seconds, and by how much the services say that it is wrong.
pub(crate) struct Clock {
    source: Box<dyn Fn() -> i64 + Send + Sync>,
    offset: AtomicI64,
}

impl Clock {
    pub(crate) fn new(source: Box<dyn Fn() -> i64 + Send + Sync>) -> Self {
        Self { source, offset: AtomicI64::new(0) }
    }

    /// The system's clock. One before 1970 reads as 1970: the service then says what time it is.
    pub(crate) fn system() -> Self {
        Self::new(Box::new(|| {
            let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
            i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
        }))
    }

    /// Unix seconds, corrected.
    pub(crate) fn now(&self) -> i64 {
        (self.source)().saturating_add(self.offset())
    }

    pub(crate) fn offset(&self) -> i64 {
        self.offset.load(Ordering::Relaxed)
    }

    /// Corrects the clock by what a server says the time is; false where it was right when the refused request was
    /// signed. That request was signed with the offset `signed_with`: another call may have corrected the clock since,
    /// and the request is worth repeating all the same.
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
    fn a_clock_is_corrected_once_and_a_right_one_is_left_alone() {
        let clock = Clock::new(Box::new(|| 1_000));
        assert!(!clock.correct(1_029, 0), "half a minute is no reason to be refused");
        assert_eq!((clock.correct(5_000, 0), clock.now(), clock.offset()), (true, 5_000, 4_000));
        assert!(clock.correct(5_000, 0), "a request that was signed before the correction is worth repeating");
        assert!(!clock.correct(5_000, 4_000), "one that was signed after it is not");
        assert_eq!((clock.correct(-5_000, 4_000), clock.now()), (true, -5_000));
    }

    #[test]
    fn the_ends_of_time_do_not_overflow() {
        let clock = Clock::new(Box::new(|| i64::MAX));
        assert_eq!((clock.correct(i64::MIN, 0), clock.now()), (true, -1));
    }
}
