//! Metrics of calls: duration, attempts, bytes, calls in flight.
//!
//! Labels are the names of services and operations and the types of errors, so their number is bounded.

#[cfg(not(feature = "metrics"))]
mod off;
#[cfg(feature = "metrics")]
mod on;

#[cfg(not(feature = "metrics"))]
pub(crate) use off::Meter;
#[cfg(feature = "metrics")]
pub(crate) use on::Meter;
