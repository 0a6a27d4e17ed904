//! The rules of the schema diff: each is what its example shows, and nothing passes them in silence.

#[path = "../support/mod.rs"]
mod support;

mod claims;
mod examples;
mod hostile;
mod list;
mod mirrors;
mod mutations;
mod silence;
