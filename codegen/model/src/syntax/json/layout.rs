//! Lays a value out anew, one key or item on each line, and keeps where each token stands in its file.

use serde_json::to_string;

use super::{Node, Value};
use crate::source::{SourceText, Span};

/// Returns the text of a value, laid out as serde_json does.
pub fn layout(node: &Node<'_>) -> SourceText {
    let mut text = SourceText::new(node.span.file);
    write(node, 0, &mut text);
    text
}

/// Writes a value. The parser has limited the depth.
fn write(node: &Node<'_>, depth: usize, text: &mut SourceText) {
    match &node.value {
        Value::Object(entries) => container(node.span, "{}", entries, depth, text, |(key, node), text| {
            text.push(&to_string(&key.text).unwrap_or_default(), key.span.start as usize);
            text.push(": ", key.span.end as usize);
            write(node, depth + 1, text);
        }),
        Value::Array(items) => {
            container(node.span, "[]", items, depth, text, |item, text| write(item, depth + 1, text));
        }
        scalar => text.push(&self::scalar(scalar), node.span.start as usize),
    }
}

fn scalar(value: &Value<'_>) -> String {
    match value {
        Value::String(text) => to_string(text).unwrap_or_default(),
        Value::Number(text) => (*text).to_owned(),
        Value::Boolean(value) => value.to_string(),
        _ => "null".to_owned(),
    }
}

fn container<T>(
    span: Span,
    brackets: &str,
    items: &[T],
    depth: usize,
    text: &mut SourceText,
    item: impl Fn(&T, &mut SourceText),
) {
    let (open, close) = brackets.split_at(1);
    let (start, end) = (span.start as usize, (span.end as usize).saturating_sub(1));
    text.push(open, start);
    for (index, found) in items.iter().enumerate() {
        let comma = if index == 0 { "" } else { "," };
        text.push(&format!("{comma}\n{:1$}", "", (depth + 1) * 2), start);
        item(found, text);
    }
    if !items.is_empty() {
        text.push(&format!("\n{:1$}", "", depth * 2), end);
    }
    text.push(close, end);
}
