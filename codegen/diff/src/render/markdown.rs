//! Renders a report as Markdown for a pull request comment: breaks first and in full, the rest folded, within the size limit
//! of a comment.

use super::diagnostic::{base_position, effects, position, touched, users, uses};
use super::escape::{code, plain, quoting};
use super::groups::{Group, accepted, documentation, documentation_only, groups, open};
use super::options::Links;
use super::overview::{self, MAX_WORST, ServiceLine};
use crate::finding::Finding;
use crate::report::Report;
use crate::rule::{Rule, Severity};
use crate::summary::Summary;
use codegen_model::source::Sources;

/// The maximum size in bytes. A comment can have 65,536 characters.
pub const LIMIT: usize = 60_000;

/// The space that is reserved for the sections at the end.
const TAIL: usize = 4_000;

/// The maximum length of a message.
const MAX_MESSAGE: usize = 400;

/// The maximum length of a name, a place or a reason.
const MAX_NAME: usize = 160;

/// The maximum number of services in the table of a large report.
const MAX_ROWS: usize = 60;

/// The maximum length of a summary line, which may list many services.
const MAX_SUMMARY: usize = 1_000;

pub(super) fn markdown(sources: &Sources, report: &Report, links: &Links) -> String {
    if let Some(line) = documentation_only(report) {
        return plain(&line, MAX_SUMMARY) + "\n";
    }
    let mut page = Page { text: format!("**{}**\n", plain(&headline(&report.summary), MAX_SUMMARY)) };
    page.text.push_str(&touched(report).map_or(String::new(), |line| format!("\n{line}\n")));
    if overview::is_large(report) {
        overview(sources, report, links, &mut page);
    } else {
        serious(sources, report, links, &mut page);
    }
    notes(sources, report, links, &mut page);
    if let Some(changes) = documentation(report) {
        page.text.push_str(&format!("\nDocumentation: {}\n", plain(&changes, MAX_SUMMARY)));
    }
    let accepted = accepted(report).map(|(finding, reason)| {
        format!(
            "- {} {} at {}: {}\n",
            code(finding.rule.id, MAX_NAME),
            quoting(&finding.message, MAX_MESSAGE),
            code(&finding.place, MAX_NAME),
            plain(reason, MAX_NAME)
        )
    });
    page.folded("accepted", accepted.collect(), LIMIT - 200);
    page.text
}

/// Returns the verdict, introduced by whether anything breaks.
pub(super) fn headline(summary: &Summary) -> String {
    format!("{} — {}", summary.word(), summary.to_string().trim_start_matches("verdict: "))
}

/// Adds errors and warnings: in full if they fit, otherwise a line for each, and as many lines as fit.
fn serious(sources: &Sources, report: &Report, links: &Links, page: &mut Page) {
    let found = || groups(open(report, &[Severity::Error, Severity::Warning]));
    let (full, short) = (sections(&found(), |finding| full(sources, finding, links)), sections(&found(), short));
    let max_size = LIMIT - TAIL;
    let fits = full.iter().map(String::len).sum::<usize>() + page.text.len() <= max_size;
    page.list(if fits { full } else { short }, max_size);
}

