//! A comparison for code scanning services.

use super::row::row;
use crate::report::Report;
use codegen_model::diagnostic::render::log;
use codegen_model::source::Sources;

pub(super) fn sarif(sources: &Sources, report: &Report) -> String {
    log(sources, &report.findings.iter().map(|finding| row(sources, finding)).collect::<Vec<_>>())
}
