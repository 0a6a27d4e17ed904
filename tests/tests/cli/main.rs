//! Runs the real `cargo xtask` binary in temporary folders.

#[path = "../support/mod.rs"]
mod support;

mod add;
mod bare;
mod binary;
mod diff;
mod fmt;
mod import;
mod maintain;
mod mock;
mod pipes;
mod project;
mod regenerate;
mod repository;
mod scenarios;
mod services;
mod show;
#[cfg(unix)]
mod special_files;
mod split;
mod test_folder;
mod update;
