//! Reads and checks schemas: from files to the [`Model`].
//!
//! ```text
//! source, syntax -> load -> overlay -> check -> resolve = Model -> views
//! ```
//!
//! Only [`pipeline`] knows the order of the stages; no stage imports a later one. This crate knows nothing of how a Model
//! becomes Rust code or how two Models are compared.
//!
//! No input makes it panic: problems in a schema become [`diagnostic`]s, and every stage continues as far as it can, so
//! that one run reports all of them.

pub mod character_class;
pub mod check;
pub mod diagnostic;
pub mod document;
pub mod files;
pub mod format;
pub mod load;
pub mod model;
pub mod overlay;
pub mod parallel;
pub mod paths;
pub mod pipeline;
pub mod resolve;
pub mod route;
pub mod rust_names;
pub mod source;
pub mod syntax;
pub mod text;
pub mod validate;
pub mod views;

pub use model::*;
pub use pipeline::{Loaded, load, load_descriptor, load_into, load_published, load_source, load_text};
