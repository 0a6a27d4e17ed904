//! Parses XML text into elements with positions. Knows nothing of schemas.

mod element;

use roxmltree::{Document, ParsingOptions};

use super::xml_bounds;
use crate::diagnostic::{Code, Diagnostics};
use crate::source::{FileId, Sources, Span};

pub use element::{Element, ElementSpec};

/// Parses a file. Rejects document type declarations, and elements that nest too deep.
pub fn parse<'i>(sources: &'i Sources, file: FileId, diagnostics: &mut Diagnostics) -> Option<Document<'i>> {
    let text = sources.text(file);
    if let Err((offset, code, message)) = xml_bounds::check(text) {
        diagnostics.error(code, Span::at(file, offset), message);
        return None;
    }
    let options = ParsingOptions { allow_dtd: false, ..ParsingOptions::default() };
    match Document::parse_with_options(text, options) {
        Ok(document) => Some(document),
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

fn offset_of(text: &str, position: roxmltree::TextPos) -> usize {
    let line_start: usize =
        text.split_inclusive('\n').take(position.row.saturating_sub(1) as usize).map(str::len).sum();
    let line = text[line_start..].lines().next().unwrap_or_default();
    let column = position.col.saturating_sub(1) as usize;
    line_start + line.char_indices().nth(column).map_or(line.len(), |(offset, _)| offset)
}
