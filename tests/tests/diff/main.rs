//! The schema diff: each rule is what its example shows, nothing passes them in silence, and what is found is shown,
//! accepted and counted.

#[path = "../support/mod.rs"]
mod support;

mod accepted;
mod claims;
mod examples;
mod forms;
mod growth;
mod history;
mod hostile;
mod list;
mod made;
mod mirrors;
mod mutations;
mod published;
mod schema;
mod silence;
