//! Measures calls against the work that they cannot avoid: `cargo run --release --example measure`; with the argument
//! `load`, many calls in a row and at once.
//!
//! Prints one line per measurement, separated by tabs: the name, the median time in microseconds, the median ratio to
//! the baseline, and the baseline. Both run alternately in one process, because machines are shared and noisy.

mod calls;
mod large;
#[cfg(feature = "transport")]
mod load;
#[cfg(feature = "transport")]
mod overhead;
#[cfg(feature = "transport")]
mod process;
#[cfg(feature = "transport")]
mod server;
mod signatures;
mod stopwatch;
#[path = "../../tests/support/mod.rs"]
mod support;

const ID: &str = "AKIDEXAMPLE";
const KEY: &str = "BQYIM75p8x0iWVFSIgqEKwFprpRSVHlz";
const NOW: i64 = 1_551_113_065;

fn main() -> std::io::Result<()> {
    if cfg!(debug_assertions) {
        eprintln!("warning: debug build; run with --release");
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    #[cfg(feature = "transport")]
    if std::env::args().any(|argument| argument == "load") {
        load::in_a_row(&runtime);
        load::at_once(&runtime);
        load::waiting(&runtime);
        return Ok(());
    }
    #[cfg(feature = "transport")]
    overhead::above_reqwest(&runtime);
    calls::json(&runtime);
    calls::xml(&runtime);
    signatures::cos(&runtime);
    large::body(&runtime);
    Ok(())
}
