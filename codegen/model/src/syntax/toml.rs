//! Parses TOML into the nodes of [`json`](super::json), with the position of every key and value.

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::hidden;
use super::json::{Key, Node, Value};
use crate::diagnostic::{Code, Diagnostics};
use crate::source::{FileId, Sources, Span};

/// Parses a file. Every syntax error is reported, and every hidden character, also in comments.
pub fn parse<'s>(sources: &'s Sources, file: FileId, diagnostics: &mut Diagnostics) -> Option<Node<'s>> {
    let text = sources.text(file);
    let has_hidden = hidden::check(sources, file, diagnostics);
    let (table, errors) = DeTable::parse_recoverable(text);
    for error in &errors {
        let span = error.span().unwrap_or_default();
        diagnostics.error(Code::TOML_SYNTAX, Span::new(file, span.start, span.end), error.message().to_owned());
    }
    let span = Span::new(file, 0, 0);
    if !errors.is_empty() {
        return None;
    }
    let mut node = Node { span, value: Reader { text, file }.table(table.into_inner()) };
    // What is hidden in the text itself is not reported again as a part of its value.
    if !has_hidden {
        hidden::clean(&mut node, diagnostics);
    }
    Some(node)
}

struct Reader<'s> {
    text: &'s str,
    file: FileId,
}

impl<'s> Reader<'s> {
    fn table(&self, table: DeTable<'s>) -> Value<'s> {
        Value::Object(table.into_iter().map(|(key, value)| (self.key(key), self.node(value))).collect())
    }

    fn key(&self, key: Spanned<DeString<'s>>) -> Key<'s> {
        let span = self.span(&key);
        Key { text: key.into_inner(), span }
    }

    fn node(&self, node: Spanned<DeValue<'s>>) -> Node<'s> {
        let (span, source) = (self.span(&node), self.text.get(node.span()).unwrap_or_default());
        let value = match node.into_inner() {
            DeValue::String(text) => Value::String(text),
            DeValue::Boolean(value) => Value::Boolean(value),
            // No key of a schema takes a date or a number: both are of the wrong type.
            DeValue::Integer(_) | DeValue::Float(_) | DeValue::Datetime(_) => Value::Number(source),
            DeValue::Array(items) => Value::Array(items.into_iter().map(|item| self.node(item)).collect()),
            DeValue::Table(table) => self.table(table),
        };
        Node { span, value }
    }

    fn span<T>(&self, spanned: &Spanned<T>) -> Span {
        Span::new(self.file, spanned.span().start, spanned.span().end)
    }
}
