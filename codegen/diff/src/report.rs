//! The report of a comparison: findings, verdict, versions and accepted findings.

use crate::accepted::{Accepted, Date};
use crate::finding::Finding;
use crate::judge::diff;
use crate::rule::Severity;
use crate::summary::{Summary, bump};
use crate::version::Versions;
use codegen_model::Model;

/// The result of a comparison.
#[derive(Debug)]
pub struct Report {
    /// The findings, the worst first.
    pub findings: Vec<Finding>,
    /// The verdict.
    pub summary: Summary,
}

impl Report {
    /// Compares two models, and checks that the version of the head reflects the changes.
    pub fn of(base: &Model, head: &Model, accepted: &Accepted, today: Date) -> Self {
        let mut findings = diff(base, head);
        let versions = Versions::of(&base.package, &head.package, bump(&findings));
        let documentation_only = findings.iter().all(|finding| finding.severity == Severity::Docs);
        let wrong = versions.as_ref().and_then(|found| found.finding(&base.package, &head.package, documentation_only));
        findings.extend(wrong);
        Self::judged(findings, versions, accepted, today)
    }

    /// Compares two models that are not crates, so that their versions have no meaning.
    pub fn without_versions(base: &Model, head: &Model, accepted: &Accepted, today: Date) -> Self {
        Self::judged(diff(base, head), None, accepted, today)
    }

    /// Returns the report of these findings.
    pub fn judged(mut findings: Vec<Finding>, versions: Option<Versions>, accepted: &Accepted, today: Date) -> Self {
        accepted.apply(&mut findings, today);
        findings.sort_by(|a, b| a.rank().cmp(&b.rank()));
        let summary = Summary::of(&findings, versions);
        Self { findings, summary }
    }

    /// Returns the highest severity among the findings that are not accepted.
    pub fn worst(&self) -> Option<Severity> {
        let open = self.findings.iter().filter(|finding| finding.accepted.is_none());
        open.map(|finding| finding.severity).max()
    }
}
