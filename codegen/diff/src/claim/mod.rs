//! Finds edits that follow from other edits: one change by a person often shows in several places. The edit that describes
//! the change best claims the others, which stay in the list as evidence.
//!
//! Claims are conservative: they never hide an unexplained edit. `judge` checks once more that a cause reports everything
//! that the claimed edit breaks.

mod consequences;
mod dependent_types;
mod member_groups;
mod moved_members;
mod query;
mod renamed_references;
mod split_types;

use crate::edit::Edit;

/// Sets the cause of every edit that follows from another.
pub fn claim(edits: &mut [Edit<'_, '_>]) {
    consequences::claim(edits);
    renamed_references::claim_types(edits);
    moved_members::claim(edits);
    split_types::claim(edits);
    renamed_references::claim(edits);
    member_groups::claim(edits);
    dependent_types::claim(edits);
}
