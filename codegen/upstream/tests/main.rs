//! The tests of the whole import. A folder or a file here is a module of this binary: list it below.

mod archive;
mod corpus;
mod damaged;
mod isolation;
mod join;
mod lexicon;
#[allow(dead_code, reason = "other packages use the rest")]
#[path = "../../../tests/src/metadata.rs"]
mod metadata;
mod propose;
mod published;
#[path = "../../../tests/src/zip.rs"]
mod zip;
