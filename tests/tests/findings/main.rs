//! What people and programs get to see of what is wrong with schemas.

#[path = "../support/mod.rs"]
mod support;

mod codes;
mod forms;
mod three_mistakes;
