//! A comparison as annotations beside the lines of a change.

use super::row::row;
use crate::report::Report;
use crate::rule::Severity;
use codegen_model::diagnostic::render::command;
use codegen_model::source::Sources;

/// ChangeKind many annotations of a level a step may make; GitHub drops the others without a word.
const MOST: usize = 10;

pub(super) fn github(sources: &Sources, report: &Report) -> String {
    let severities = [Severity::Error, Severity::Warning, Severity::Info];
    severities.into_iter().map(|severity| level(sources, report, severity)).collect()
}

/// The annotations of one level. Texts and what was accepted need nobody's attention.
fn level(sources: &Sources, report: &Report, severity: Severity) -> String {
    let found: Vec<_> = super::group::open(report, std::slice::from_ref(&severity)).collect();
    let more = found.len().saturating_sub(MOST);
    let mut rows: Vec<_> = found.iter().take(MOST).map(|finding| row(sources, finding)).collect();
    if let Some(last) = rows.last_mut().filter(|_| more > 0) {
        last.notes.push(format!("+{more} more of this level are not shown here: see the summary"));
    }
    rows.iter().map(|row| command(sources, row)).collect()
}
