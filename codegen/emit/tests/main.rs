//! The tests of the public interface. A file here is a module of this binary: list it below.

mod features;
mod rust;
mod write;
