//! Renders a report as text for a terminal. A large report begins with an overview.

use super::diagnostic::{excerpted, line, position, touched};
use super::groups::{accepted, documentation, documentation_only, groups, open};
use super::options::Options;
use super::overview::{self, MAX_WORST};
use crate::finding::Finding;
use crate::report::Report;
use crate::rule::Severity;
use codegen_model::diagnostic::printable;
use codegen_model::diagnostic::render::{draw, renderer};
use codegen_model::source::Sources;

/// The number of lines of a kind that a large report shows.
const MAX_LINES: usize = 40;

/// The severities of findings that are listed.
const LISTED: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Info];

pub(super) fn text(sources: &Sources, report: &Report, options: &Options) -> String {
    if let Some(line) = documentation_only(report) {
        return format!("{line}\n");
    }
    let is_large = !options.full && overview::is_large(report);
    let body = match is_large {
        true => overview(sources, report, options),
        false => findings(sources, report, options),
    };
    let documentation = documentation(report).map_or(String::new(), |line| format!("documentation: {line}\n"));
    let accepted: Vec<String> = accepted(report).map(|(finding, reason)| accepted_line(finding, reason)).collect();
    let body = body + &documentation + &lines(accepted, if is_large { MAX_LINES } else { usize::MAX });
    let verdict = format!("{}\n{}", report.summary, touched(report).map_or(String::new(), |line| format!("{line}\n")));
    // The first lines are the review; who scrolls to the end finds the verdict there, too.
    if body.is_empty() { verdict } else { format!("{verdict}\n{body}{verdict}") }
}

/// Returns the findings by operation.
fn findings(sources: &Sources, report: &Report, options: &Options) -> String {
    let renderer = renderer(options.colour);
    let mut out = String::new();
    for group in groups(open(report, &LISTED)) {
        out.push_str(&format!("== {}\n\n", printable(&group.title, &[])));
        let (serious, notes): (Vec<&Finding>, Vec<_>) =
            group.findings.into_iter().partition(|finding| finding.severity > Severity::Info);
        for finding in serious {
            out.push_str(&draw(sources, &excerpted(sources, finding), &renderer));
        }
        notes.iter().for_each(|finding| out.push_str(&short(sources, finding)));
        out.push_str(if notes.is_empty() { "" } else { "\n" });
    }
    out
}

/// Returns the overview, the worst findings, and a line for each of the others.
fn overview(sources: &Sources, report: &Report, options: &Options) -> String {
    let services = overview::services(report);
    let width = services.iter().map(|service| service.name().chars().count()).max().unwrap_or(0);
    let service_line = |service: &overview::ServiceLine<'_>| {
        let verdict = service.verdict();
        let gap = if verdict.is_empty() { "" } else { " · " };
        format!("- {:width$}  {verdict}{gap}{}\n", line(service.name()), service.counts)
    };
    let services = services.iter().map(service_line).collect();
    let rules = overview::rules(report);
    let rules = rules.iter().map(|(rule, count)| format!("{count:6}  {} ({})\n", rule.id, rule.severity)).collect();
    let found: Vec<_> = open(report, &LISTED).collect();
    let (worst, others) = found.split_at(MAX_WORST.min(found.len()));
    let renderer = renderer(options.colour);
    let worst: String = worst.iter().map(|finding| draw(sources, &excerpted(sources, finding), &renderer)).collect();
    let others = others.iter().map(|finding| short(sources, finding)).collect();
    format!(
        "services:\n{}\nrules:\n{}\nthe worst:\n\n{worst}others (`--full` prints all of them):\n{}\n",
        lines(services, MAX_LINES),
        lines(rules, MAX_LINES),
        lines(others, MAX_LINES),
    )
}

/// Joins at most so many lines, and says how many others there are.
fn lines(mut lines: Vec<String>, max_lines: usize) -> String {
    let more = lines.len().saturating_sub(max_lines);
    lines.truncate(max_lines);
    if more > 0 {
        lines.push(format!("  +{more} more\n"));
    }
    lines.concat()
}

fn short(sources: &Sources, finding: &Finding) -> String {
    let position = position(sources, finding.head).or_else(|| position(sources, finding.base));
    let position = position.map_or(String::new(), |position| format!(" ({position})"));
    let level = if finding.severity == Severity::Info { "note" } else { finding.severity.word() };
    format!("{level}[{}]: {}{}\n", finding.rule.id, line(&finding.message), printable(&position, &[]))
}

fn accepted_line(finding: &Finding, reason: &str) -> String {
    let (message, place, reason) = (line(&finding.message), line(&finding.place), line(reason));
    format!("accepted: {message} ({} at {place}): {reason}\n", finding.rule.id)
}
