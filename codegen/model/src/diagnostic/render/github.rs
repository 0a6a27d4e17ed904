//! Renders findings as workflow commands of GitHub Actions, which annotate the lines of a change.

use super::view::{FindingView, start_and_end};
use crate::diagnostic::{Diagnostic, Level, printable};
use crate::source::Sources;

/// Renders each finding as one workflow command.
pub fn github(sources: &Sources, findings: &[Diagnostic]) -> String {
    findings.iter().map(|finding| command(sources, &finding.into())).collect()
}

/// Renders a finding as one workflow command.
pub fn command(sources: &Sources, finding: &FindingView<'_>) -> String {
    let mut properties = location(sources, finding);
    properties.push(format!("title={}", escape_property(&title(finding))));
    let name = match finding.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "notice",
    };
    format!("::{name} {}::{}\n", properties.join(","), escape_message(&body(sources, finding)))
}

fn title(finding: &FindingView<'_>) -> String {
    format!("{}: {}", finding.id, finding.title)
}

/// Returns the properties of the location. GitHub accepts columns only for a finding on one line.
fn location(sources: &Sources, finding: &FindingView<'_>) -> Vec<String> {
    let Some((start, end)) = start_and_end(sources, finding.span) else {
        return Vec::new();
    };
    let mut properties = vec![format!("file={}", escape_property(start.path)), format!("line={}", start.line)];
    properties.push(format!("endLine={}", end.line));
    if start.line == end.line {
        properties.push(format!("col={}", start.column));
        properties.push(format!("endColumn={}", end.column));
    }
    properties
}

/// Returns the text. An annotation has one location, so related ones are part of the text.
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

/// Escapes a message. A line break would end the command and could start another one.
fn escape_message(text: &str) -> String {
    printable(text, &['\n']).replace('%', "%25").replace('\n', "%0A")
}

/// Escapes the value of a property, in which colons and commas are separators.
fn escape_property(text: &str) -> String {
    escape_message(text).replace(':', "%3A").replace(',', "%2C")
}
