//! What findings stand for: every edit, as it is.

use super::row::row;
use crate::finding::Finding;
use crate::report::Report;
use codegen_model::diagnostic::printable;
use codegen_model::diagnostic::render::{draw, renderer};
use codegen_model::source::Sources;

/// Shows each finding, or the one with this fingerprint, with the edits that it stands for; `None` where no finding has it.
pub fn edits(sources: &Sources, report: &Report, fingerprint: Option<&str>, colour: bool) -> Option<String> {
    let wanted = |finding: &&Finding| fingerprint.is_none_or(|wanted| finding.fingerprint == wanted);
    let found: Vec<_> = report.findings.iter().filter(wanted).collect();
    if found.is_empty() && fingerprint.is_some() {
        return None;
    }
    let renderer = renderer(colour);
    let explained = found.into_iter().map(|finding| draw(sources, &row(sources, finding), &renderer) + &lines(finding));
    Some(explained.collect())
}

fn lines(finding: &Finding) -> String {
    let lines: String = finding.edits.iter().map(|edit| format!("  {}\n", printable(edit, &[]))).collect();
    format!("why: {}\nedits: {}\n{lines}\n", finding.rule.why, finding.edits.len())
}
