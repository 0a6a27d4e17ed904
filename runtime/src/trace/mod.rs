//! What the application's log hears of a call: which operation, how often it was sent, what became of it.
//!
//! Never a key, a signature, a query, a header or a body, and no message either: a service's messages may quote what was
//! sent to it.

#[cfg(not(feature = "tracing"))]
mod off;
#[cfg(feature = "tracing")]
mod on;

#[cfg(not(feature = "tracing"))]
pub(crate) use off::Trace;
#[cfg(feature = "tracing")]
pub(crate) use on::Trace;
