//! Time grows linearly: four times as much input takes about four times as long, not sixteen times. Both are measured in
//! the same run, since machines differ, and the bound is between the two factors.

use std::time::{Duration, Instant};

/// Other processes disturb some attempts. If time grows quadratically, every attempt fails.
const ATTEMPTS: usize = 6;

fn time<T>(input: &T, work: &impl Fn(&T)) -> Duration {
    let run = || {
        let started = Instant::now();
        work(input);
        started.elapsed()
    };
    // Other processes only add time, so the faster of two runs is taken.
    run().min(run())
}

/// Measures the work on an input with `few` pieces and on one with four times as many.
pub fn assert_linear<T>(what: &str, few: usize, input: impl Fn(usize) -> T, work: impl Fn(&T)) {
    let inputs = [few, 4 * few].map(input);
    let mut measured = (0..ATTEMPTS).map(|_| inputs.each_ref().map(|input| time(input, &work)));
    assert!(measured.any(|[few, many]| many < few * 10), "{what}: four times as many take over ten times as long");
}
