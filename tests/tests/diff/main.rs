//! The schema diff: every rule reports its example, no change passes silently, and findings are rendered, accepted and
//! counted.

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
