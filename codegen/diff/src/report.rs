//! The report of a comparison: findings, verdict, versions and accepted findings.

use crate::agreed::Agreed;
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
    pub fn of(base: &Model, head: &Model, agreed: &Agreed) -> Self {
        Self::with(base, head, true, Vec::new(), agreed)
    }

    /// Compares two models that are not crates, so that their versions have no meaning.
    pub fn without_versions(base: &Model, head: &Model, agreed: &Agreed) -> Self {
        Self::with(base, head, false, Vec::new(), agreed)
    }

    /// Compares two models. `excluded` are findings about services that are in neither of them.
    pub(crate) fn with(base: &Model, head: &Model, are_crates: bool, excluded: Vec<Finding>, agreed: &Agreed) -> Self {
        let mut findings = diff(base, head);
        let versions = are_crates.then(|| Versions::of(&base.package, &head.package, bump(&findings))).flatten();
        let documentation_only = findings.iter().all(|finding| finding.severity == Severity::Docs);
        let wrong = versions.as_ref().and_then(|found| found.finding(&base.package, &head.package, documentation_only));
        findings.extend(wrong);
        findings.extend(excluded);
        Self::judged(findings, versions, agreed)
    }

    /// Returns the report of a comparison in which nothing could be compared.
    pub(crate) fn of_nothing(excluded: Vec<Finding>, agreed: &Agreed) -> Self {
        let mut report = Self::judged(excluded, None, agreed);
        report.summary.is_comparable = false;
        report
    }

    /// Returns the report of these findings.
    pub fn judged(mut findings: Vec<Finding>, versions: Option<Versions>, agreed: &Agreed) -> Self {
        agreed.apply(&mut findings);
        findings.sort_by(|a, b| a.rank().cmp(&b.rank()));
        let summary = Summary::of(&findings, versions, &agreed.gate);
        Self { findings, summary }
    }

    /// Counts again, after findings were left out.
    pub fn summarized_again(self) -> Self {
        let Self { findings, summary } = self;
        let Summary { is_comparable, touched, gate, .. } = summary;
        let counted = Summary::of(&findings, None, &gate);
        Self { findings, summary: Summary { is_comparable, touched, ..counted } }
    }

    /// Returns the highest severity among the findings that are not accepted.
    pub fn worst(&self) -> Option<Severity> {
        let open = self.findings.iter().filter(|finding| finding.accepted.is_none());
        open.map(|finding| finding.severity).max()
    }
}
