//! What calls cost, against what they cannot do without: `cargo run --release --example measure`.
//!
//! One line a measurement, with tabs between: a name, how long it takes in microseconds, how many times as long as what
//! it is compared with, and what that is. Both are run in turns within one process, since machines are shared and noisy,
//! and the ratio is the middle one of the rounds.

mod calls;
mod large;
mod signatures;
mod stopwatch;
#[path = "../../tests/support/mod.rs"]
mod support;

const ID: &str = "AKIDEXAMPLE";
const KEY: &str = "BQYIM75p8x0iWVFSIgqEKwFprpRSVHlz";
const NOW: i64 = 1_551_113_065;

fn main() -> std::io::Result<()> {
    if cfg!(debug_assertions) {
        eprintln!("these are the times of a debug build: run it with --release");
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    calls::json(&runtime);
    calls::xml(&runtime);
    signatures::cos(&runtime);
    large::body(&runtime);
    Ok(())
}
