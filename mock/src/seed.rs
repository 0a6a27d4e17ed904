//! Deterministic pseudo-random numbers, derived from a seed and a text.

/// Hashes a text with a seed.
pub(crate) fn mix(seed: u64, text: &str) -> u64 {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    avalanche(text.bytes().fold(seed ^ 0xcbf2_9ce4_8422_2325, step))
}

/// Propagates every bit to all others: FNV hashes of short texts differ in few bits.
fn avalanche(number: u64) -> u64 {
    let number = (number ^ number >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ number >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ number >> 31
}

/// Maps `number` into the range from `min` to `max`.
pub(crate) fn between(number: u64, min: i64, max: i64) -> i64 {
    let span = (i128::from(max) - i128::from(min)).max(0) + 1;
    i64::try_from(i128::from(min) + i128::from(number) % span).unwrap_or(min)
}

#[cfg(test)]
mod tests {
    use super::{between, mix};

    #[test]
    fn equal_seeds_and_texts_give_equal_numbers() {
        assert_eq!(mix(1, "a"), mix(1, "a"));
        assert_ne!(mix(1, "a"), mix(2, "a"));
        assert_ne!(mix(1, "a"), mix(1, "b"));
    }

    #[test]
    fn numbers_stay_in_their_range() {
        for (min, max) in [(0, 0), (-3, 3), (i64::MIN, i64::MAX), (i64::MAX, i64::MAX)] {
            for number in [0, 1, 7, u64::MAX] {
                assert!((min..=max).contains(&between(number, min, max)), "{min} {max} {number}");
            }
        }
    }
}
