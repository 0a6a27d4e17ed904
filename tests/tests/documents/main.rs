//! The README and the book: their pages, links, generated parts, code and commands.

#[path = "../cli/binary.rs"]
// The command line's own tests use the rest.
#[allow(dead_code)]
mod binary;
#[path = "../support/mod.rs"]
mod support;

mod book;
mod code;
mod commands;
mod examples;
mod generated;
mod links;
mod mentions;
mod page;
mod sandbox;
mod variables;
