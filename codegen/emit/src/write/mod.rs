//! Knows how a generated crate gets onto the disk: all of it or nothing of it, touching only what
//! differs, and never anything that is not its own.
//!
//! The steps of a run that writes:
//!
//! 1. every file that is new or changed is written, complete, into the staging folder;
//! 2. a journal that lists what to move and what to remove is put beside them, by one rename;
//! 3. stale files are removed, empty folders too, and the staged files are moved into place;
//! 4. the journal is removed, then the staging folder.
//!
//! The rename in step 2 decides: a run that is interrupted before it has changed nothing, and one
//! that is interrupted after it is finished by the next run, from the journal.

pub(crate) mod diff;
mod disk;
mod error;
mod journal;
mod plan;
pub mod stamp;
mod tree;

use std::collections::BTreeMap;
use std::path::Path;

use disk::{Disk, Steps};
use plan::Plan;

pub use error::Error;
pub use tree::Tree;

/// The file by which a folder is known to be generated. Each tree must have it: a folder that has
/// files, but not this one, was written by somebody, and is refused.
pub const MARKER: &str = "generated.json";

/// What [`apply`] may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Make the folder the same as the tree.
    Write,
    /// Compare, and say how changed files differ.
    Check,
    /// Compare only.
    DryRun,
}

/// How the folder differed from the tree, before it was written if it was.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Files of the tree that the folder had not.
    pub new: Vec<String>,
    /// Files that had another content.
    pub changed: Vec<String>,
    /// Files of the folder that the tree has not.
    pub stale: Vec<String>,
    /// How many files were the same.
    pub unchanged: usize,
    /// For each changed file, when checking, how it differs: a unified diff of bounded length.
    pub diffs: BTreeMap<String, String>,
}

impl Outcome {
    /// Whether the folder was the same as the tree.
    pub fn is_clean(&self) -> bool {
        self.new.is_empty() && self.changed.is_empty() && self.stale.is_empty()
    }
}

/// Makes the folder `out` the same as `tree`, or says how it differs.
///
/// In the folder, `target`, `Cargo.lock` and whatever begins with a dot are left alone at the top;
/// everything else belongs to the tree. An interrupted earlier run is finished first, in any mode.
pub fn apply(tree: &Tree, out: &Path, mode: Mode) -> Result<Outcome, Error> {
    apply_by(tree, out, mode, &mut disk::Unhindered)
}

/// Finishes an interrupted run, so that what is read from `out` is the old crate or the new one
/// and never a mixture. Does nothing where no run was interrupted.
pub fn recover(out: &Path) -> Result<(), Error> {
    let _lock = disk::lock(out);
    journal::finish(&mut Disk::new(out, &mut disk::Unhindered))
}

fn apply_by(tree: &Tree, out: &Path, mode: Mode, steps: &mut dyn Steps) -> Result<Outcome, Error> {
    tree.check()?;
    let mut disk = Disk::new(out, steps);
    if mode == Mode::Write {
        disk.create_root()?;
    }
    let _lock = disk::lock(out);
    journal::finish(&mut disk)?;
    if mode == Mode::Write {
        journal::discard(&mut disk)?;
    }
    let plan = Plan::new(tree, out)?;
    if mode == Mode::Write {
        journal::write(&mut disk, tree, &plan)?;
    }
    let diffs = match mode {
        Mode::Check => diff::diffs(tree, out, &plan.changed),
        Mode::Write | Mode::DryRun => BTreeMap::new(),
    };
    let Plan { new, changed, stale, unchanged } = plan;
    Ok(Outcome { new, changed, stale, unchanged, diffs })
}

#[cfg(test)]
mod tests;
