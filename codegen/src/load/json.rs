//! JSON text as a tree of nodes that know where they stand. Knows nothing of schemas.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use jsonc_parser::ast::{Object, ObjectPropName, Value as Ast};
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

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
    let ast = ast(sources, file, diagnostics)?;
    Some(convert(file, ast, diagnostics))
}

/// What a file says as it is written, duplicate keys and all.
pub(crate) fn ast<'s>(sources: &'s Sources, file: FileId, diagnostics: &mut Diagnostics) -> Option<Ast<'s>> {
    let text = sources.text(file);
    match parse_to_ast(text, &CollectOptions::default(), &strict()) {
        Ok(result) => {
            if result.value.is_none() {
                diagnostics.error(Code::JSON_SYNTAX, Span::at(file, 0), "the file has no value");
            }
            result.value
        }
        Err(error) => {
            let (code, range) = (Code::JSON_SYNTAX, error.range());
            let code = if error.kind().to_string().contains("nesting depth") { Code::NESTING_TOO_DEEP } else { code };
            diagnostics.error(code, Span::new(file, range.start, range.end), error.kind().to_string());
            None
        }
    }
}

fn strict() -> ParseOptions {
    ParseOptions {
        allow_comments: false,
        allow_loose_object_property_names: false,
        allow_trailing_commas: false,
        allow_missing_commas: false,
        allow_single_quoted_strings: false,
        allow_hexadecimal_numbers: false,
        allow_unary_plus_numbers: false,
        allow_bare_decimal_point_numbers: false,
        allow_non_finite_numbers: false,
        allow_extended_string_escapes: false,
    }
}

/// The parser has limited the depth.
fn convert<'s>(file: FileId, ast: Ast<'s>, diagnostics: &mut Diagnostics) -> Node<'s> {
    let range = ast.range();
    let value = match ast {
        Ast::NullKeyword(_) => Value::Null,
        Ast::BooleanLit(literal) => Value::Boolean(literal.value),
        Ast::NumberLit(literal) => Value::Number(literal.value),
        Ast::StringLit(literal) => Value::String(literal.value),
        Ast::Array(array) => {
            Value::Array(array.elements.into_iter().map(|item| convert(file, item, diagnostics)).collect())
        }
        Ast::Object(object) => Value::Object(entries(file, object, diagnostics)),
    };
    Node { span: Span::new(file, range.start, range.end), value }
}

fn entries<'s>(file: FileId, object: Object<'s>, diagnostics: &mut Diagnostics) -> Vec<(Key<'s>, Node<'s>)> {
    let mut entries = Vec::with_capacity(object.properties.len());
    for property in object.properties {
        let range = property.name.range();
        let text = match property.name {
            ObjectPropName::String(literal) => literal.value,
            ObjectPropName::Word(literal) => literal.value.into(),
        };
        let span = Span::new(file, range.start, range.end);
        entries.push((Key { text, span }, convert(file, property.value, diagnostics)));
    }
    without_twins(entries, diagnostics)
}

/// How many keys are compared with each other, rather than sorted.
const FEW: usize = 12;

/// The entries, but for those whose key stands there a second time.
fn without_twins<'s>(mut entries: Vec<(Key<'s>, Node<'s>)>, diagnostics: &mut Diagnostics) -> Vec<(Key<'s>, Node<'s>)> {
    let is_few = entries.len() <= FEW;
    let keys = || entries.iter().map(|(key, _)| &*key.text);
    let has_twins = match is_few {
        true => keys().enumerate().any(|(index, key)| keys().take(index).any(|earlier| earlier == key)),
        false => keys().collect::<BTreeSet<_>>().len() < entries.len(),
    };
    if has_twins {
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
    entries
}
