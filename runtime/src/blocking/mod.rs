//! Calls for programs without an async runtime.
//!
//! The process has one runtime, on a thread of its own, started on first use. That thread does the input and output of
//! all blocking calls; each caller waits on its own thread. So any number of threads may call at once, and connections
//! stay alive between calls.

mod iterate;
mod wait;

pub use self::iterate::Blocking;
