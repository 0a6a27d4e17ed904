//! The clock that dates signatures, with a correction for each host that rejects its time.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

/// Whether the platform has a clock and timers. Where it has none, reading the time panics.
pub(crate) const PLATFORM_HAS_TIME: bool = !cfg!(all(target_family = "wasm", target_os = "unknown"));

/// Returns the time of this machine in Unix seconds, unless it is before 1970.
pub(crate) fn system_time() -> Option<i64> {
    PLATFORM_HAS_TIME.then(SystemTime::now)?.duration_since(UNIX_EPOCH).ok()?.as_secs().try_into().ok()
}

/// The offset in seconds below which the clock is not the reason for a rejected signature: the services tolerate
/// minutes, and a server states its time in whole seconds.
const TOLERANCE: u64 = 30;

/// The largest correction in seconds: a day, which covers every time zone and a wrong date of yesterday or tomorrow. A
/// host cannot obtain signatures for any other time, and TLS fails with a clock that is off by much more.
const MAX_CORRECTION: u64 = 86_400;

/// The distance in seconds from which the date of an answer contradicts a correction: the services reject a signature
/// that is older.
const CONTRADICTION: u64 = 300;

/// The number of hosts with a correction. A further host discards the others, which are corrected anew if needed.
const MAX_HOSTS: usize = 1000;

/// A source of Unix seconds, and the corrections of the hosts that rejected its time.
pub(crate) struct Clock {
    source: Box<dyn Fn() -> i64 + Send + Sync>,
    corrections: Mutex<HashMap<String, i64>>,
}

/// The time of a signature for a host.
#[derive(Clone, Debug)]
pub(crate) struct Stamp {
    host: String,
    /// The correction, in seconds.
    offset: i64,
    /// The corrected time, in Unix seconds.
    pub(crate) time: i64,
}

impl Clock {
    pub(crate) fn new(source: Box<dyn Fn() -> i64 + Send + Sync>) -> Self {
        Self { source, corrections: Mutex::default() }
    }

    /// Returns the system clock. A time before 1970, and that of a platform without a clock, reads as 1970.
    pub(crate) fn system() -> Self {
        Self::new(Box::new(|| system_time().unwrap_or_default()))
    }

    /// Returns the time of this machine in Unix seconds. No answer changes it.
    pub(crate) fn now(&self) -> i64 {
        (self.source)()
    }

    /// Returns the time for a signature for `host`.
    pub(crate) fn stamp(&self, host: &str) -> Stamp {
        let offset = self.corrections().get(host).copied().unwrap_or_default();
        Stamp { host: host.to_owned(), offset, time: self.now().saturating_add(offset) }
    }

    /// Corrects the clock for the host that rejected a signature of this time, and states `server` as its own. Returns
    /// whether another signature helps: the stated time is within the bound and not that of the signature. Another call
    /// may have corrected the clock since, and repeating still helps.
    pub(crate) fn correct(&self, stamp: &Stamp, server: i64) -> bool {
        let offset = server.saturating_sub(self.now());
        let helps = offset.abs_diff(stamp.offset) >= TOLERANCE && offset.unsigned_abs() <= MAX_CORRECTION;
        if helps && offset.unsigned_abs() >= TOLERANCE {
            self.insert(&stamp.host, offset);
        } else {
            self.forget(stamp);
        }
        helps
    }

    /// Removes the correction that a signature was made with, unless another call has replaced it since.
    pub(crate) fn forget(&self, stamp: &Stamp) {
        let mut corrections = self.corrections();
        if corrections.get(&stamp.host) == Some(&stamp.offset) {
            corrections.remove(&stamp.host);
        }
    }

    /// Removes the correction of a signature if it is contradicted by the date of the answer.
    pub(crate) fn compare(&self, stamp: &Stamp, date: impl FnOnce() -> Option<i64>) {
        if stamp.offset == 0 {
            return;
        }
        let corrected = self.now().saturating_add(stamp.offset);
        if date().is_some_and(|date| date.abs_diff(corrected) >= CONTRADICTION) {
            self.forget(stamp);
        }
    }

    fn insert(&self, host: &str, offset: i64) {
        let mut corrections = self.corrections();
        if corrections.len() >= MAX_HOSTS && !corrections.contains_key(host) {
            corrections.clear();
        }
        corrections.insert(host.to_owned(), offset);
    }

