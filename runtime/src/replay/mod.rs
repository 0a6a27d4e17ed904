//! Replay of recorded exchanges through generated types: requests and answers are read into their types and written
//! again. Lost data shows as a difference.
//!
//! For tools and tests; applications do not need it.

mod entry;
mod http_binding;
mod read;
mod recorded;
mod rule;

#[cfg(feature = "testing")]
pub(crate) use self::entry::written;
pub use self::entry::{Entry, Reread};
#[cfg(feature = "testing")]
pub(crate) use self::read::read;
pub use self::recorded::Recorded;
pub use self::rule::RuleEntry;
