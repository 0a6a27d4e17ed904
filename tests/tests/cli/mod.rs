//! Runs the real `cargo xtask` binary in temporary folders.

mod add;
mod bare;
pub mod binary;
mod diff;
mod fmt;
mod forward;
mod import;
mod maintain;
mod mock;
mod pipes;
mod project;
mod regenerate;
#[cfg(unix)]
mod release;
mod repository;
mod review;
mod scenarios;
mod services;
mod show;
#[cfg(unix)]
mod special_files;
mod split;
mod test_folder;
mod update;
