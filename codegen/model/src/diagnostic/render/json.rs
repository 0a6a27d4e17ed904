//! Prints findings as JSON. The form is an interface: keys are added, never renamed, and `version` rises when an old
//! reader would misread the document.

use serde::Serialize;

use super::view::start_and_end;
use crate::diagnostic::{Diagnostic, Level};
use crate::document::{Json, list, tall};
use crate::source::{Sources, Span};
use crate::text::is_hidden;

/// Prints findings as one JSON document.
pub fn json(sources: &Sources, findings: &[Diagnostic]) -> String {
    let count = |level| findings.iter().filter(|finding| finding.level == level).count();
    let document = tall()
        .put("version", 1)
        .put("errors", count(Level::Error))
        .put("warnings", count(Level::Warning))
        .put("notes", count(Level::Note))
        .put("findings", list(findings.iter().map(|finding| describe(sources, finding))));
    escape_hidden(&document.document())
}

fn describe(sources: &Sources, finding: &Diagnostic) -> Json {
    let label = |(span, message): &(Span, String)| add_place(tall().put("message", message.as_str()), sources, *span);
    let object = tall()
        .put("code", finding.code.id())
        .put("level", finding.level.as_str())
        .put("title", finding.code.title())
        .put("message", finding.message.as_str());
    add_place(object, sources, finding.span)
        .maybe("help", finding.help.as_deref())
        .put("labels", list(finding.labels.iter().map(label)))
}

/// Adds the place of a span. Lines and columns count from 1; the end is the place after the last character.
fn add_place(object: Json, sources: &Sources, span: Span) -> Json {
    let Some((start, end)) = start_and_end(sources, span) else { return object };
    object
        .put("file", start.path)
        .put("line", start.line)
        .put("column", start.column)
        .put("end_line", end.line)
        .put("end_column", end.column)
}

/// Returns a document as text without hidden characters.
pub fn to_text(document: &impl Serialize) -> String {
    escape_hidden(&(serde_json::to_string_pretty(document).unwrap_or_default() + "\n"))
}

/// Escapes the control characters that JSON allows in strings, because findings are often read in a terminal. Outside of
/// strings a document is ASCII, so every replaced character is in a string.
pub(super) fn escape_hidden(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c != '\n' && is_hidden(c) {
            out.extend(c.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")));
        } else {
            out.push(c);
        }
    }
    out
}
