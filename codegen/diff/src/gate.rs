//! The gate: which open findings fail a comparison.

use std::fmt;

use crate::finding::Finding;
use crate::rule::{Bump, Severity, Verdict};
use crate::words::words;

words! {
    /// A property of findings that fail.
    Threshold {
        /// An error.
        Error "error",
        /// A warning or an error.
        Warning "warning",
        /// Old clients fail.
        Wire "wire",
        /// Code does not compile.
        Source "source",
        /// Code or requests mean something else.
        Behaviour "behaviour",
        /// The crate needs a major version.
        Major "major",
        /// The crate needs a minor or a major version.
        Minor "minor",
    }
}

/// All thresholds.
const ALL: [Threshold; 7] = [
    Threshold::Error,
    Threshold::Warning,
    Threshold::Wire,
    Threshold::Source,
    Threshold::Behaviour,
    Threshold::Major,
    Threshold::Minor,
];

/// The word for a gate without thresholds.
const NEVER: &str = "never";

impl Threshold {
    fn fails(self, finding: &Finding) -> bool {
        let breaks = |verdict| verdict == Verdict::Breaks;
        match self {
            Self::Error => finding.severity >= Severity::Error,
            Self::Warning => finding.severity >= Severity::Warning,
            Self::Wire => breaks(finding.verdicts.wire),
            Self::Source => breaks(finding.verdicts.source),
            Self::Behaviour => breaks(finding.verdicts.behaviour),
            Self::Major => finding.bump >= Bump::Major,
            Self::Minor => finding.bump >= Bump::Minor,
        }
    }
}

/// The thresholds of a comparison. A finding that is not accepted fails if it reaches one of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gate(Vec<Threshold>);

impl Default for Gate {
    /// Errors, and what breaks old clients or code: what a report calls breaking.
    fn default() -> Self {
        Self(vec![Threshold::Error, Threshold::Wire, Threshold::Source])
    }
}

impl Gate {
    /// Parses thresholds, separated by commas, or `never`.
    ///
    /// # Errors
    ///
    /// Returns the known words if there is another one.
    pub fn parse(text: &str) -> Result<Self, String> {
        if text == NEVER {
            return Ok(Self(Vec::new()));
        }
        let find = |word: &str| ALL.into_iter().find(|known| known.word() == word.trim());
        let found: Option<Vec<_>> = text.split(',').map(find).collect();
        let known = || ALL.map(Threshold::word).join(", ");
        found.map(Self).ok_or_else(|| format!("expected {NEVER}, or some of: {}", known()))
    }

    /// Returns the thresholds that an open finding reaches.
    pub fn reached(&self, findings: &[Finding]) -> Vec<Threshold> {
        let open = || findings.iter().filter(|finding| finding.accepted.is_none());
        self.0.iter().copied().filter(|threshold| open().any(|finding| threshold.fails(finding))).collect()
    }
}

impl fmt::Display for Gate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.is_empty() {
            true => f.write_str(NEVER),
            false => f.write_str(&self.0.iter().map(|threshold| threshold.word()).collect::<Vec<_>>().join(",")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Gate;

    #[test]
    fn gates_are_read_and_printed() {
        for text in ["never", "error", "wire,source,behaviour", "warning,major,minor"] {
            assert_eq!(Gate::parse(text).map(|gate| gate.to_string()).as_deref(), Ok(text));
        }
        assert_eq!(Gate::parse(&Gate::default().to_string()), Ok(Gate::default()));
        for text in ["", "wire,", "never,wire", "info", "Wire"] {
            assert!(Gate::parse(text).is_err(), "{text}");
        }
    }
}
