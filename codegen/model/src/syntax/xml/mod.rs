//! Parses XML text into elements with positions. Knows nothing of schemas.

mod content;
mod element;
mod unclosed;

use roxmltree::{Document, Error, ParsingOptions};

use super::{hidden, xml_bounds};
use crate::diagnostic::{Code, Diagnostics};
use crate::source::{FileId, Sources, Span};
use crate::text;

pub use element::{Element, ElementSpec};

/// Parses a file. Rejects document type declarations, and elements that nest too deep. Reports hidden characters, also in
/// comments.
pub fn parse<'i>(sources: &'i Sources, file: FileId, diagnostics: &mut Diagnostics) -> Option<Document<'i>> {
    let text = sources.text(file);
    let has_hidden = hidden::check(sources, file, diagnostics);
    check_encoding(text, file, diagnostics);
    match document(text, u32::MAX) {
        Ok(document) => {
            if !has_hidden {
                check_references(&document, file, diagnostics);
            }
            Some(document)
        }
        Err(error) => {
            report(text, file, error, diagnostics);
            None
        }
    }
}

/// Why a text is not a document.
#[derive(Clone, Debug)]
pub struct SyntaxError {
    /// The kind of finding.
    pub code: Code,
    /// Where the parser noticed it.
    pub offset: usize,
    /// What is wrong.
    pub message: String,
}

/// Parses a text with bounds on depth, attributes, namespaces and nodes.
///
/// # Errors
///
/// Fails if the text is not a document, has a document type, or exceeds a bound.
pub fn document(text: &str, max_nodes: u32) -> Result<Document<'_>, SyntaxError> {
    xml_bounds::check(text).map_err(|(offset, code, message)| SyntaxError { code, offset, message })?;
    let options = ParsingOptions { allow_dtd: false, nodes_limit: max_nodes, ..ParsingOptions::default() };
    Document::parse_with_options(text, options).map_err(|error| {
        let message = error.to_string();
        // The message ends with the position, which a finding shows already.
        let message = message.strip_suffix(&format!(" at {}", error.pos())).unwrap_or(&message).to_owned();
        // The parser gives no position for a root that is not closed.
        let offset = if matches!(error, Error::UnclosedRootNode) { text.len() } else { offset_of(text, error.pos()) };
        SyntaxError { code: Code::XML_SYNTAX, offset, message }
    })
}

/// Reports why a file is not a document: where markup that is not closed begins, or else where the parser noticed.
fn report(text: &str, file: FileId, error: SyntaxError, diagnostics: &mut Diagnostics) {
    let SyntaxError { code, offset, message } = error;
    let noticed = Span::at(file, offset);
    match unclosed::find(text, offset).filter(|_| code == Code::XML_SYNTAX) {
        Some(found) => {
            let message = format!("unclosed {} `{}`", found.what, &text[found.range.clone()]);
            let span = Span::new(file, found.range.start, found.range.end);
            let report = diagnostics.error(code, span, message);
            if found.closes_other {
                report.label(noticed, "the closing tag of another element");
            }
        }
        None => _ = diagnostics.error(code, noticed, message),
    }
}

/// Reports a declared encoding other than UTF-8, in which the file was read.
fn check_encoding(text: &str, file: FileId, diagnostics: &mut Diagnostics) {
    let declaration = text.strip_prefix("<?xml").and_then(|rest| rest.split_once("?>")).map(|(found, _)| found);
    let value = declaration.and_then(|found| found.split_once("encoding")).map(|(_, rest)| rest);
    let quoted = value.and_then(|rest| rest.split(['"', '\'']).nth(1));
    let Some(name) = quoted.filter(|name| !name.eq_ignore_ascii_case("utf-8")) else { return };
    let start = name.as_ptr() as usize - text.as_ptr() as usize;
    diagnostics
        .error(Code::NOT_UTF8, Span::new(file, start, start + name.len()), format!("declared encoding `{name}`"))
        .help("save the file as UTF-8, and declare `encoding=\"UTF-8\"`");
}

/// Reports the hidden characters that character references stand for.
fn check_references(document: &Document<'_>, file: FileId, diagnostics: &mut Diagnostics) {
    let mut check = |value: &str, range: std::ops::Range<usize>| {
        if let Some((_, c)) = text::hidden(value).next() {
            hidden::report(c, Span::new(file, range.start, range.end), diagnostics);
        }
    };
    for node in document.descendants() {
        node.attributes().for_each(|attribute| check(attribute.value(), attribute.range_value()));
        if let (true, Some(value)) = (node.is_text(), node.text()) {
            check(value, node.range());
        }
    }
}

fn offset_of(text: &str, position: roxmltree::TextPos) -> usize {
    let line_start: usize =
        text.split_inclusive('\n').take(position.row.saturating_sub(1) as usize).map(str::len).sum();
    let line = text[line_start..].lines().next().unwrap_or_default();
    let column = position.col.saturating_sub(1) as usize;
    line_start + line.char_indices().nth(column).map_or(line.len(), |(offset, _)| offset)
}
