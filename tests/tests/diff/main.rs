//! The schema diff: each rule is what its example shows, nothing passes them in silence, and what is found is shown,
//! accepted and counted.

#[path = "../support/mod.rs"]
mod support;

mod accepted;
mod examples;
mod forms;
mod hostile;
mod made;
mod published;
mod schema;
