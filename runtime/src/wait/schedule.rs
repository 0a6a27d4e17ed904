//! When to ask.

use std::time::Duration;

/// When to ask, and for how long.
#[derive(Clone, Copy, Debug)]
pub(super) struct Schedule {
    pub(super) first: Duration,
    pub(super) longest: Duration,
    pub(super) deadline: Duration,
}

impl Default for Schedule {
    fn default() -> Self {
        Self { first: Duration::from_secs(1), longest: Duration::from_secs(10), deadline: Duration::from_secs(600) }
    }
}

impl Schedule {
    /// The pause before the query number `index`, counted from zero: each half as long again as the one before.
    pub(super) fn pause(&self, index: u32) -> Duration {
        let factor = 1.5f64.powi(index.min(64) as i32);
        let seconds = (self.first.as_secs_f64() * factor).min(self.longest.as_secs_f64());
        Duration::try_from_secs_f64(seconds).unwrap_or(self.longest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_up_to_the_longest() {
        let schedule = Schedule::default();
        let pauses: Vec<_> = [0, 1, 2, 5, 6, 7, 1000].map(|index| schedule.pause(index).as_millis()).into();
        assert_eq!(pauses, [1000, 1500, 2250, 7593, 10_000, 10_000, 10_000]);
    }
}
