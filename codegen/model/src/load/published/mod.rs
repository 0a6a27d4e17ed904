//! Loads API metadata in its published form: one `api.json` for each version of a service, with `actions`, `objects` and
//! `metadata`.

mod action;
mod entry;
mod find;
mod identity;
mod member;
mod object;
mod outline;
mod read;
mod scalar;
mod selection;
mod service;
mod shape;
mod source;

pub use find::{METADATA, find};
pub use identity::folder_of;
pub use outline::{Outline, outlines};
pub use read::{module, package, read, read_from};
pub use selection::{Selection, Skip};
pub use service::{from_node, is_published, load, parsed};
pub use source::{Folder, Source, shown_below};
