//! Renders a report as SARIF for code scanning services.

use super::diagnostic::diagnostic;
use crate::report::Report;
use codegen_model::diagnostic::render::log_cut;
use codegen_model::source::Sources;

/// The maximum number of results. GitHub rejects a run with more.
pub const MAX_RESULTS: usize = 25_000;

pub(super) fn sarif(sources: &Sources, report: &Report) -> String {
    let more = report.findings.len().saturating_sub(MAX_RESULTS);
    let cut = (more > 0).then(|| format!("{more} more findings are left out, the least severe ones"));
    let shown = report.findings.iter().take(MAX_RESULTS);
    log_cut(sources, &shown.map(|finding| diagnostic(sources, finding)).collect::<Vec<_>>(), cut.as_deref())
}
