//! Parses JSON text into a tree of nodes with positions. Knows nothing of schemas.

mod layout;
mod scan;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostics};
use crate::source::{FileId, Sources, Span};
use crate::syntax::hidden;
use crate::text;

pub use layout::layout;

/// A value and its span. Strings without escapes borrow from the text.
#[derive(Clone, Debug)]
pub struct Node<'s> {
    /// Its span.
    pub span: Span,
    /// The value.
    pub value: Value<'s>,
}

/// A JSON value.
#[derive(Clone, Debug)]
pub enum Value<'s> {
    /// `null`.
    Null,
    /// `true` or `false`.
    Boolean(bool),
    /// A number, as it is written.
    Number(&'s str),
    /// A string, unescaped.
    String(Cow<'s, str>),
    /// A list.
    Array(Vec<Node<'s>>),
    /// Keys and values, in source order. Keys may repeat.
    Object(Vec<(Key<'s>, Node<'s>)>),
}

/// A key and its span.
#[derive(Clone, Debug)]
pub struct Key<'s> {
    /// The key.
    pub text: Cow<'s, str>,
    /// Its span.
    pub span: Span,
}

impl Node<'_> {
    /// Names the kind of the value, with an article.
    pub fn describe(&self) -> &'static str {
        match self.value {
            Value::Null => "null",
            Value::Boolean(_) => "a boolean",
            Value::Number(_) => "a number",
            Value::String(_) => "a string",
            Value::Array(_) => "a list",
            Value::Object(_) => "an object",
        }
    }

    /// Converts the value to `serde_json`'s.
    pub fn to_json(&self) -> serde_json::Value {
        match &self.value {
            Value::Null => serde_json::Value::Null,
            Value::Boolean(value) => (*value).into(),
            Value::Number(text) => serde_json::from_str(text).unwrap_or_else(|_| (*text).into()),
            Value::String(text) => (**text).into(),
            Value::Array(items) => items.iter().map(Self::to_json).collect(),
            Value::Object(entries) => {
                entries.iter().map(|(key, node)| (key.text.to_string(), node.to_json())).collect()
            }
        }
    }
}

/// Parses a file strictly: no comments, no trailing commas. Reports duplicate keys and keeps the first of them. Reports
/// hidden characters and removes them.
pub fn parse<'s>(sources: &'s Sources, file: FileId, diagnostics: &mut Diagnostics) -> Option<Node<'s>> {
    let mut node = parse_with_duplicates(sources, file, diagnostics)?;
    if may_hide(sources.text(file)) {
        hidden::clean(&mut node, diagnostics);
    }
    remove_duplicate_keys(&mut node, diagnostics);
    Some(node)
}

/// Returns whether a text has a hidden character, or an escape that may be one. Few files do.
fn may_hide(text: &str) -> bool {
    ["\\u", "\\b", "\\f"].iter().any(|escape| text.contains(escape)) || text::hidden(text).next().is_some()
}

/// Why a text is not JSON.
#[derive(Clone, Debug)]
pub struct SyntaxError {
    /// The offset of the error.
    pub offset: usize,
    /// What is wrong.
    pub message: String,
}

/// Parses a text that is not a file of its own. Spans count from its start.
///
/// # Errors
///
/// Fails if the text is not one JSON value.
pub fn parse_text(text: &str) -> Result<Node<'_>, SyntaxError> {
    let scanned = scan::scan(FileId::default(), text);
    scanned.map_err(|error| SyntaxError { offset: error.offset, message: error.message })
}

/// Parses a file and keeps duplicate keys.
pub fn parse_with_duplicates<'s>(
    sources: &'s Sources,
    file: FileId,
    diagnostics: &mut Diagnostics,
) -> Option<Node<'s>> {
    let text = sources.text(file);
    let error = match scan::scan(file, text) {
        Ok(node) => return Some(node),
        Err(error) => error,
    };
    let length = text.get(error.offset..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    diagnostics.error(error.code, Span::new(file, error.offset, error.offset + length), error.message);
    None
}

/// Removes entries with the key of an earlier entry of the same object. The scanner has limited the depth.
fn remove_duplicate_keys(node: &mut Node<'_>, diagnostics: &mut Diagnostics) {
    match &mut node.value {
        Value::Array(items) => items.iter_mut().for_each(|item| remove_duplicate_keys(item, diagnostics)),
        Value::Object(entries) => {
            entries.iter_mut().for_each(|(_, node)| remove_duplicate_keys(node, diagnostics));
            if has_duplicates(entries) {
                keep_first(entries, diagnostics);
            }
        }
        _ => {}
    }
}

/// Up to so many keys are compared pairwise, which is faster than a set.
const MAX_PAIRWISE: usize = 12;

fn has_duplicates(entries: &[(Key<'_>, Node<'_>)]) -> bool {
    let keys = || entries.iter().map(|(key, _)| &*key.text);
    match entries.len() <= MAX_PAIRWISE {
        true => keys().enumerate().any(|(index, key)| keys().take(index).any(|earlier| earlier == key)),
        false => keys().collect::<BTreeSet<_>>().len() < entries.len(),
    }
}

fn keep_first(entries: &mut Vec<(Key<'_>, Node<'_>)>, diagnostics: &mut Diagnostics) {
    let mut seen = BTreeMap::new();
    entries.retain(|(key, _)| match seen.get(&key.text) {
        None => seen.insert(key.text.clone(), key.span).is_none(),
        Some(first) => {
            let message = format!("duplicate key `{}`", key.text);
            diagnostics.error(Code::DUPLICATE_KEY, key.span, message).label(*first, "first defined here");
            false
        }
    });
}
