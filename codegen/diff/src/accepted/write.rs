//! Writes entries for open findings, whose reasons a person has to fill in.

use crate::finding::Finding;
use crate::rule::Severity;
use codegen_model::diagnostic::printable;

/// Returns an entry for each open warning and error. The reason is empty, which `load` rejects until a person fills it in.
pub fn entries(findings: &[Finding]) -> String {
    let open = |finding: &&Finding| finding.accepted.is_none() && finding.severity >= Severity::Warning;
    findings.iter().filter(open).map(entry).collect()
}

fn entry(finding: &Finding) -> String {
    let Finding { rule, fingerprint, place, message, .. } = finding;
    let (place, message) = (printable(place, &[]), printable(message, &[]));
    let id = rule.id;
    format!("# {place}: {message}\n[[accepted]]\nrule = \"{id}\"\nfingerprint = \"{fingerprint}\"\nreason = \"\"\n\n")
}
