//! The commands of `cargo xtask` that every maintainer starts with. Each is a few lines over a library.
//!
//! This package depends on what these need and on nothing else, so that the first command after a clone compiles little.
//! Other commands are in packages of their own, which [`forward`] builds and runs on demand.

#[macro_use(eprintln, print, println)]
extern crate tencentcloud_tools;

pub mod accept;
pub mod arguments;
pub mod check;
pub mod editor;
pub mod features;
pub mod fmt;
pub mod forward;
pub mod paths;
pub mod regenerate;
pub mod views;
pub mod watch;
