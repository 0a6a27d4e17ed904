//! Functionality behind Cargo features.

#[cfg(all(feature = "blocking", feature = "transport"))]
mod blocking;
#[cfg(feature = "blocking")]
mod iterators;
#[cfg(feature = "metrics")]
mod metrics;
#[cfg(feature = "serde")]
mod serde;
#[cfg(feature = "tracing")]
mod tracing;
