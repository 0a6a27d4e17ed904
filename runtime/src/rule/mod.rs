//! Rules of image processing: pipelines, styles, and operations inside `Pic-Operations`.

mod chain;
mod operation;
mod part;
mod table;
mod text;

pub use chain::{Chain, ParseRuleError};
pub use operation::rule_of;
pub use part::{Argument, Param, Part};
pub use text::Rule;
