//! The commands that people run who use the generated crate, and what all command lines of the project share.
//!
//! A command is a structure of arguments with a function that runs it: a few lines over a library. The program of this
//! package offers the commands to users, `cargo xtask` offers them to maintainers. This crate must not need the repository,
//! or know how code is emitted.

#[macro_use]
pub mod output;

#[cfg(feature = "diff")]
mod applications;
pub mod arguments;
#[cfg(feature = "diff")]
pub mod diff;
#[cfg(feature = "diff")]
pub mod explain;
pub mod findings;
#[cfg(feature = "mock")]
pub mod mock;
#[cfg(feature = "diff")]
pub mod policy;
pub mod progress;
#[cfg(feature = "diff")]
pub mod rules;
