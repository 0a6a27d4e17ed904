//! The schedule of queries.

use std::time::Duration;

/// The delays between queries, and the deadline of the wait.
#[derive(Clone, Copy, Debug)]
pub(super) struct Schedule {
    pub(super) first: Duration,
    pub(super) max: Duration,
    pub(super) deadline: Duration,
}

impl Default for Schedule {
    fn default() -> Self {
        Self { first: Duration::from_secs(1), max: Duration::from_secs(10), deadline: Duration::from_secs(600) }
    }
}

impl Schedule {
    /// Returns the delay before query `index`, counted from zero. Each delay grows by a factor of 1.5.
    pub(super) fn delay(&self, index: u32) -> Duration {
        let factor = 1.5f64.powi(index.min(64) as i32);
        let seconds = (self.first.as_secs_f64() * factor).min(self.max.as_secs_f64());
        Duration::try_from_secs_f64(seconds).unwrap_or(self.max)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delays_grow_up_to_the_maximum() {
        let schedule = Schedule::default();
        let delays: Vec<_> = [0, 1, 2, 5, 6, 7, 1000].map(|index| schedule.delay(index).as_millis()).into();
        assert_eq!(delays, [1000, 1500, 2250, 7593, 10_000, 10_000, 10_000]);
    }
}
