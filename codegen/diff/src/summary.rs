//! Knows the verdict on a comparison: what it breaks in all, how much there is, and which version it needs.

use std::fmt;

use super::finding::Finding;
use super::rule::{Bump, Severity, Verdict, Verdicts};
use super::version::Versions;
use super::whole::is_whole;

/// ChangeKind many findings there are of each severity, without the accepted ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Notes.
    pub notes: usize,
    /// Changes of texts.
    pub docs: usize,
    /// What was accepted, of any severity.
    pub accepted: usize,
}

impl Counts {
    fn of(findings: &[Finding]) -> Self {
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Summary {
    /// The version that the crate needs; `None` where nothing changed.
    pub bump: Option<Bump>,
    /// What breaks, accepted or not.
    pub verdicts: Verdicts,
    /// ChangeKind much there is.
    pub counts: Counts,
    /// The versions, where both sides declare one.
    pub versions: Option<Versions>,
}

impl Summary {
    pub(super) fn of(findings: &[Finding], versions: Option<Versions>) -> Self {
        let verdicts = findings.iter().map(|finding| finding.verdicts).fold(Verdicts::FINE, Verdicts::or);
        Self { bump: bump(findings), verdicts, counts: Counts::of(findings), versions }
    }

    /// Whether texts changed and nothing else.
    pub fn is_texts_only(&self) -> bool {
        self.counts == Counts { docs: self.counts.docs, ..Counts::default() } && self.counts.docs > 0
    }

    /// What breaks, axis by axis: `wire breaks`, `source may break`.
    pub fn breaks(verdicts: Verdicts) -> Vec<String> {
        let Verdicts { wire, source, behaviour } = verdicts;
        let axes = [("wire", wire), ("source", source), ("behaviour", behaviour)];
        let said = axes.into_iter().filter(|(_, verdict)| *verdict != Verdict::Fine);
        said.map(|(axis, verdict)| format!("{axis} {verdict}")).collect()
    }
}

/// The version that these findings need in all.
pub(super) fn bump(findings: &[Finding]) -> Option<Bump> {
    findings.iter().filter(|finding| !is_whole(finding.rule)).map(|finding| finding.bump).max()
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts = vec![self.bump.map_or("nothing changed", Bump::word).to_owned()];
        parts.extend(Self::breaks(self.verdicts));
        parts.extend(Some(self.counts.to_string()).filter(|counts| !counts.is_empty()));
        if let (Some(versions), Some(_)) = (self.versions, self.bump) {
            let Versions { base, head, needed } = versions;
            let enough = if versions.is_enough() { "" } else { ": too low" };
            parts.push(format!("{base} needs {needed} (declared {head}{enough})"));
        }
        write!(f, "verdict: {}", parts.join(" · "))
    }
}
