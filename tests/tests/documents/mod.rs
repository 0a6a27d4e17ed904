//! The README and the book: their pages, links, generated parts, code and commands.

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
