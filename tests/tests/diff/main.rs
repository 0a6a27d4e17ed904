//! Comparisons as they are shown, accepted and counted. What the rules say is tested beside them.

#[path = "../support/mod.rs"]
mod support;

mod accepted;
mod forms;
mod hostile;
mod made;
mod published;
mod schema;
