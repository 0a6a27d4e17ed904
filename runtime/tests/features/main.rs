//! Functionality behind Cargo features.

#[cfg(all(feature = "blocking", feature = "transport"))]
mod blocking;
#[cfg(feature = "blocking")]
mod iterators;
#[cfg(feature = "tracing")]
#[path = "../support/log.rs"]
mod log;
#[cfg(feature = "metrics")]
mod metrics;
#[cfg(feature = "serde")]
mod serde;
#[path = "../support/mod.rs"]
mod support;
#[cfg(feature = "tracing")]
mod tracing;
