//! Knows the JSON form of findings. It is an interface: keys are added, never renamed, and
//! `version` rises when an old reader would misread the document.

use serde::Serialize;

use super::view::start_and_end;
use crate::diagnostic::printable::is_hidden;
use crate::diagnostic::{Diagnostic, Level};
use crate::source::{Sources, Span};

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    errors: usize,
    warnings: usize,
    notes: usize,
    findings: Vec<Finding<'a>>,
}

#[derive(Serialize)]
struct Finding<'a> {
    code: &'static str,
    level: &'static str,
    title: &'static str,
    message: &'a str,
    #[serde(flatten)]
    place: Option<Place<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<&'a str>,
    labels: Vec<Label<'a>>,
}

#[derive(Serialize)]
struct Label<'a> {
    message: &'a str,
    #[serde(flatten)]
    place: Option<Place<'a>>,
}

/// Lines and columns count from 1; the end is the place after the last character.
#[derive(Serialize)]
struct Place<'a> {
    file: &'a str,
    line: u32,
    column: u32,
    end_line: u32,
    end_column: u32,
}

/// Prints findings as one JSON document.
pub fn json(sources: &Sources, findings: &[Diagnostic]) -> String {
    let count = |level| findings.iter().filter(|finding| finding.level == level).count();
    to_text(&Document {
        version: 1,
        errors: count(Level::Error),
        warnings: count(Level::Warning),
        notes: count(Level::Note),
        findings: findings.iter().map(|finding| describe(sources, finding)).collect(),
    })
}

fn describe<'a>(sources: &'a Sources, finding: &'a Diagnostic) -> Finding<'a> {
    let label = |(span, message): &'a (Span, String)| Label { message, place: place(sources, *span) };
    Finding {
        code: finding.code.id(),
        level: finding.level.as_str(),
        title: finding.code.title(),
        message: &finding.message,
        place: place(sources, finding.span),
        help: finding.help.as_deref(),
        labels: finding.labels.iter().map(label).collect(),
    }
}

fn place(sources: &Sources, span: Span) -> Option<Place<'_>> {
    let (start, end) = start_and_end(sources, span)?;
    Some(Place { file: start.path, line: start.line, column: start.column, end_line: end.line, end_column: end.column })
}

/// The document as text. serde_json escapes the oldest control characters only; the others are
/// escaped here, because a document of findings is often looked at in a terminal. Outside of
/// strings the document is ASCII, so whatever is replaced is in a string.
pub fn to_text(document: &impl Serialize) -> String {
    let text = serde_json::to_string_pretty(document).unwrap_or_default();
    let mut out = String::with_capacity(text.len() + 1);
    for c in text.chars() {
        if c != '\n' && is_hidden(c) {
            let units = c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")).collect::<String>();
            out.push_str(&units);
        } else {
            out.push(c);
        }
    }
    out.push('\n');
    out
}
