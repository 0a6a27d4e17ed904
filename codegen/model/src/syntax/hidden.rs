//! Reports hidden characters, and removes them from values, so that no stage sees one: a text must be what a reviewer sees.

use std::borrow::Cow;

use super::json::{Node, Value};
use crate::diagnostic::{Code, Diagnostics};
use crate::source::{FileId, Sources, Span};
use crate::text;

const HELP: &str = "remove it; in a name or a value it is never needed";

/// Reports the hidden characters of a file as it is written, also in comments: the first of each line. Returns whether
/// there are any.
pub fn check(sources: &Sources, file: FileId, diagnostics: &mut Diagnostics) -> bool {
    let source = sources.text(file);
    let mut line_end = 0;
    let mut found = false;
    for (offset, c) in text::hidden(source) {
        found = true;
        if offset >= line_end {
            line_end = source[offset..].find('\n').map_or(source.len(), |end| offset + end + 1);
            report(c, Span::new(file, offset, offset + c.len_utf8()), diagnostics);
        }
    }
    found
}

/// Reports the texts below a node that have hidden characters, as they are written or as escapes, and removes them.
pub(super) fn clean(node: &mut Node<'_>, diagnostics: &mut Diagnostics) {
    match &mut node.value {
        Value::String(text) => clean_text(text, node.span, diagnostics),
        Value::Array(items) => items.iter_mut().for_each(|item| clean(item, diagnostics)),
        Value::Object(entries) => entries.iter_mut().for_each(|(key, node)| {
            clean_text(&mut key.text, key.span, diagnostics);
            clean(node, diagnostics);
        }),
        Value::Null | Value::Boolean(_) | Value::Number(_) => {}
    }
}

fn clean_text(text: &mut Cow<'_, str>, span: Span, diagnostics: &mut Diagnostics) {
    let first = text::hidden(text).next();
    if let Some((_, c)) = first {
        report(c, span, diagnostics);
        *text = Cow::Owned(text::without_hidden(text).into_owned());
    }
}

/// Reports a hidden character.
pub(super) fn report(c: char, span: Span, diagnostics: &mut Diagnostics) {
    let message = format!("hidden character U+{:04X}", u32::from(c));
    diagnostics.error(Code::HIDDEN_CHARACTER, span, message).help(HELP);
}
