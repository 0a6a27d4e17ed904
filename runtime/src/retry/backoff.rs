//! Delays between attempts: exponential with full jitter, so that clients that failed together do not retry together.

use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::time::Duration;

/// Returns `base`, doubled for every attempt after the first and limited to `cap`, times `random`.
pub(super) fn delay(base: Duration, cap: Duration, attempts: u32, random: f64) -> Duration {
    let doubled = 2_u32.saturating_pow(attempts.saturating_sub(1));
    let longest = base.saturating_mul(doubled).min(cap);
    Duration::try_from_secs_f64(longest.as_secs_f64() * random).unwrap_or(longest)
}

/// Returns a number from 0 to 1. The hash of an empty input depends only on the random key of the standard library's
/// hasher: enough for jitter, without another crate.
pub(crate) fn random() -> f64 {
    let bits = RandomState::new().hash_one(());
    // A float represents 53 bits exactly.
    (bits >> 11) as f64 / (1_u64 << 53) as f64
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{delay, random};

    const BASE: Duration = Duration::from_millis(100);
    const CAP: Duration = Duration::from_secs(20);

    #[test]
    fn delays_double_up_to_the_cap() {
        for (attempts, seconds) in [(1, 0.1), (2, 0.2), (3, 0.4), (8, 12.8), (9, 20.0), (32, 20.0), (u32::MAX, 20.0)] {
            assert_eq!(delay(BASE, CAP, attempts, 1.0).as_secs_f64(), seconds, "{attempts}");
            assert_eq!(delay(BASE, CAP, attempts, 0.0), Duration::ZERO, "{attempts}");
        }
        assert_eq!(delay(BASE, CAP, 2, 0.5), BASE);
        assert_eq!(delay(Duration::MAX, CAP, 9, 1.0), CAP);
    }

    #[test]
    fn jitter_is_spread_evenly() {
        let mut tenths = [0; 10];
        for _ in 0..10_000 {
            let number = random();
            assert!((0.0..1.0).contains(&number), "{number}");
            tenths[(number * 10.0) as usize] += 1;
        }
        assert!(tenths.iter().all(|count| (800..1200).contains(count)), "{tenths:?}");
    }
}
