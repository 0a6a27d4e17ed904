//! A circuit breaker: counts the outcomes of one host, and says whether it is tried. It knows time only as an argument.

use tokio::time::Instant;

use super::policy::Failover;

pub(super) enum Breaker {
    /// The host is tried. Outcomes are counted from `since`.
    Closed { since: Instant, failures: u64, attempts: u64 },
    /// The host is not tried until the timeout from `since` has passed.
    Open { since: Instant },
}

impl Breaker {
    pub(super) fn closed(now: Instant) -> Self {
        Self::Closed { since: now, failures: 0, attempts: 0 }
    }

    /// Returns whether the next attempt goes to the host. After the timeout of an open breaker, one does; if its outcome
    /// never comes, because the call was cancelled, one more does after another timeout.
    pub(super) fn admits(&mut self, now: Instant, policy: &Failover) -> bool {
        match self {
            Self::Closed { .. } => true,
            Self::Open { since } if now.duration_since(*since) < policy.open_timeout => false,
            Self::Open { since } => {
                *since = now;
                true
            }
        }
    }

    /// Counts an outcome. Returns whether it opens the breaker.
    pub(super) fn record(&mut self, failed: bool, now: Instant, policy: &Failover) -> bool {
        let Self::Closed { since, failures, attempts } = self else {
            *self = if failed { Self::Open { since: now } } else { Self::closed(now) };
            return false;
        };
        if now.duration_since(*since) > policy.window {
            (*since, *failures, *attempts) = (now, 0, 0);
        }
        *attempts += 1;
        *failures += u64::from(failed);
        let is_open = *failures >= u64::from(policy.failures)
            && *failures * 100 >= attempts.saturating_mul(u64::from(policy.percentage));
        if failed && is_open {
            *self = Self::Open { since: now };
        }
        failed && is_open
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::time::Instant;

    use super::{Breaker, Failover};
    use crate::Endpoint;

    const SECOND: Duration = Duration::from_secs(1);

    /// A breaker with the default policy, and a clock.
    struct Bench {
        breaker: Breaker,
        policy: Failover,
        now: Instant,
    }

    impl Bench {
        fn new() -> Self {
            let now = Instant::now();
            Self { breaker: Breaker::closed(now), policy: Failover::to(Endpoint::standard()), now }
        }

        /// Records an outcome a second after the last one.
        fn record(&mut self, failed: bool) -> bool {
            self.now += SECOND;
            self.breaker.record(failed, self.now, &self.policy)
        }

        fn admits_after(&mut self, seconds: u32) -> bool {
            self.now += SECOND * seconds;
            self.breaker.admits(self.now, &self.policy)
        }

        fn opened() -> Self {
            let mut bench = Self::new();
            let opened: Vec<_> = (0..5).map(|_| bench.record(true)).collect();
            assert_eq!(opened, [false, false, false, false, true]);
            bench
        }
    }

    #[test]
    fn five_failures_open_it_for_a_minute_and_then_admit_one_attempt() {
        let mut bench = Bench::opened();
        assert!(!bench.admits_after(0) && !bench.admits_after(59));
        assert!(bench.admits_after(1), "one attempt tries the host");
        assert!(!bench.admits_after(0) && !bench.admits_after(59), "others do not until its outcome is known");
        assert!(bench.admits_after(1), "the attempt may have been cancelled");
        assert!(!bench.record(false) && bench.admits_after(0), "its success closes the breaker");
        assert!(!bench.record(true) && bench.admits_after(0), "failures are counted anew");
    }

    #[test]
    fn a_failed_trial_keeps_it_open() {
        let mut bench = Bench::opened();
        assert!(bench.admits_after(60));
        assert!(!bench.record(true), "it was open already");
        assert!(!bench.admits_after(59) && bench.admits_after(1));
    }

    #[test]
    fn three_of_four_attempts_must_fail() {
        for (successes, opens) in [(1, true), (2, false)] {
            let mut bench = Bench::new();
            (0..successes).for_each(|_| assert!(!bench.record(false)));
            let opened = (0..5).filter(|_| bench.record(true)).count();
            assert_eq!(opened, usize::from(opens), "{successes}");
            assert_eq!(bench.admits_after(0), !opens);
        }
    }

    #[test]
    fn failures_of_an_earlier_window_are_forgotten() {
        let mut bench = Bench::new();
        (0..4).for_each(|_| assert!(!bench.record(true)));
        bench.now += bench.policy.window;
        assert!(!bench.record(true) && bench.admits_after(0));
    }

    #[test]
    fn any_duration_and_count_is_valid() {
        for (length, count, percentage) in [(Duration::ZERO, 0, 0), (Duration::MAX, u32::MAX, u8::MAX)] {
            let mut bench = Bench::new();
            bench.policy = bench.policy.failures(count).failure_percentage(percentage);
            bench.policy = bench.policy.window(length).open_timeout(length);
            let opened = (0..10).filter(|_| bench.record(true)).count();
            assert_eq!((opened > 0, bench.admits_after(0)), (count == 0, true), "{length:?}");
        }
    }
}
