//! The tests of all parts together. A folder or a file here is a module of this binary: list it below.

mod canonical;
mod cli;
mod corpus;
mod determinism;
mod diff;
mod documents;
mod end_to_end;
mod examples;
mod exchanges;
mod findings;
mod formats;
mod golden;
mod hostile;
mod metadata;
mod names;
mod policy;
mod project_files;
mod refused;
mod repository;
mod rules;
#[cfg(feature = "goldens")]
mod series;
mod services;
mod support;
#[cfg(feature = "goldens")]
mod waiting;
#[cfg(feature = "goldens")]
mod wire;
mod witness;
mod workflow;
