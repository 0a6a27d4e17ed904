//! Prints a Model as a Rust crate, and writes it. Resolve has decided every name and type; nothing is decided here.
//!
//! There is one file for each thing that is printed, such as `structure`, `setter` or `operation`. It prints with `code!`,
//! whose text looks like the Rust that comes out. A type is printed as a `TypeName`, which imports itself. Documents
//! (README, manifest, `lib.rs`) are templates.
//!
//! No layout depends on the width of a line: a member, a value and the head of a function are one line each.

mod alternatives;
mod attributes;
mod callback;
pub mod canonical;
mod code;
mod constructor;
mod context;
mod docs;
mod documents;
mod enumeration;
mod error_codes;
mod events;
mod example;
mod facts;
mod features;
mod http_binding;
mod links;
mod member;
mod module;
mod module_tree;
mod opaque;
mod operation;
mod package;
mod pagination;
mod registry;
mod rules;
mod scope;
mod setter;
mod split;
mod structure;
mod table;
mod target;
mod template;
mod waiters;
pub mod write;

pub use features::are_chosen;
pub use package::{Options, emit};
pub use split::split;
pub use template::Error;
