//! No error, deviation, `Debug` output or log contains a secret, wherever it comes from.
//!
//! Marked secrets pass through every way to an error. Everything that can be printed is searched for them: `Display`,
//! `Debug` in both forms, the chain of causes, deviations, and the log at the level TRACE.

mod addresses;
mod answers;
mod inputs;
#[cfg(all(feature = "transport", feature = "tracing"))]
mod network;
mod printed;
