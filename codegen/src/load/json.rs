//! JSON text as a tree of nodes that know where they stand. Knows nothing of schemas.

use std::collections::{BTreeMap, BTreeSet};

use jsonc_parser::ast::{ObjectPropName, Value as Ast};
use jsonc_parser::common::Ranged;
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};

use crate::diagnostic::{Code, Diagnostics};
use crate::source::{FileId, Sources, Span};

/// A value and where it stands.
#[derive(Clone, Debug)]
pub struct Node {
    /// Where it stands.
    pub span: Span,
    /// The value.
    pub value: Value,
}

/// A JSON value.
#[derive(Clone, Debug)]
pub enum Value {
    /// Nothing.
    Null,
    /// True or false.
    Boolean(bool),
    /// A number, as it is written.
    Number(String),
    /// A text.
    String(String),
    /// A list.
    Array(Vec<Node>),
    /// Keys and values, in the order of the text.
    Object(Vec<(Key, Node)>),
}

/// A key and where it stands.
#[derive(Clone, Debug)]
pub struct Key {
    /// The key.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

impl Node {
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
            Value::Number(text) => serde_json::from_str(text).unwrap_or_else(|_| text.as_str().into()),
            Value::String(text) => text.as_str().into(),
            Value::Array(items) => items.iter().map(Self::to_json).collect(),
            Value::Object(entries) => entries.iter().map(|(key, node)| (key.text.clone(), node.to_json())).collect(),
        }
    }
}

/// Parses a file strictly: no comments, no trailing commas, no duplicate keys.
pub fn parse(sources: &Sources, file: FileId, diagnostics: &mut Diagnostics) -> Option<Node> {
    let ast = ast(sources, file, diagnostics)?;
    Some(convert(file, &ast, diagnostics))
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
fn convert(file: FileId, ast: &Ast<'_>, diagnostics: &mut Diagnostics) -> Node {
    let range = ast.range();
    let value = match ast {
        Ast::NullKeyword(_) => Value::Null,
        Ast::BooleanLit(literal) => Value::Boolean(literal.value),
        Ast::NumberLit(literal) => Value::Number(literal.value.to_owned()),
        Ast::StringLit(literal) => Value::String(literal.value.to_string()),
        Ast::Array(array) => Value::Array(array.elements.iter().map(|item| convert(file, item, diagnostics)).collect()),
        Ast::Object(object) => Value::Object(entries(file, object, diagnostics)),
    };
    Node { span: Span::new(file, range.start, range.end), value }
}

fn entries(file: FileId, object: &jsonc_parser::ast::Object<'_>, diagnostics: &mut Diagnostics) -> Vec<(Key, Node)> {
    let mut entries = Vec::with_capacity(object.properties.len());
    for property in &object.properties {
        let text = match &property.name {
            ObjectPropName::String(literal) => literal.value.to_string(),
            ObjectPropName::Word(literal) => literal.value.to_owned(),
        };
        let range = property.name.range();
        let span = Span::new(file, range.start, range.end);
        entries.push((Key { text, span }, convert(file, &property.value, diagnostics)));
    }
    without_twins(entries, diagnostics)
}

/// How many keys are compared with each other, rather than sorted.
const FEW: usize = 12;

/// The entries, but for those whose key stands there a second time.
fn without_twins(mut entries: Vec<(Key, Node)>, diagnostics: &mut Diagnostics) -> Vec<(Key, Node)> {
    let is_few = entries.len() <= FEW;
    let keys = || entries.iter().map(|(key, _)| key.text.as_str());
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
