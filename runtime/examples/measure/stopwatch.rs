//! Comparing the time of two pieces of work.

use std::hint::black_box;
use std::time::{Duration, Instant};

/// A measurement and its baseline.
pub struct Stopwatch {
    pub name: &'static str,
    pub against: &'static str,
    pub rounds: usize,
    /// The number of runs of each side in a round.
    pub times: u32,
}

impl Stopwatch {
    /// Runs both sides alternately and prints a line.
    pub fn compare<A, B>(&self, mut ours: impl FnMut() -> A, mut baseline: impl FnMut() -> B) {
        // The first round is a warm-up.
        let rounds = (0..=self.rounds).map(|_| (self.time(&mut ours), self.time(&mut baseline))).skip(1);
        let (mut times, mut ratios): (Vec<f64>, Vec<f64>) =
            rounds.map(|(ours, baseline)| (ours.as_secs_f64(), ours.as_secs_f64() / baseline.as_secs_f64())).unzip();
        let (time, ratio) = (median(&mut times) * 1e6 / f64::from(self.times), median(&mut ratios));
        println!("{}\t{time:.1}\t{ratio:.2}\t{}", self.name, self.against);
    }

    fn time<T>(&self, work: &mut impl FnMut() -> T) -> Duration {
        let start = Instant::now();
        for _ in 0..self.times {
            black_box(work());
        }
        start.elapsed()
    }
}

fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}
