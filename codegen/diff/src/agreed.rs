//! What people agreed on: accepted findings, levels of rules, and the gate.

use crate::accepted::{Accepted, Date};
use crate::finding::Finding;
use crate::gate::Gate;
use crate::levels::Levels;

/// What applies to the findings of a comparison.
#[derive(Debug)]
pub struct Agreed {
    /// The accepted findings.
    pub accepted: Accepted,
    /// The levels of rules.
    pub levels: Levels,
    /// The findings that fail.
    pub gate: Gate,
    /// The day on which entries are valid or expired.
    pub today: Date,
}

impl Agreed {
    /// Returns an agreement on nothing but the default gate.
    pub fn none(today: Date) -> Self {
        Self { accepted: Accepted::default(), levels: Levels::default(), gate: Gate::default(), today }
    }

    /// Applies levels, then accepts findings, and adds findings about entries.
    pub(crate) fn apply(&self, findings: &mut Vec<Finding>) {
        self.levels.apply(findings);
        self.accepted.apply(findings, self.today);
    }
}
