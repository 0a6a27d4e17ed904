//! Reads the keys of a published object. A value that is written in another way is read as what it means; one without a
//! meaning is ignored. Both are warnings that say what was done.

use crate::diagnostic::{Code, Diagnostics};
use crate::source::Span;
use crate::syntax::fields::{Fields, MAX_ITEMS, Spanned, check_item_count};
use crate::syntax::json::{Key, Node, Value};

/// A published object.
pub(super) struct Entry<'n> {
    fields: Fields<'n>,
}

impl<'n> Entry<'n> {
    /// Opens `node`. Anything but an object is an error.
    pub(super) fn open(node: &'n Node<'n>, diagnostics: &mut Diagnostics) -> Option<Self> {
        Fields::open_lenient(node, diagnostics).map(|fields| Self { fields })
    }

    /// Returns the value of a key, unless it is `null`.
    pub(super) fn get(&self, key: &str, diagnostics: &mut Diagnostics) -> Option<&'n Node<'n>> {
        let node = self.fields.get(key)?;
        if let Value::Null = node.value {
            tolerate(node, &format!("`{key}` is null"), "read as absent", diagnostics);
            return None;
        }
        Some(node)
    }

    /// Reads a text for people. Anything but a string is ignored.
    pub(super) fn text(&self, key: &str, diagnostics: &mut Diagnostics) -> String {
        let Some(node) = self.get(key, diagnostics) else { return String::new() };
        match &node.value {
            Value::String(text) => text.to_string(),
            _ => {
                tolerate(node, &expected("a string", node), "ignored", diagnostics);
                String::new()
            }
        }
    }

    /// Reads a name or another word. Blanks around it are removed. Anything but a string is an error.
    pub(super) fn name(&self, key: &str, diagnostics: &mut Diagnostics) -> Option<Spanned<String>> {
        let node = self.get(key, diagnostics)?;
        let Value::String(text) = &node.value else {
            diagnostics.error(Code::WRONG_TYPE, node.span, expected("a string", node));
            return None;
        };
        Some(Spanned { value: trimmed(text, node.span, diagnostics).to_owned(), span: node.span })
    }

    /// Reads a name that must be present.
    pub(super) fn required_name(&self, key: &str, diagnostics: &mut Diagnostics) -> Option<Spanned<String>> {
        if self.fields.get(key).is_none_or(|node| matches!(node.value, Value::Null)) {
            let span = Span { end: (self.fields.span.start + 1).min(self.fields.span.end), ..self.fields.span };
            diagnostics.error(Code::MISSING_KEY, span, format!("missing key `{key}`"));
            return None;
        }
        self.name(key, diagnostics)
    }

    /// Reads a flag: a boolean, or a number or a word that stands for one.
    pub(super) fn flag(&self, key: &str, diagnostics: &mut Diagnostics) -> Option<bool> {
        let node = self.get(key, diagnostics)?;
        if let Value::Boolean(value) = node.value {
            return Some(value);
        }
        let value = meant(&node.value);
        let done = value.map_or("ignored".to_owned(), |value| format!("read as `{value}`"));
        tolerate(node, &expected("a boolean", node), &done, diagnostics);
        value
    }

    /// Reads a list. A missing key is an empty list. Returns `None` for anything but a list.
    pub(super) fn list(&self, key: &str, diagnostics: &mut Diagnostics) -> Option<&'n [Node<'n>]> {
        let Some(node) = self.get(key, diagnostics) else {
            if self.fields.get(key).is_none() {
                let span = Span { end: (self.fields.span.start + 1).min(self.fields.span.end), ..self.fields.span };
                let message = format!("missing key `{key}`; read as an empty list");
                diagnostics.warning(Code::MISSING_KEY, span, message);
            }
            return Some(&[]);
        };
        let Value::Array(items) = &node.value else {
            diagnostics.error(Code::WRONG_TYPE, node.span, expected("a list", node));
            return None;
        };
        Some(limited(items, "values", node.span, diagnostics))
    }

    /// Returns the keys and values of an object that must be present.
    pub(super) fn entries(&self, key: &str, diagnostics: &mut Diagnostics) -> Option<&'n [(Key<'n>, Node<'n>)]> {
        let node = self.fields.required(key, diagnostics)?;
        let entries = Fields::open_lenient(node, diagnostics)?.entries();
        Some(limited(entries, key, node.span, diagnostics))
    }
}

/// Returns the items up to a limit, and reports the rest.
fn limited<'n, T>(items: &'n [T], what: &str, span: Span, diagnostics: &mut Diagnostics) -> &'n [T] {
    let mut found = Diagnostics::default();
    check_item_count(items.len(), what, span, &mut found);
    diagnostics.append_tolerated(found, "the rest is left out");
    items.get(..MAX_ITEMS).unwrap_or(items)
}

/// Returns a key without blanks around it.
pub(super) fn key_name(key: &Key<'_>, diagnostics: &mut Diagnostics) -> Spanned<String> {
    Spanned { value: trimmed(&key.text, key.span, diagnostics).to_owned(), span: key.span }
}

fn trimmed<'t>(text: &'t str, span: Span, diagnostics: &mut Diagnostics) -> &'t str {
    let trimmed = text.trim();
    if trimmed != text {
        let message = format!("`{}` has blanks around it; read as `{}`", text.escape_debug(), trimmed.escape_debug());
        diagnostics.warning(Code::NAME_NOT_ALLOWED, span, message);
    }
    trimmed
}

/// Returns the boolean that a number or a word stands for.
fn meant(value: &Value<'_>) -> Option<bool> {
    let word = match value {
        Value::Number(text) => *text,
        Value::String(text) => text.trim(),
        _ => return None,
    };
    match word.to_ascii_lowercase().as_str() {
        "1" | "1.0" | "true" | "yes" => Some(true),
        "0" | "0.0" | "false" | "no" => Some(false),
        _ => None,
    }
}

fn expected(what: &str, node: &Node<'_>) -> String {
    format!("expected {what}, found {}", node.describe())
}

fn tolerate(node: &Node<'_>, problem: &str, done: &str, diagnostics: &mut Diagnostics) {
    diagnostics.warning(Code::WRONG_TYPE, node.span, format!("{problem}; {done}"));
}
