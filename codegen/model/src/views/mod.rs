//! Small views of a Model: what is covered, what everything is called, what a policy must allow, and the Model as JSON.

pub mod coverage;
mod dump;
pub mod names;
pub mod policy;

pub use dump::{dump, units};
