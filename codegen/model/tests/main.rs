//! The tests of the public interface. A file here is a module of this binary: list it below.

mod diagnostics;
#[allow(dead_code, reason = "other packages use the rest")]
#[path = "../../../tests/src/metadata.rs"]
mod metadata;
mod mistakes;
mod names;
