//! Loads API metadata in its published form: one `api.json` for each version of a service, with `actions`, `objects` and
//! `metadata`.

mod action;
mod find;
mod member;
mod object;
mod read;
mod scalar;
mod service;
mod shape;

pub use find::{METADATA, find};
pub use read::{module, package, read};
pub use service::{from_node, is_published, load};
