//! Which findings are shown together: those of an operation, or of a service where they are of none.

use std::collections::BTreeMap;

use super::row::line;
use crate::finding::Finding;
use crate::report::Report;
use crate::rule::Severity;

/// The findings of a service, or of an operation.
pub(super) struct Group<'a> {
    /// `ims · ImageModeration`.
    pub(super) title: String,
    /// Its findings, the worst first.
    pub(super) findings: Vec<&'a Finding>,
}

/// The findings by what they are of; the group with the worst comes first.
pub(super) fn groups<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> Vec<Group<'a>> {
    let mut groups: Vec<Group<'a>> = Vec::new();
    let mut known: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for finding in findings {
        let at = *known.entry((&finding.service, &finding.operation)).or_insert_with(|| {
            groups.push(Group { title: title(finding), findings: Vec::new() });
            groups.len() - 1
        });
        groups[at].findings.push(finding);
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

/// What nobody accepted, of these severities.
pub(super) fn open<'a>(report: &'a Report, of: &'a [Severity]) -> impl Iterator<Item = &'a Finding> {
    report.findings.iter().filter(|finding| finding.accepted.is_none() && of.contains(&finding.severity))
}

/// What was accepted, and why.
pub(super) fn accepted(report: &Report) -> impl Iterator<Item = (&Finding, &str)> {
    report.findings.iter().filter_map(|finding| Some((finding, finding.accepted.as_deref()?)))
}

/// ChangeKind many texts changed where, in a line without a full stop; `None` where none did.
pub(super) fn texts(report: &Report) -> Option<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in open(report, &[Severity::Docs]) {
        *counts.entry(if finding.service.is_empty() { "the crate" } else { &finding.service }).or_default() += 1;
    }
    let places: Vec<_> = counts.iter().map(|(service, count)| format!("{} {count}", line(service))).collect();
    let all: usize = counts.values().sum();
    match all {
        0 => None,
        1 => Some(format!("1 text changed ({})", places.join(", "))),
        _ => Some(format!("{all} texts changed ({})", places.join(", "))),
    }
}

/// The one line that a change of texts alone needs.
pub(super) fn texts_only(report: &Report) -> Option<String> {
    let texts = texts(report).filter(|_| report.summary.is_texts_only())?;
    let needed = report.summary.versions.map(|versions| format!(" · the next release is {}", versions.needed));
    Some(format!("documentation only: {texts}, nothing breaks{}", needed.unwrap_or_default()))
}
