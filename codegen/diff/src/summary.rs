//! The verdict on a comparison: what it breaks, the number of findings, and the version that it needs.

use std::fmt;

use crate::comparison::is_about_comparison;
use crate::finding::Finding;
use crate::gate::{Gate, Threshold};
use crate::rule::{Bump, Severity, Verdicts};
use crate::version::Versions;

/// The number of findings of each severity, without the accepted ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Notes.
    pub notes: usize,
    /// Changes of documentation.
    pub docs: usize,
    /// Accepted findings of any severity.
    pub accepted: usize,
}

impl Counts {
    pub(crate) fn of<'f>(findings: impl IntoIterator<Item = &'f Finding>) -> Self {
        let mut counts = Self::default();
        for finding in findings {
            *match (&finding.accepted, finding.severity) {
                (Some(_), _) => &mut counts.accepted,
                (None, Severity::Error) => &mut counts.errors,
                (None, Severity::Warning) => &mut counts.warnings,
                (None, Severity::Info) => &mut counts.notes,
                (None, Severity::Docs) => &mut counts.docs,
            } += 1;
        }
        counts
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { errors, warnings, notes, docs, accepted } = *self;
        let plural = |count, one: &str| format!("{count} {one}{}", if count == 1 { "" } else { "s" });
        let parts = [
            (errors, plural(errors, "error")),
            (warnings, plural(warnings, "warning")),
            (notes, plural(notes, "note")),
            (docs, format!("{docs} docs")),
            (accepted, format!("{accepted} accepted")),
        ];
        let parts: Vec<_> = parts.into_iter().filter(|(count, _)| *count > 0).map(|(_, text)| text).collect();
        f.write_str(&parts.join(", "))
    }
}

/// The verdict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// The version that the crate needs; `None` if nothing changed.
    pub bump: Option<Bump>,
    /// What breaks, whether it is accepted or not.
    pub verdicts: Verdicts,
    /// The number of findings.
    pub counts: Counts,
    /// Whether a finding that is not accepted breaks old clients or code.
    pub is_breaking: bool,
    /// The versions; `None` if the models are not crates.
    pub versions: Option<Versions>,
    /// The number of findings that touch the applications that were scanned; `None` if none was.
    pub touched: Option<usize>,
    /// Whether anything could be compared.
    pub is_comparable: bool,
    /// The gate.
    pub gate: Gate,
    /// The thresholds of the gate that open findings reach. The comparison fails if there are any.
    pub reached: Vec<Threshold>,
}

impl Summary {
    pub(crate) fn of(findings: &[Finding], versions: Option<Versions>, gate: &Gate) -> Self {
        let open = || findings.iter().filter(|finding| finding.accepted.is_none());
        Self {
            bump: bump(findings),
            verdicts: findings.iter().map(|finding| finding.verdicts).fold(Verdicts::FINE, Verdicts::or),
            counts: Counts::of(findings),
            is_breaking: open().any(|finding| finding.verdicts.is_breaking()),
            versions,
            touched: None,
            is_comparable: true,
            gate: gate.clone(),
            reached: gate.reached(findings),
        }
    }

    /// Whether the comparison fails.
    pub fn fails(&self) -> bool {
        !self.reached.is_empty()
    }

    /// Returns the verdict in a word or two.
    pub fn word(&self) -> &'static str {
        match self {
            Self { is_comparable: false, .. } => "Not comparable",
            Self { is_breaking: true, .. } => "Breaking",
            _ if self.verdicts.is_breaking() => "Breaking, accepted",
            _ => "Not breaking",
        }
    }

    /// Returns whether the comparison fails, and why.
    fn outcome(&self) -> String {
        let reached: Vec<_> = self.reached.iter().map(|threshold| threshold.word()).collect();
        match (self.fails(), self.is_breaking) {
            (true, _) => format!("fails on {}", reached.join(", ")),
            // A break that passes needs an explanation.
            (false, true) => format!("passes, because the gate is {}", self.gate),
            (false, false) => "passes".to_owned(),
        }
    }

    /// Whether nothing but documentation changed.
    pub fn is_documentation_only(&self) -> bool {
        self.counts == Counts { docs: self.counts.docs, ..Counts::default() } && self.counts.docs > 0
    }
}

/// Returns the version that these findings need together.
pub(crate) fn bump(findings: &[Finding]) -> Option<Bump> {
    findings.iter().filter(|finding| !is_about_comparison(finding.rule)).map(|finding| finding.bump).max()
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = if self.is_comparable { "nothing changed" } else { "not comparable" };
        let mut parts = vec![self.bump.map_or(word, Bump::word).to_owned()];
        parts.extend(self.verdicts.broken_axes());
        parts.extend(Some(self.counts.to_string()).filter(|counts| !counts.is_empty()));
        if let (Some(versions), Some(_)) = (&self.versions, self.bump) {
            let Versions { base, head, needed } = versions;
            let enough = if versions.is_enough() { "" } else { ": too low" };
            parts.push(format!("{base} needs {needed} (declared {head}{enough})"));
        }
        parts.extend((self.bump.is_some() || self.fails()).then(|| self.outcome()));
        write!(f, "verdict: {}", parts.join(" · "))
    }
}
