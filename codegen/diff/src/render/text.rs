//! Renders a report as text for a terminal.

use super::diagnostic::{diagnostic, line, position};
use super::groups::{accepted, documentation, documentation_only, groups, open};
use crate::finding::Finding;
use crate::report::Report;
use crate::rule::Severity;
use codegen_model::diagnostic::printable;
use codegen_model::diagnostic::render::{draw, renderer};
use codegen_model::source::Sources;

pub(super) fn text(sources: &Sources, report: &Report, colour: bool) -> String {
    if let Some(line) = documentation_only(report) {
        return format!("{line}\n");
    }
    let renderer = renderer(colour);
    let mut out = String::new();
    for group in groups(open(report, &[Severity::Error, Severity::Warning, Severity::Info])) {
        out.push_str(&format!("== {}\n\n", printable(&group.title, &[])));
        let (serious, notes): (Vec<&Finding>, Vec<_>) =
            group.findings.into_iter().partition(|finding| finding.severity > Severity::Info);
        for finding in serious {
            out.push_str(&draw(sources, &diagnostic(sources, finding), &renderer));
        }
        notes.iter().for_each(|finding| out.push_str(&note(sources, finding)));
        out.push_str(if notes.is_empty() { "" } else { "\n" });
    }
    out.push_str(&documentation(report).map_or(String::new(), |line| format!("documentation: {line}\n")));
    for (finding, reason) in accepted(report) {
        let (place, reason) = (line(&finding.place), line(reason));
        out.push_str(&format!("accepted: {} at {place}: {reason}\n", finding.rule.id));
    }
    out + &report.summary.to_string() + "\n"
}

fn note(sources: &Sources, finding: &Finding) -> String {
    let position = position(sources, finding.head).map_or(String::new(), |position| format!(" ({position})"));
    format!("note[{}]: {}{}\n", finding.rule.id, line(&finding.message), printable(&position, &[]))
}
