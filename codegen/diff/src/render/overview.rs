//! The overview of a large report: what each service needs, how often each rule reports something, and the worst findings.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::comparison::is_about_comparison;
use crate::finding::Finding;
use crate::report::Report;
use crate::rule::{Bump, Rule, Severity, Verdicts};
use crate::summary::Counts;

/// The number of findings that an overview shows in full.
pub(super) const MAX_WORST: usize = 5;

/// The number of errors and warnings that need no overview.
const MAX_SERIOUS: usize = 25;

/// The number of services that need no overview.
const MAX_SERVICES: usize = 5;

/// The findings of a service.
pub(super) struct ServiceLine<'a> {
    /// The module; empty for the crate.
    pub(super) service: &'a str,
    /// The version that its changes need.
    pub(super) bump: Option<Bump>,
    /// What breaks.
    pub(super) verdicts: Verdicts,
    /// The number of findings.
    pub(super) counts: Counts,
}

impl ServiceLine<'_> {
    /// Returns the name, or what stands for it.
    pub(super) fn name(&self) -> &str {
        if self.service.is_empty() { "the crate" } else { self.service }
    }

    /// Returns the bump and what breaks: `major · wire breaks`.
    pub(super) fn verdict(&self) -> String {
        let bump = self.bump.map(|bump| bump.word().to_owned());
        bump.into_iter().chain(self.verdicts.broken_axes()).collect::<Vec<_>>().join(" · ")
    }
}

/// Whether a report is too large to be read from the top to the bottom.
pub(super) fn is_large(report: &Report) -> bool {
    let serious = report.findings.iter().filter(|finding| finding.severity >= Severity::Warning).count();
    serious > MAX_SERIOUS || services(report).len() > MAX_SERVICES
}

/// Returns a line for each service, the worst first.
pub(super) fn services(report: &Report) -> Vec<ServiceLine<'_>> {
    let mut by_service: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in &report.findings {
        by_service.entry(&finding.service).or_default().push(finding);
    }
    let mut lines: Vec<_> = by_service.into_iter().map(|(service, findings)| line(service, &findings)).collect();
    lines.sort_by_key(|line| Reverse((line.bump, line.counts.errors, line.counts.warnings)));
    lines
}

fn line<'a>(service: &'a str, findings: &[&Finding]) -> ServiceLine<'a> {
    let changes = findings.iter().filter(|finding| !is_about_comparison(finding.rule));
    ServiceLine {
        service,
        bump: changes.map(|finding| finding.bump).max(),
        verdicts: findings.iter().map(|finding| finding.verdicts).fold(Verdicts::FINE, Verdicts::or),
        counts: Counts::of(findings.iter().copied()),
    }
}

/// Returns the number of open findings of each rule, the worst and most frequent first.
pub(super) fn rules(report: &Report) -> Vec<(&'static Rule, usize)> {
    let mut counts: BTreeMap<&str, (&'static Rule, usize)> = BTreeMap::new();
    for finding in report.findings.iter().filter(|finding| finding.accepted.is_none()) {
        counts.entry(finding.rule.id).or_insert((finding.rule, 0)).1 += 1;
    }
    let mut rules: Vec<_> = counts.into_values().collect();
    rules.sort_by_key(|(rule, count)| Reverse((rule.severity, *count)));
    rules
}
