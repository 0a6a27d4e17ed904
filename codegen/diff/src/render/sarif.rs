//! Renders a report as SARIF for code scanning services.

use super::diagnostic::diagnostic;
use crate::report::Report;
use codegen_model::diagnostic::render::log;
use codegen_model::source::Sources;

pub(super) fn sarif(sources: &Sources, report: &Report) -> String {
    log(sources, &report.findings.iter().map(|finding| diagnostic(sources, finding)).collect::<Vec<_>>())
}
