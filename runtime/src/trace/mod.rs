//! Tracing of calls: the operation, the attempts, the outcome.
//!
//! Keys, signatures, queries, headers and bodies are never logged, nor are messages: a service's message may quote the
//! request.

#[cfg(not(feature = "tracing"))]
mod off;
#[cfg(feature = "tracing")]
mod on;

#[cfg(not(feature = "tracing"))]
pub(crate) use off::Trace;
#[cfg(feature = "tracing")]
pub(crate) use on::Trace;
