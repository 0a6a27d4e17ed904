//! Reading a JSON object with known keys: what is missing, unknown or of the wrong type is reported, and reading
//! goes on.

use super::json::{Key, Node, Value};
use crate::diagnostic::{Code, Diagnostics, did_you_mean};
use crate::source::Span;

/// How many values of a list are read. The largest published service has under 500 actions; some of what is done with a
/// list takes time by the square of its length.
pub const MAX_ITEMS: usize = 10_000;

/// An object being read.
pub struct Fields<'a> {
    /// Where the object stands.
    pub span: Span,
    entries: &'a [(Key<'a>, Node<'a>)],
}

/// A value and where it stands.
#[derive(Clone, Debug)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it stands.
    pub span: Span,
}

impl<'a> Fields<'a> {
    /// Opens `node`, which must be an object with no other keys than `known`.
    pub fn open(node: &'a Node<'a>, known: &[&str], diagnostics: &mut Diagnostics) -> Option<Self> {
        let opened = Self::open_lenient(node, diagnostics)?;
        for key in opened.keys().filter(|key| !known.contains(&&*key.text)) {
            unknown_key(key, known, diagnostics);
        }
        Some(opened)
    }

    /// Opens `node`, which must be an object; keys that nobody asks for are passed over.
    pub fn open_lenient(node: &'a Node<'a>, diagnostics: &mut Diagnostics) -> Option<Self> {
        let Value::Object(entries) = &node.value else {
            wrong_type(node, "an object", diagnostics);
            return None;
        };
        Some(Self { span: node.span, entries })
    }

    /// The keys and values, in the order of the text.
    pub fn entries(&self) -> &'a [(Key<'a>, Node<'a>)] {
        self.entries
    }

    /// The keys, in the order of the text.
    pub fn keys(&self) -> impl Iterator<Item = &'a Key<'a>> + use<'a> {
        self.entries.iter().map(|(key, _)| key)
    }

    /// The value of a key.
    pub fn get(&self, name: &str) -> Option<&'a Node<'a>> {
        self.entries.iter().find(|(key, _)| key.text == name).map(|(_, node)| node)
    }

    /// The value of a key that must be there.
    pub fn required(&self, name: &str, diagnostics: &mut Diagnostics) -> Option<&'a Node<'a>> {
        let found = self.get(name);
        if found.is_none() {
            let span = Span { end: (self.span.start + 1).min(self.span.end), ..self.span };
            diagnostics.error(Code::MISSING_KEY, span, format!("the key `{name}` is missing here"));
        }
        found
    }

    /// A text.
    pub fn string(&self, name: &str, diagnostics: &mut Diagnostics) -> Option<Spanned<String>> {
        self.get(name).and_then(|node| string(node, diagnostics))
    }

    /// A text that must be there.
    pub fn required_string(&self, name: &str, diagnostics: &mut Diagnostics) -> Option<Spanned<String>> {
        self.required(name, diagnostics).and_then(|node| string(node, diagnostics))
    }

    /// A text, or nothing.
    pub fn text(&self, name: &str, diagnostics: &mut Diagnostics) -> String {
        self.string(name, diagnostics).map(|text| text.value).unwrap_or_default()
    }

    /// True or false.
    pub fn boolean(&self, name: &str, diagnostics: &mut Diagnostics) -> Option<bool> {
        let node = self.get(name)?;
        if let Value::Boolean(value) = node.value {
            return Some(value);
        }
        wrong_type(node, "a boolean", diagnostics);
        None
    }

    /// A whole number.
    pub fn integer(&self, name: &str, diagnostics: &mut Diagnostics) -> Option<i64> {
        let node = self.get(name)?;
        let number = if let Value::Number(text) = &node.value { text.parse().ok() } else { None };
        if number.is_none() {
            wrong_type(node, "a whole number", diagnostics);
        }
        number
    }

    /// A list; empty where the key is missing.
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

    /// A list of texts; empty where the key is missing.
    pub fn strings(&self, name: &str, diagnostics: &mut Diagnostics) -> Vec<Spanned<String>> {
        self.list(name, diagnostics).iter().filter_map(|node| string(node, diagnostics)).collect()
    }
}

/// Reports a list that is longer than what is read of it.
pub fn check_item_count(count: usize, what: &str, span: Span, diagnostics: &mut Diagnostics) {
    if count > MAX_ITEMS {
        let message = format!("there are {count} {what} here, and no more than {MAX_ITEMS} are read");
        diagnostics.error(Code::FILE_TOO_LARGE, Span { end: span.start, ..span }, message);
    }
}

/// The text that `node` must be.
pub fn string(node: &Node, diagnostics: &mut Diagnostics) -> Option<Spanned<String>> {
    if let Value::String(text) = &node.value {
        return Some(Spanned { value: text.to_string(), span: node.span });
    }
    wrong_type(node, "a string", diagnostics);
    None
}

/// One of a closed set of words.
pub fn one_of<T: Copy>(word: &Spanned<String>, names: &[(&str, T)], diagnostics: &mut Diagnostics) -> Option<T> {
    let found = names.iter().find(|(name, _)| *name == word.value).map(|(_, value)| *value);
    if found.is_none() {
        let known: Vec<&str> = names.iter().map(|(name, _)| *name).collect();
        let message = format!("`{}` is not known here", word.value);
        let report = diagnostics.error(Code::UNKNOWN_VALUE, word.span, message);
        match did_you_mean(&word.value, known.iter().copied()) {
            Some(close) => report.help(format!("did you mean `{close}`?")),
            None => report.help(format!("one of: {}", known.join(", "))),
        };
    }
    found
}

fn wrong_type(node: &Node, wanted: &str, diagnostics: &mut Diagnostics) {
    let message = format!("{wanted} belongs here, not {}", node.describe());
    let help = match wanted {
        "a string" => "write a text in quotes: `\"…\"`",
        "a boolean" => "write `true` or `false`, without quotes",
        "a whole number" => "write a number without quotes and without a fraction: `5`",
        "a list" => "write the values in brackets: `[…]`",
        _ => "write keys and values in braces: `{ \"key\": … }`",
    };
    diagnostics.error(Code::WRONG_TYPE, node.span, message).help(help);
}

fn unknown_key(key: &Key, known: &[&str], diagnostics: &mut Diagnostics) {
    let report = diagnostics.error(Code::UNKNOWN_KEY, key.span, format!("the key `{}` is not known here", key.text));
    match did_you_mean(&key.text, known.iter().copied()) {
        Some(close) => report.help(format!("did you mean `{close}`?")),
        None => report.help(format!("known here: {}", known.join(", "))),
    };
}
