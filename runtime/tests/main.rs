//! The tests of the runtime, except those that measure the memory of their process. A folder or a file here is a module of
//! this binary: list it below.

mod client;
mod codec;
mod credentials;
mod faults;
mod features;
#[cfg(feature = "tracing")]
#[path = "support/log.rs"]
mod log;
mod network;
mod reading;
mod redaction;
mod replay;
mod reqsign;
mod retry;
mod secrets;
mod signature_vectors;
mod support;
#[cfg(feature = "testing")]
mod testing;
mod transport;
mod unpublished;
