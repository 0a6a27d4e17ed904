//! Calls for programs that have no async runtime.
//!
//! There is one runtime for the whole process, on a thread of its own, made when it is first needed. That thread does
//! the input and output of all blocking calls; whoever calls waits on a thread of theirs. So any number of threads may
//! call at once, and connections stay alive between calls.

mod iterate;
mod wait;

pub use self::iterate::Blocking;
