//! Renders findings with the edits behind them.

use super::diagnostic::excerpted;
use crate::finding::Finding;
use crate::report::Report;
use codegen_model::diagnostic::printable;
use codegen_model::diagnostic::render::{draw, renderer};
use codegen_model::source::Sources;

/// Renders every finding, or the one with this fingerprint, with its edits; `None` if no finding has the fingerprint.
pub fn edits(sources: &Sources, report: &Report, fingerprint: Option<&str>, colour: bool) -> Option<String> {
    let is_wanted = |finding: &&Finding| fingerprint.is_none_or(|wanted| finding.fingerprint == wanted);
    let found: Vec<_> = report.findings.iter().filter(is_wanted).collect();
    if found.is_empty() && fingerprint.is_some() {
        return None;
    }
    let renderer = renderer(colour);
    let show = |finding| draw(sources, &excerpted(sources, finding), &renderer) + &evidence(finding);
    Some(found.into_iter().map(show).collect())
}

fn evidence(finding: &Finding) -> String {
    let lines: String = finding.edits.iter().map(|edit| format!("  {}\n", printable(edit, &[]))).collect();
    format!("why: {}\nedits: {}\n{lines}\n", finding.rule.why, finding.edits.len())
}
