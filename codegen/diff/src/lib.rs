//! What a change of the schemas breaks, and for whom.
//!
//! ```text
//! Model -> outline ─┐
//!                   ├─ compare -> edits -> claim -> rules -> findings -> text | Markdown | JSON | …
//! Model -> outline ─┘
//! ```
//!
//! Two models become two trees of things and facets (`outline`), which one function compares whatever they are of. An edit
//! that only echoes another is claimed by it (`claim`); what is left is judged by the first rule that is for it (`rules`), on
//! three axes: the wire, the source, the behaviour. What no rule is for is an error, so that nothing passes in silence.

pub mod accepted;
mod claim;
mod compare;
mod edit;
pub mod explain;
mod facet;
mod finding;
pub mod folder;
mod how;
mod outline;
pub mod pages;
mod pair;
pub mod published;
pub mod render;
mod report;
pub mod rule;
pub mod rules;
pub mod scan;
mod subject;
mod summary;
mod unclassified;
mod version;
mod whole;

pub use facet::{Facet, Flow, Kind};
pub use finding::Finding;
pub use how::ChangeKind;
pub use report::Report;
pub use summary::{Counts, Summary};
pub use version::{Version, Versions};

use codegen_model::Model;
use rule::Rule;

/// What changed between two models, the worst first.
pub fn diff(base: &Model, head: &Model) -> Vec<Finding> {
    let (base, head) = (outline::outline(base), outline::outline(head));
    let mut edits = compare::compare(&base, &head);
    claim::claim(&mut edits);
    finding::findings(&edits)
}

/// Every rule that a finding can be of: those that judge edits, that for what none of them is for, and those for the
/// comparison as a whole.
pub fn catalogue() -> impl Iterator<Item = &'static Rule> {
    rules::all().chain([&unclassified::RULE]).chain(whole::RULES.iter().copied())
}
