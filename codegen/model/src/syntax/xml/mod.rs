//! Parses XML text into elements with positions. Knows nothing of schemas.

mod element;

use roxmltree::{Document, ParsingOptions};

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
    if let Err((offset, code, message)) = xml_bounds::check(text) {
        diagnostics.error(code, Span::at(file, offset), message);
        return None;
    }
    let options = ParsingOptions { allow_dtd: false, ..ParsingOptions::default() };
    match Document::parse_with_options(text, options) {
        Ok(document) => {
            if !has_hidden {
                check_references(&document, file, diagnostics);
            }
            Some(document)
        }
        Err(error) => {
            let offset = offset_of(text, error.pos());
            let message = error.to_string();
            // The message ends with the position, which the finding shows already.
            let message = message.strip_suffix(&format!(" at {}", error.pos())).unwrap_or(&message);
            diagnostics.error(Code::XML_SYNTAX, Span::at(file, offset), message);
            None
        }
    }
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
