//! Compares two models and judges what the changes break, and for whom.
//!
//! ```text
//! Model -> outline ─┐
//!                   ├─ compare -> edits -> claim -> judge -> findings -> text | Markdown | JSON | …
//! Model -> outline ─┘
//! ```
//!
//! `outline` turns each model into a tree of items with facets, and `compare` finds the edits between two trees. `claim`
//! finds edits that only follow from others. `judge` applies the first rule that matches each remaining edit, with verdicts
//! on three axes: wire, source and behaviour. An edit that no rule matches is an error, so nothing passes silently.
//!
//! Rules are files in `codegen/diff/rules`. This crate must not know git or the command line.

pub mod accepted;
mod agreed;
mod change;
mod claim;
mod compare;
mod comparison;
mod difference;
mod edit;
mod entries;
mod excluded;
pub mod explain;
mod facet;
mod finding;
pub mod folder;
mod gate;
mod judge;
pub mod levels;
mod outline;
mod overlaid;
pub mod pages;
mod pair;
mod place;
pub mod published;
mod renamed;
pub mod render;
mod report;
pub mod rule;
pub mod rules;
pub mod scan;
mod similarity;
mod subject;
mod summary;
mod touch;
mod users;
mod value;
mod version;
mod words;

pub use agreed::Agreed;
pub use change::ChangeKind;
pub use excluded::{Excluded, SideName};
pub use facet::{Facet, Flow, Kind};
pub use finding::Finding;
pub use gate::{Gate, Threshold};
pub use judge::diff;
pub use report::Report;
pub use rules::catalogue;
pub use summary::{Counts, Summary};
pub use touch::SourceFile;
pub use version::Versions;
