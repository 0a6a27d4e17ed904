//! Selects and groups findings: by operation, or by service if they belong to no operation.

use std::collections::BTreeMap;

use super::diagnostic::line;
use crate::finding::Finding;
use crate::report::Report;
use crate::rule::Severity;

/// The findings of an operation, a service or the crate.
pub(super) struct Group<'a> {
    /// The title: `ims · ImageModeration`.
    pub(super) title: String,
    /// The findings, the worst first.
    pub(super) findings: Vec<&'a Finding>,
}

/// Groups findings. The group with the worst finding comes first.
pub(super) fn groups<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    let mut indices: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for finding in findings {
        let index = *indices.entry((&finding.service, &finding.operation)).or_insert_with(|| {
            groups.push(Group { title: title(finding), findings: Vec::new() });
            groups.len() - 1
        });
        groups[index].findings.push(finding);
    }
    groups
}

fn title(finding: &Finding) -> String {
    match (finding.service.as_str(), finding.operation.as_str()) {
        ("", _) => "the crate".to_owned(),
        (service, "") => service.to_owned(),
        (service, operation) => format!("{service} · {operation}"),
    }
}

/// Returns the findings of these severities that are not accepted.
pub(super) fn open<'a>(report: &'a Report, severities: &'a [Severity]) -> impl Iterator<Item = &'a Finding> {
    report.findings.iter().filter(|finding| finding.accepted.is_none() && severities.contains(&finding.severity))
}

/// Returns the accepted findings with their reasons.
pub(super) fn accepted(report: &Report) -> impl Iterator<Item = (&Finding, &str)> {
    report.findings.iter().filter_map(|finding| Some((finding, finding.accepted.as_deref()?)))
}

/// Counts the changes of documentation by service, in a line without a full stop; `None` if there are none.
pub(super) fn documentation(report: &Report) -> Option<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in open(report, &[Severity::Docs]) {
        *counts.entry(if finding.service.is_empty() { "the crate" } else { &finding.service }).or_default() += 1;
    }
    let services: Vec<_> = counts.iter().map(|(service, count)| format!("{} {count}", line(service))).collect();
    match counts.values().sum() {
        0 => None,
        1 => Some(format!("1 text changed ({})", services.join(", "))),
        all => Some(format!("{all} texts changed ({})", services.join(", "))),
    }
}

/// Returns the one line that a report of documentation changes needs; `None` for other reports.
pub(super) fn documentation_only(report: &Report) -> Option<String> {
    let changes = documentation(report).filter(|_| report.summary.is_documentation_only())?;
    let versions = report.summary.versions.as_ref();
    let next = versions.map(|versions| format!(" · the next release is {}", versions.needed));
    Some(format!("documentation only: {changes}, nothing breaks{}", next.unwrap_or_default()))
}
