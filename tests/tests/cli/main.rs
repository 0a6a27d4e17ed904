//! The command line as a person runs it: the real binary, on folders of its own.

#[path = "../support/mod.rs"]
mod support;

mod add;
mod bare;
mod binary;
mod diff;
mod fmt;
mod import;
mod place;
mod regenerate;
mod show;
mod split;
