//! Code that the tests and binaries of this package share: the compiled goldens, comparison of files with approved files,
//! and comparison of documents.

#[cfg(doctest)]
mod book;
#[cfg(feature = "goldens")]
pub mod golden;
pub mod metadata;
pub mod package;
pub mod piece;
pub mod published;
pub mod samples;
pub mod snapshot;
pub mod tree;
pub mod zip;

// Generated code names items of its crate's root: types as `crate::<module>`, and the client in examples.
#[cfg(feature = "goldens")]
pub use golden::*;
#[cfg(feature = "goldens")]
pub use tencentcloud_runtime::{self as runtime, Bucket, Client, MemberMap, Object, Rule, UrlBlob};
