//! What the tests and the tools of this package share: the goldens, compiled, how a text is held against its golden, and
//! how a document is held against another.

#[cfg(doctest)]
mod book;
#[cfg(feature = "goldens")]
pub mod golden;
pub mod metadata;
pub mod piece;
pub mod samples;
pub mod snapshot;
pub mod tree;

// Generated code names the root of its crate: types by `crate::<module>`, the client in the examples of its
// documentation.
#[cfg(feature = "goldens")]
pub use golden::*;
#[cfg(feature = "goldens")]
pub use tencentcloud_runtime::{self as runtime, Bucket, Client, Object, Rule};
