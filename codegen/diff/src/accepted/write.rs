//! Writes entries for what there is, for a person to give reasons.

use crate::finding::Finding;
use crate::rule::Severity;
use codegen_model::diagnostic::printable;

/// An entry for each finding that needs one. The reason is left empty, which the list does not take: it is for a person.
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
