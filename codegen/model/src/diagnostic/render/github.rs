//! Knows the commands by which a step of GitHub Actions puts findings beside the lines of a change.

use super::view::{FindingView, start_and_end};
use crate::diagnostic::{Diagnostic, Level, printable};
use crate::source::Sources;

/// Prints each finding as one workflow command.
pub fn github(sources: &Sources, findings: &[Diagnostic]) -> String {
    findings.iter().map(|finding| command(sources, &finding.into())).collect()
}

/// One workflow command.
pub fn command(sources: &Sources, finding: &FindingView<'_>) -> String {
    let mut properties: Vec<String> = place(sources, finding);
    properties.push(format!("title={}", property(&title(finding))));
    let name = match finding.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "notice",
    };
    format!("::{name} {}::{}\n", properties.join(","), message(&body(sources, finding)))
}

fn title(finding: &FindingView<'_>) -> String {
    format!("{}: {}", finding.id, finding.title)
}

/// The place. Columns are only understood where the finding begins and ends in one line.
fn place(sources: &Sources, finding: &FindingView<'_>) -> Vec<String> {
    let Some((start, end)) = start_and_end(sources, finding.span) else {
        return Vec::new();
    };
    let mut place = vec![format!("file={}", property(start.path)), format!("line={}", start.line)];
    place.push(format!("endLine={}", end.line));
    if start.line == end.line {
        place.push(format!("col={}", start.column));
        place.push(format!("endColumn={}", end.column));
    }
    place
}

/// The text: an annotation has one place only, so the others are written out.
fn body(sources: &Sources, finding: &FindingView<'_>) -> String {
    let mut body = finding.message.to_string();
    for (span, label) in &finding.labels {
        body.push_str(&format!("\n{}: {label}", sources.position(*span)));
    }
    for note in &finding.notes {
        body.push_str(&format!("\n{note}"));
    }
    if let Some(help) = finding.help {
        body.push_str(&format!("\nhelp: {help}"));
    }
    body
}

/// Escapes a message: a line break would end the command and begin another.
fn message(text: &str) -> String {
    printable(text, &['\n']).replace('%', "%25").replace('\n', "%0A")
}

/// Escapes the value of a property, in which colons and commas mean something too.
fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}
