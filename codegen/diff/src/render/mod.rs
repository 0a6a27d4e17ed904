//! Renders reports. Every format shows the same findings, the worst first, and depends on nothing else.

mod changelog;
mod diagnostic;
mod edits;
mod escape;
mod format;
mod github;
mod groups;
mod html;
mod json;
mod markdown;
mod options;
mod overview;
mod sarif;
mod text;

pub use edits::edits;
pub use format::Format;
pub use markdown::LIMIT;
pub use options::{Links, Options};
pub use sarif::MAX_RESULTS;
