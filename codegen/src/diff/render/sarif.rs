//! A comparison for code scanning services.

use super::row::row;
use crate::diagnostic::render::log;
use crate::diff::report::Report;
use crate::source::Sources;

pub(super) fn sarif(sources: &Sources, report: &Report) -> String {
    log(sources, &report.findings.iter().map(|finding| row(sources, finding)).collect::<Vec<_>>())
}
