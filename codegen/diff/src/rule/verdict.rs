//! The scales on which rules and findings are rated.

use serde::{Deserialize, Serialize};

use crate::words::words;

words! {
    /// How much attention a finding needs.
    Severity {
        /// None: only documentation changed.
        Docs "docs",
        /// The change is good to know.
        Info "info",
        /// Someone may have to act.
        Warning "warning",
        /// Someone has to act.
        Error "error",
    }
}

words! {
    /// Whether something still works after a change.
    Verdict {
        /// It works.
        Fine "fine",
        /// It depends on how it is used.
        MayBreak "may break",
        /// It does not work.
        Breaks "breaks",
    }
}

words! {
    /// The part of the crate's version that has to increase.
    Bump {
        /// The patch version.
        Patch "patch",
        /// The minor version.
        Minor "minor",
        /// The major version.
        Major "major",
    }
}

/// What a change breaks, and for whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Verdicts {
    /// Whether clients built with the old crate work with the service that the new schemas describe.
    pub wire: Verdict,
    /// Whether code that compiles with the old crate compiles with the new one.
    pub source: Verdict,
    /// Whether code that compiles and requests that are accepted have the same meaning, cost and result.
    pub behaviour: Verdict,
}

impl Verdicts {
    /// Nothing breaks.
    pub const FINE: Self = Self { wire: Verdict::Fine, source: Verdict::Fine, behaviour: Verdict::Fine };

    /// Returns the worse verdict on each axis.
    pub fn or(self, other: Self) -> Self {
        Self {
            wire: self.wire.max(other.wire),
            source: self.source.max(other.source),
            behaviour: self.behaviour.max(other.behaviour),
        }
    }

    /// Whether the change breaks old clients or code.
    pub fn is_breaking(self) -> bool {
        self.wire.max(self.source) == Verdict::Breaks
    }

    /// Returns the axes that are not fine: `wire breaks`, `source may break`.
    pub fn broken_axes(self) -> impl Iterator<Item = String> {
        let axes = [("wire", self.wire), ("source", self.source), ("behaviour", self.behaviour)];
        let broken = axes.into_iter().filter(|(_, verdict)| *verdict != Verdict::Fine);
        broken.map(|(axis, verdict)| format!("{axis} {verdict}"))
    }
}
