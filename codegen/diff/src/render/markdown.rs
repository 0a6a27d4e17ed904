//! A comparison for the people who look at a pull request: what breaks first and in full, the rest folded, all of it small
//! enough for a comment.

use super::escape::{code, plain, quoting};
use super::group::{Group, accepted, groups, open, texts, texts_only};
use super::row::{before, place, said};
use crate::finding::Finding;
use crate::report::Report;
use crate::rule::{Severity, Verdict};
use crate::summary::Summary;
use codegen_model::source::Sources;

/// ChangeKind many bytes it has at most. A comment takes 65,536 characters.
pub const LIMIT: usize = 60_000;

/// What is kept free for what comes last.
const TAIL: usize = 4_000;

/// ChangeKind much of a message is shown.
const MESSAGE: usize = 400;

/// ChangeKind much of a name, a place or a reason is shown.
const NAME: usize = 160;

/// ChangeKind many services are counted one by one.
const COUNTED: usize = 1_000;

pub(super) fn markdown(sources: &Sources, report: &Report) -> String {
    if let Some(line) = texts_only(report) {
        return plain(&line, COUNTED) + "\n";
    }
    let mut page = Page { text: format!("**{}**\n", plain(&headline(&report.summary), COUNTED)) };
    serious(sources, report, &mut page);
    notes(sources, report, &mut page);
    if let Some(texts) = texts(report) {
        page.text.push_str(&format!("\nDocumentation: {}\n", plain(&texts, COUNTED)));
    }
    let accepted = accepted(report).map(|(finding, reason)| {
        format!("- {} at {}: {}\n", code(finding.rule.id, NAME), code(&finding.place, NAME), plain(reason, NAME))
    });
    page.folded("accepted", accepted.collect(), LIMIT - 200);
    page.text
}

/// The verdict, and in one word what to think of it.
fn headline(summary: &Summary) -> String {
    let said = summary.to_string();
    let verdicts = summary.verdicts;
    let breaks = [verdicts.wire, verdicts.source].contains(&Verdict::Breaks);
    let word = if breaks { "Breaking" } else { "Not breaking" };
    format!("{word} — {}", said.trim_start_matches("verdict: "))
}

/// Errors and warnings: in full where that fits, else in a line each, and only then fewer of them.
fn serious(sources: &Sources, report: &Report, page: &mut Page) {
    let found = || groups(open(report, &[Severity::Error, Severity::Warning]));
    let (full, short) = (sections(&found(), |finding| full(sources, finding)), sections(&found(), short));
    let room = LIMIT - TAIL;
    let fits = full.iter().map(String::len).sum::<usize>() + page.text.len() <= room;
    page.list(if fits { full } else { short }, room);
}

/// The lines of all groups, each group's title with its first.
fn sections(groups: &[Group<'_>], line: impl Fn(&Finding) -> String) -> Vec<String> {
    let mut lines = Vec::new();
    for group in groups {
        for (index, finding) in group.findings.iter().enumerate() {
            let title = format!("\n#### {}\n\n", plain(&group.title, NAME));
            lines.push(if index == 0 { title } else { String::new() } + &line(finding));
        }
    }
    lines
}

fn full(sources: &Sources, finding: &Finding) -> String {
    let places = [place(sources, finding.head), before(sources, finding)];
    let places = match places.map(|place| place.map(|place| code(&place, NAME))).into() {
        (Some(head), Some(base)) => format!("  <br>{head}, before {base}\n"),
        (None, None) => String::new(),
        (one, other) => format!("  <br>{}\n", one.or(other).unwrap_or_default()),
    };
    let said = Some(said(finding)).filter(|said| !said.is_empty()).map_or(String::new(), |said| format!("{said} · "));
    let (severity, rule) = (finding.severity, code(finding.rule.id, NAME));
    let (message, fix) = (quoting(&finding.message, MESSAGE), quoting(finding.rule.fix, MESSAGE));
    let fingerprint = code(&finding.fingerprint, NAME);
    format!("- **{severity}** {rule}: {message}\n{places}  <br>{said}{fingerprint} · {fix}\n")
}

fn short(finding: &Finding) -> String {
    format!("- **{}** {} {}\n", finding.severity, code(finding.rule.id, NAME), code(&finding.place, NAME))
}

fn notes(sources: &Sources, report: &Report, page: &mut Page) {
    let line = |finding: &Finding| {
        let place = place(sources, finding.head).map_or(String::new(), |place| format!(" ({})", code(&place, NAME)));
        format!("- {}: {}{place}\n", code(finding.rule.id, NAME), quoting(&finding.message, MESSAGE))
    };
    let lines: Vec<_> = open(report, &[Severity::Info]).map(line).collect();
    let word = if lines.len() == 1 { "note" } else { "notes" };
    page.folded(word, lines, LIMIT - TAIL);
}

/// What was written so far.
struct Page {
    text: String,
}

impl Page {
    /// Lines, as long as there is room, and how many more there are.
    fn list(&mut self, lines: Vec<String>, room: usize) {
        const MORE: usize = 40;
        let all = lines.len();
        for (index, line) in lines.into_iter().enumerate() {
            if self.text.len() + line.len() + MORE > room {
                self.text.push_str(&format!("- +{} more\n", all - index));
                return;
            }
            self.text.push_str(&line);
        }
    }

    /// The same, behind a count that opens them.
    fn folded(&mut self, what: &str, lines: Vec<String>, room: usize) {
        if lines.is_empty() {
            return;
        }
        self.text.push_str(&format!("\n<details><summary>{} {what}</summary>\n\n", lines.len()));
        self.list(lines, room);
        self.text.push_str("\n</details>\n");
    }
}
