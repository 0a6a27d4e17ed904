//! Reads JSON objects with known keys. Reports keys that are missing, unknown or of the wrong type, and continues.

use super::json::{Key, Node, Value};
use crate::diagnostic::{Code, Diagnostics, did_you_mean};
use crate::source::{Places, Span};

/// How many values of a list are read. Some checks take quadratic time. The largest published service has under 500
/// actions.
pub const MAX_ITEMS: usize = 10_000;

/// An object being read.
pub struct Fields<'a> {
    /// The span of the object.
    pub span: Span,
    entries: &'a [(Key<'a>, Node<'a>)],
    /// The keys that are not known, each of which may be a misspelt one.
    unknown: Vec<&'a str>,
}

/// A value and its span.
#[derive(Clone, Debug)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Its span.
    pub span: Span,
}

impl<'a> Fields<'a> {
    /// Opens `node`, which must be an object. Reports keys that are not in `known`.
    pub fn open(node: &'a Node<'a>, known: &[&str], diagnostics: &mut Diagnostics) -> Option<Self> {
        let mut opened = Self::open_lenient(node, diagnostics)?;
        for key in opened.keys().filter(|key| !known.contains(&&*key.text)) {
            opened.unknown.push(&key.text);
            unknown_key(key, known, diagnostics);
        }
        Some(opened)
    }

    /// Opens `node`, which must be an object. Ignores unknown keys.
    pub fn open_lenient(node: &'a Node<'a>, diagnostics: &mut Diagnostics) -> Option<Self> {
        let Value::Object(entries) = &node.value else {
            wrong_type(node, "an object", diagnostics);
            return None;
        };
        Some(Self { span: node.span, entries, unknown: Vec::new() })
    }

    /// Returns the keys and values, in source order.
    pub fn entries(&self) -> &'a [(Key<'a>, Node<'a>)] {
        self.entries
    }

    /// Returns the keys, in source order.
    pub fn keys(&self) -> impl Iterator<Item = &'a Key<'a>> + use<'a> {
        self.entries.iter().map(|(key, _)| key)
    }

    /// Returns the value of a key.
    pub fn get(&self, name: &str) -> Option<&'a Node<'a>> {
        self.entries.iter().find(|(key, _)| key.text == name).map(|(_, node)| node)
    }

    /// Returns the places of the values.
    pub fn places(&self) -> Places {
        Places::new(self.span, self.entries.iter().map(|(key, node)| (key.text.to_string(), node.span)))
    }

    /// Returns the value of a required key.
    pub fn required(&self, name: &str, diagnostics: &mut Diagnostics) -> Option<&'a Node<'a>> {
        let found = self.get(name);
        let is_misspelt = || self.unknown.iter().any(|key| did_you_mean(key, [name]).is_some());
        if found.is_none() && !is_misspelt() {
            let span = Span { end: (self.span.start + 1).min(self.span.end), ..self.span };
            diagnostics.error(Code::MISSING_KEY, span, format!("missing key `{name}`"));
        }
        found
    }

    /// Reads a string.
    pub fn string(&self, name: &str, diagnostics: &mut Diagnostics) -> Option<Spanned<String>> {
        self.get(name).and_then(|node| string(node, diagnostics))
    }

    /// Reads a required string.
    pub fn required_string(&self, name: &str, diagnostics: &mut Diagnostics) -> Option<Spanned<String>> {
        self.required(name, diagnostics).and_then(|node| string(node, diagnostics))
    }

    /// Reads a string. A missing key is an empty string.
    pub fn text(&self, name: &str, diagnostics: &mut Diagnostics) -> String {
        self.string(name, diagnostics).map(|text| text.value).unwrap_or_default()
    }

    /// Reads a word of a closed set.
    pub fn word<T: Copy>(&self, name: &str, words: &[(&str, T)], diagnostics: &mut Diagnostics) -> Option<T> {
        self.string(name, diagnostics).and_then(|word| one_of(&word, words, diagnostics))
    }

    /// Reads a boolean.
    pub fn boolean(&self, name: &str, diagnostics: &mut Diagnostics) -> Option<bool> {
        let node = self.get(name)?;
        if let Value::Boolean(value) = node.value {
            return Some(value);
        }
        wrong_type(node, "a boolean", diagnostics);
        None
    }

    /// Reads an integer.
    pub fn integer(&self, name: &str, diagnostics: &mut Diagnostics) -> Option<i64> {
        let node = self.get(name)?;
        let number = if let Value::Number(text) = &node.value { text.parse().ok() } else { None };
        if number.is_none() {
            wrong_type(node, "a whole number", diagnostics);
        }
        number
    }

    /// Reads a list. A missing key is an empty list.
    pub fn list(&self, name: &str, diagnostics: &mut Diagnostics) -> &'a [Node<'a>] {
        match self.get(name) {
            Some(Node { value: Value::Array(items), span }) => {
                check_item_count(items.len(), "values", *span, diagnostics);
                items.get(..MAX_ITEMS).unwrap_or(items)
            }
            Some(node) => {
                wrong_type(node, "a list", diagnostics);
                &[]
            }
            None => &[],
        }
    }

    /// Reads a list of strings. A missing key is an empty list.
    pub fn strings(&self, name: &str, diagnostics: &mut Diagnostics) -> Vec<Spanned<String>> {
        self.list(name, diagnostics).iter().filter_map(|node| string(node, diagnostics)).collect()
    }
}

