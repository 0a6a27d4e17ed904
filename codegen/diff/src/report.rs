//! A comparison with everything that belongs to it: changes, versions, and what was accepted.

use super::accepted::{Accepted, Date};
use super::diff;
use super::finding::{Finding, rank};
use super::rule::Severity;
use super::summary::{Summary, bump};
use super::version::Versions;
use codegen_model::Model;

/// What a comparison found.
#[derive(Debug)]
pub struct Report {
    /// Everything, the worst first.
    pub findings: Vec<Finding>,
    /// The verdict.
    pub summary: Summary,
}

impl Report {
    /// Compares two models, and holds the version of the second against what changed.
    pub fn of(base: &Model, head: &Model, accepted: &Accepted, today: Date) -> Self {
        let mut findings = diff(base, head);
        let versions = Versions::of(&base.package, &head.package, bump(&findings));
        let texts_only = findings.iter().all(|finding| finding.severity == Severity::Docs);
        findings.extend(versions.and_then(|found| found.findings(&base.package, &head.package, texts_only)));
        Self::judged(findings, versions, accepted, today)
    }

    /// Compares two models that are no crates, so that their versions mean nothing.
    pub fn without_versions(base: &Model, head: &Model, accepted: &Accepted, today: Date) -> Self {
        Self::judged(diff(base, head), None, accepted, today)
    }

    /// The report of these findings.
    pub fn judged(mut findings: Vec<Finding>, versions: Option<Versions>, accepted: &Accepted, today: Date) -> Self {
        accepted.apply(&mut findings, today);
        findings.sort_by(|a, b| rank(a).cmp(&rank(b)));
        let summary = Summary::of(&findings, versions);
        Self { findings, summary }
    }

    /// The worst of what nobody accepted.
    pub fn worst(&self) -> Option<Severity> {
        let open = self.findings.iter().filter(|finding| finding.accepted.is_none());
        open.map(|finding| finding.severity).max()
    }
}
