//! JSON text as a tree of nodes that know where they stand. Knows nothing of schemas.

mod scan;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Code, Diagnostics};
use crate::source::{FileId, Sources, Span};

/// A value and where it stands. What needs no unescaping is a part of the text.
#[derive(Clone, Debug)]
pub struct Node<'s> {
    /// Where it stands.
    pub span: Span,
    /// The value.
    pub value: Value<'s>,
}

/// A JSON value.
#[derive(Clone, Debug)]
pub enum Value<'s> {
    /// Nothing.
    Null,
    /// True or false.
    Boolean(bool),
    /// A number, as it is written.
    Number(&'s str),
    /// A text.
    String(Cow<'s, str>),
    /// A list.
    Array(Vec<Node<'s>>),
    /// Keys and values, in the order of the text.
    Object(Vec<(Key<'s>, Node<'s>)>),
}

/// A key and where it stands.
#[derive(Clone, Debug)]
pub struct Key<'s> {
    /// The key.
    pub text: Cow<'s, str>,
    /// Where it stands.
    pub span: Span,
}

impl Node<'_> {
    /// What kind of value it is, in words.
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

    /// The value as JSON text.
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

/// Parses a file strictly: no comments, no trailing commas, no duplicate keys.
pub fn parse<'s>(sources: &'s Sources, file: FileId, diagnostics: &mut Diagnostics) -> Option<Node<'s>> {
    let mut node = as_written(sources, file, diagnostics)?;
    drop_twins(&mut node, diagnostics);
    Some(node)
}

/// What a file says as it is written, duplicate keys and all.
pub fn as_written<'s>(sources: &'s Sources, file: FileId, diagnostics: &mut Diagnostics) -> Option<Node<'s>> {
    let text = sources.text(file);
    let refused = match scan::scan(file, text) {
        Ok(node) => return Some(node),
        Err(refused) => refused,
    };
    let length = text.get(refused.at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
    diagnostics.error(refused.code, Span::new(file, refused.at, refused.at + length), refused.message);
    None
}

/// Drops the entries whose key stands in their object a second time. The parser has limited the depth.
fn drop_twins(node: &mut Node<'_>, diagnostics: &mut Diagnostics) {
    match &mut node.value {
        Value::Array(items) => items.iter_mut().for_each(|item| drop_twins(item, diagnostics)),
        Value::Object(entries) => {
            entries.iter_mut().for_each(|(_, node)| drop_twins(node, diagnostics));
            if has_twins(entries) {
                keep_first(entries, diagnostics);
            }
        }
        _ => {}
    }
}

/// How many keys are compared with each other, rather than sorted.
const FEW: usize = 12;

fn has_twins(entries: &[(Key<'_>, Node<'_>)]) -> bool {
    let keys = || entries.iter().map(|(key, _)| &*key.text);
    match entries.len() <= FEW {
        true => keys().enumerate().any(|(index, key)| keys().take(index).any(|earlier| earlier == key)),
        false => keys().collect::<BTreeSet<_>>().len() < entries.len(),
    }
}

fn keep_first(entries: &mut Vec<(Key<'_>, Node<'_>)>, diagnostics: &mut Diagnostics) {
    let mut seen = BTreeMap::new();
    entries.retain(|(key, _)| match seen.get(&key.text) {
        None => seen.insert(key.text.clone(), key.span).is_none(),
        Some(first) => {
            let message = format!("the key `{}` stands here a second time", key.text);
            diagnostics.error(Code::DUPLICATE_KEY, key.span, message).label(*first, "first here");
            false
        }
    });
}
