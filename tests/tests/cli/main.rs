//! Runs the real `cargo xtask` binary in temporary folders.

#[path = "../support/mod.rs"]
mod support;

mod add;
mod bare;
mod binary;
mod diff;
mod fmt;
mod import;
mod mock;
mod pipes;
mod project;
mod regenerate;
mod repository;
mod scenarios;
mod services;
mod show;
mod split;
mod test_folder;
mod update;