/// Reports a list of more than [`MAX_ITEMS`] values.
pub fn check_item_count(count: usize, what: &str, span: Span, diagnostics: &mut Diagnostics) {
    if count > MAX_ITEMS {
        let message = format!("expected at most {MAX_ITEMS} {what}, found {count}");
        diagnostics.error(Code::FILE_TOO_LARGE, Span { end: span.start, ..span }, message);
    }
}

/// Reads `node` as a string.
pub fn string(node: &Node, diagnostics: &mut Diagnostics) -> Option<Spanned<String>> {
    if let Value::String(text) = &node.value {
        return Some(Spanned { value: text.to_string(), span: node.span });
    }
    wrong_type(node, "a string", diagnostics);
    None
}

/// Looks up `word` in a closed set.
pub fn one_of<T: Copy>(word: &Spanned<String>, names: &[(&str, T)], diagnostics: &mut Diagnostics) -> Option<T> {
    let found = names.iter().find(|(name, _)| *name == word.value).map(|(_, value)| *value);
    if found.is_none() {
        let known: Vec<&str> = names.iter().map(|(name, _)| *name).collect();
        let message = format!("unknown value `{}`", word.value);
        let report = diagnostics.error(Code::UNKNOWN_VALUE, word.span, message);
        report.help(format!("use one of: {}", known.join(", "))).suggest(&word.value, known);
    }
    found
}

fn wrong_type(node: &Node, expected: &str, diagnostics: &mut Diagnostics) {
    let message = format!("expected {expected}, found {}", node.describe());
    let help = match expected {
        "a string" => "write a string in quotes: `\"…\"`",
        "a boolean" => "write `true` or `false`, without quotes",
        "a whole number" => "write a number without quotes and without a fraction: `5`",
        "a list" => "write the values in brackets: `[…]`",
        _ => "write keys and values in braces: `{ \"key\": … }`",
    };
    diagnostics.error(Code::WRONG_TYPE, node.span, message).help(help);
}

fn unknown_key(key: &Key, known: &[&str], diagnostics: &mut Diagnostics) {
    let report = diagnostics.error(Code::UNKNOWN_KEY, key.span, format!("unknown key `{}`", key.text));
    report.help(format!("use one of: {}", known.join(", "))).suggest(&key.text, known.iter().copied());
}