/// Returns the lines of all groups. The first line of a group includes its title.
fn sections(groups: &[Group<'_>], line: impl Fn(&Finding) -> String) -> Vec<String> {
    let mut lines = Vec::new();
    for group in groups {
        for (index, finding) in group.findings.iter().enumerate() {
            let title = format!("\n#### {}\n\n", plain(&group.title, MAX_NAME));
            lines.push(if index == 0 { title } else { String::new() } + &line(finding));
        }
    }
    lines
}

fn full(sources: &Sources, finding: &Finding, links: &Links) -> String {
    let (severity, rule) = (finding.severity, code(finding.rule.id, MAX_NAME));
    let message = quoting(&finding.message, MAX_MESSAGE);
    let effects = Some(effects(finding)).filter(|effects| !effects.is_empty());
    let fix = finding.rule.fix.as_deref().map(|fix| quoting(fix, MAX_MESSAGE));
    let known = [users(finding), uses(finding)].into_iter().flatten().map(|text| quoting(&text, MAX_MESSAGE));
    let details = effects.into_iter().chain([code(&finding.fingerprint, MAX_NAME)]).chain(known).chain(fix);
    let details = details.collect::<Vec<_>>().join(" · ");
    format!("- **{severity}** {rule}: {message}\n{}  <br>{details}\n", positions(sources, finding, links))
}

/// Returns a line with the positions in head and base; empty if there are none.
fn positions(sources: &Sources, finding: &Finding, links: &Links) -> String {
    let head = place(position(sources, finding.head), links.head(sources, finding.head));
    let base = place(base_position(sources, finding), links.base(sources, finding.base));
    match (head, base) {
        (Some(head), Some(base)) => format!("  <br>{head}, before {base}\n"),
        (None, None) => String::new(),
        (one, other) => format!("  <br>{}\n", one.or(other).unwrap_or_default()),
    }
}

/// Returns a position as code, with a link if there is an address.
fn place(position: Option<String>, address: Option<String>) -> Option<String> {
    let shown = code(&position?, MAX_NAME);
    Some(address.map_or(shown.clone(), |address| format!("[{shown}]({address})")))
}

/// Adds the overview of a large report: services, rules, the worst findings in full, and the others folded.
fn overview(sources: &Sources, report: &Report, links: &Links, page: &mut Page) {
    page.text.push_str("\n| service | verdict | findings |\n|---|---|---|\n");
    let service = |line: ServiceLine<'_>| {
        let verdict = line.verdict();
        format!("| {} | {verdict} | {} |\n", code(line.name(), MAX_NAME), line.counts)
    };
    let services: Vec<_> = overview::services(report).into_iter().map(service).collect();
    let (first, more) = services.split_at(MAX_ROWS.min(services.len()));
    page.text.push_str(&first.concat());
    if !more.is_empty() {
        page.text.push_str(&format!("| +{} more | | |\n", more.len()));
    }
    let rule = |(rule, count): (&Rule, usize)| format!("- {count} × {} ({})\n", code(rule.id, MAX_NAME), rule.severity);
    page.folded("rules", overview::rules(report).into_iter().map(rule).collect(), LIMIT / 3);
    let found: Vec<_> = open(report, &[Severity::Error, Severity::Warning]).collect();
    let (worst, others) = found.split_at(MAX_WORST.min(found.len()));
    if !worst.is_empty() {
        page.text.push_str("\n#### The worst\n\n");
    }
    page.list(worst.iter().map(|finding| full(sources, finding, links)).collect(), LIMIT / 2);
    page.folded("more errors and warnings", others.iter().map(|finding| short(finding)).collect(), LIMIT - 2 * TAIL);
}

fn short(finding: &Finding) -> String {
    format!("- **{}** {} {}\n", finding.severity, code(finding.rule.id, MAX_NAME), code(&finding.place, MAX_NAME))
}

fn notes(sources: &Sources, report: &Report, links: &Links, page: &mut Page) {
    let line = |finding: &Finding| {
        let position = place(position(sources, finding.head), links.head(sources, finding.head));
        let position = position.map_or(String::new(), |position| format!(" ({position})"));
        format!("- {}: {}{position}\n", code(finding.rule.id, MAX_NAME), quoting(&finding.message, MAX_MESSAGE))
    };
    let lines: Vec<_> = open(report, &[Severity::Info]).map(line).collect();
    let word = if lines.len() == 1 { "note" } else { "notes" };
    page.folded(word, lines, LIMIT - TAIL);
}

/// The text so far.
struct Page {
    text: String,
}

impl Page {
    /// Adds as many lines as fit, and the number of the others.
    fn list(&mut self, lines: Vec<String>, max_size: usize) {
        const MORE_LINE: usize = 40;
        let all = lines.len();
        for (index, line) in lines.into_iter().enumerate() {
            if self.text.len() + line.len() + MORE_LINE > max_size {
                self.text.push_str(&format!("- +{} more\n", all - index));
                return;
            }
            self.text.push_str(&line);
        }
    }

    /// Adds lines that are folded behind their number.
    fn folded(&mut self, what: &str, lines: Vec<String>, max_size: usize) {
        if lines.is_empty() {
            return;
        }
        self.text.push_str(&format!("\n<details><summary>{} {what}</summary>\n\n", lines.len()));
        self.list(lines, max_size);
        self.text.push_str("\n</details>\n");
    }
}
