//! Recorded exchanges taken through generated types: what was sent becomes a typed request that is written again, what
//! was answered a typed answer that is written again. Whatever is lost on the way shows as a difference.
//!
//! For tools and tests; an application has no use for it.

mod entry;
mod read;
mod recorded;
mod rule;
mod way;

#[cfg(feature = "testing")]
pub(crate) use self::entry::written;
pub use self::entry::{Entry, Reread};
#[cfg(feature = "testing")]
pub(crate) use self::read::read;
pub use self::recorded::Recorded;
pub use self::rule::RuleEntry;
