//! Renders a report as workflow commands of GitHub Actions, which annotate lines.

use super::diagnostic::diagnostic;
use super::groups::open;
use crate::report::Report;
use crate::rule::Severity;
use codegen_model::diagnostic::render::command;
use codegen_model::source::Sources;

/// The maximum number of annotations of a level in a step. GitHub silently drops more.
const MAX_ANNOTATIONS: usize = 10;

pub(super) fn github(sources: &Sources, report: &Report) -> String {
    let severities = [Severity::Error, Severity::Warning, Severity::Info];
    severities.into_iter().map(|severity| annotations(sources, report, severity)).collect()
}

/// Returns the annotations of one level.
fn annotations(sources: &Sources, report: &Report, severity: Severity) -> String {
    let severities = [severity];
    let found: Vec<_> = open(report, &severities).collect();
    let more = found.len().saturating_sub(MAX_ANNOTATIONS);
    let shown = found.iter().take(MAX_ANNOTATIONS);
    let mut diagnostics: Vec<_> = shown.map(|finding| diagnostic(sources, finding)).collect();
    if let Some(last) = diagnostics.last_mut().filter(|_| more > 0) {
        last.notes.push(format!("+{more} more of this level: see the summary"));
    }
    diagnostics.iter().map(|diagnostic| command(sources, diagnostic)).collect()
}