    /// A map is consistent after every change, so poisoning is ignored.
    fn corrections(&self) -> MutexGuard<'_, HashMap<String, i64>> {
        self.corrections.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicI64, Ordering};

    use super::{Clock, MAX_HOSTS};

    const NOW: i64 = 1_000_000;
    const HOUR: i64 = 3600;

    fn clock() -> Clock {
        Clock::new(Box::new(|| NOW))
    }

    #[test]
    fn a_correction_belongs_to_its_host() {
        let clock = clock();
        assert!(clock.correct(&clock.stamp("a"), NOW + HOUR));
        assert_eq!((clock.stamp("a").time, clock.stamp("b").time, clock.now()), (NOW + HOUR, NOW, NOW));
    }

    #[test]
    fn a_signature_is_repeated_only_with_another_time() {
        let clock = clock();
        let before = clock.stamp("a");
        assert!(!clock.correct(&before, NOW + 29), "half a minute is within the tolerance");
        assert!(clock.correct(&before, NOW + HOUR));
        assert!(clock.correct(&before, NOW + HOUR), "a request signed before the correction is repeated");
        assert!(!clock.correct(&clock.stamp("a"), NOW + HOUR), "a request signed after the correction is not");
        assert_eq!(clock.stamp("a").time, NOW, "the correction did not help");
    }

    #[test]
    fn a_correction_is_at_most_a_day() {
        let clock = clock();
        for (offset, helps) in [(86_400, true), (86_401, false), (-86_400, true), (-86_401, false)] {
            assert_eq!(clock.correct(&clock.stamp("a"), NOW + offset), helps, "{offset}");
            assert_eq!(clock.stamp("a").time, if helps { NOW + offset } else { NOW }, "{offset}");
            clock.forget(&clock.stamp("a"));
        }
    }

    #[test]
    fn a_later_answer_that_contradicts_removes_the_correction() {
        for (date, kept) in [
            (Some(NOW + HOUR), true),
            (Some(NOW + HOUR + 299), true),
            (Some(NOW + HOUR + 300), false),
            (Some(NOW), false),
            (None, true),
        ] {
            let clock = clock();
            clock.correct(&clock.stamp("a"), NOW + HOUR);
            clock.compare(&clock.stamp("a"), || date);
            assert_eq!(clock.stamp("a").time == NOW + HOUR, kept, "{date:?}");
        }
    }

    #[test]
    fn a_clock_that_was_set_right_is_no_longer_corrected() {
        let time = Arc::new(AtomicI64::new(NOW));
        let clock = Clock::new(Box::new({
            let time = Arc::clone(&time);
            move || time.load(Ordering::Relaxed)
        }));
        clock.correct(&clock.stamp("a"), NOW + HOUR);
        time.store(NOW + HOUR, Ordering::Relaxed);
        assert!(clock.correct(&clock.stamp("a"), NOW + HOUR), "the rejected signature was an hour ahead");
        assert_eq!(clock.stamp("a").time, NOW + HOUR);
    }

    #[test]
    fn an_answer_to_an_earlier_signature_does_not_remove_a_later_correction() {
        let clock = clock();
        clock.correct(&clock.stamp("a"), NOW + HOUR);
        let earlier = clock.stamp("a");
        clock.correct(&earlier, NOW + 2 * HOUR);
        clock.compare(&earlier, || Some(NOW));
        clock.forget(&earlier);
        assert_eq!(clock.stamp("a").time, NOW + 2 * HOUR);
    }

    #[test]
    fn the_number_of_corrections_is_bounded() {
        let clock = clock();
        for host in 0..3 * MAX_HOSTS {
            clock.correct(&clock.stamp(&host.to_string()), NOW + HOUR);
            assert!(clock.corrections().len() <= MAX_HOSTS);
        }
    }

    #[test]
    fn extreme_times_do_not_overflow() {
        for now in [i64::MIN, 0, i64::MAX] {
            let clock = Clock::new(Box::new(move || now));
            for server in [i64::MIN, 0, i64::MAX] {
                let stamp = clock.stamp("a");
                assert!(!clock.correct(&stamp, server), "{now} {server}");
                clock.compare(&stamp, || Some(server));
                assert_eq!(clock.stamp("a").time, now, "{now} {server}");
            }
        }
    }
}
