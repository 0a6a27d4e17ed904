//! Time grows linearly: four times as much input takes about four times as long, not sixteen times. Both are measured in
//! the same run, since machines differ, and the bound is between the two factors.

use std::time::{Duration, Instant};

const FEW: usize = 20_000;

/// Other processes disturb some attempts. If time grows quadratically, every attempt fails.
const ATTEMPTS: usize = 6;

fn time(document: &str, read: &impl Fn(&str)) -> Duration {
    let run = || {
        let started = Instant::now();
        read(document);
        started.elapsed()
    };
    // Other processes only add time, so the faster of two runs is taken.
    run().min(run())
}

/// Reads a document with some pieces and one with four times as many.
pub fn assert_linear(what: &str, document: impl Fn(usize) -> String, read: impl Fn(&str)) {
    let documents = [FEW, 4 * FEW].map(document);
    let mut measured = (0..ATTEMPTS).map(|_| documents.each_ref().map(|document| time(document, &read)));
    assert!(measured.any(|[few, many]| many < few * 10), "{what}: four times as many take over ten times as long");
}
