//! What reading a document has found, and the memory that it may still take.

use super::deviation::{Deviation, Deviations};
use super::memory::Memory;

/// The state of reading one document.
#[derive(Debug)]
pub(crate) struct Reading {
    pub(super) deviations: Deviations,
    pub(super) memory: Memory,
}

impl Reading {
    /// Returns the state at the start of a document.
    pub(crate) fn with(memory: Memory) -> Self {
        Self { deviations: Deviations::default(), memory }
    }

    /// Returns the deviations.
    pub(crate) fn into_deviations(self) -> Vec<Deviation> {
        self.deviations.into_vec()
    }
}
