//! Accepted findings: the list beside the schemas that says which findings are accepted, why, and until when.

mod date;
mod glob;
mod list;
mod read;
mod write;

pub use date::Date;
pub(crate) use glob::matches;
pub use list::{Accepted, FILE};
pub use read::{KEYS, load};
pub use write::entries;
