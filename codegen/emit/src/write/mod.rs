//! Writes a generated crate: all of it or nothing, and only into a folder that was generated before.
//!
//! A run that changes anything stages the whole new tree, and replaces the entries of the folder (see `swap`). An
//! interrupted run has changed nothing, or is finished by the next one. The folder is locked in between.

pub(crate) mod diff;
mod error;
mod plan;
mod swap;
mod tree;

use std::collections::BTreeMap;
use std::path::Path;

use plan::Plan;
use swap::Swap;

pub use codegen_model::paths::MARKER;
pub use error::Error;
pub use tree::Tree;

/// What [`apply`] may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Makes the folder equal to the tree.
    Write,
    /// Compares, and describes how changed files differ.
    Check,
    /// Compares only.
    DryRun,
}

/// How the folder differed from the tree before the run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// Files that only the tree has.
    pub new: Vec<String>,
    /// Files with different content.
    pub changed: Vec<String>,
    /// Files that only the folder has.
    pub stale: Vec<String>,
    /// The number of equal files.
    pub unchanged: usize,
    /// With [`Mode::Check`], a unified diff of bounded length for each changed file.
    pub diffs: BTreeMap<String, String>,
}

impl Outcome {
    /// Whether the folder was equal to the tree.
    pub fn is_clean(&self) -> bool {
        self.new.is_empty() && self.changed.is_empty() && self.stale.is_empty()
    }
}

/// Makes the folder `out` equal to `tree`, or reports how it differs.
///
/// At the top of the folder, `target`, `Cargo.lock` and names that begin with a dot are left alone; everything else belongs
/// to the tree. Files that do not change keep their modification time. An interrupted earlier run is finished first, in any
/// mode.
///
/// # Errors
///
/// Fails where a path of the tree is not portable, where the folder has files but was not generated, and where the system
/// refuses to read or write.
pub fn apply(tree: &Tree, out: &Path, mode: Mode) -> Result<Outcome, Error> {
    apply_with(tree, out, mode, &mut swap::always)
}

/// Finishes an interrupted run, so that the folder holds the old crate or the new one. Does nothing otherwise.
///
/// # Errors
///
/// Fails where the system refuses to move or remove files.
pub fn recover(out: &Path) -> Result<(), Error> {
    let _lock = swap::lock(out);
    Swap::new(out, &mut swap::always).recover()
}

fn apply_with(tree: &Tree, out: &Path, mode: Mode, before_step: swap::BeforeStep<'_>) -> Result<Outcome, Error> {
    tree.check()?;
    let mut swap = Swap::new(out, before_step);
    if mode == Mode::Write {
        swap.create_root()?;
    }
    let _lock = swap::lock(out);
    swap.recover()?;
    let plan = Plan::new(tree, out)?;
    if mode == Mode::Write && !plan.is_clean() {
        swap.replace(tree, &plan)?;
    }
    let diffs = match mode {
        Mode::Check => diff::diffs(tree, out, &plan.changed),
        Mode::Write | Mode::DryRun => BTreeMap::new(),
    };
    let Plan { new, changed, stale, unchanged } = plan;
    Ok(Outcome { new, changed, stale, unchanged: unchanged.len(), diffs })
}

#[cfg(test)]
mod tests;
