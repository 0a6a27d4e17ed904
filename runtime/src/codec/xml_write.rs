//! Writing shapes as XML.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use quick_xml::escape::escape;
use serde_json::Value;

use super::error::CodecError;
use super::size::estimate;
use crate::shape::{Field, Items, Member, Shape, View, Visitor};

/// Writes the body members of `shape` as an element `root`.
///
/// # Errors
///
/// Fails if a member of an [`Object`](crate::Object) has a name that is not valid for an element.
pub fn write_xml(root: &str, shape: &dyn Shape) -> Result<Vec<u8>, CodecError> {
    let mut writer = Writer { text: String::with_capacity(estimate(shape)), error: None };
    writer.element(root, |inner| shape.visit(inner));
    match writer.error {
        Some(error) => Err(error),
        None => Ok(writer.text.into_bytes()),
    }
}

struct Writer {
    text: String,
    error: Option<CodecError>,
}

impl Writer {
    fn element(&mut self, name: &str, content: impl FnOnce(&mut Self)) {
        self.text.extend(["<", name, ">"]);
        content(self);
        self.text.extend(["</", name, ">"]);
    }

    fn value(&mut self, name: &str, view: View<'_>) {
        match view {
            View::Absent => {}
            View::List(items) => self.items(name, items),
            View::Shape(shape) => self.element(name, |inner| shape.visit(inner)),
            scalar => self.element(name, |inner| inner.scalar(scalar)),
        }
    }

    /// Writes items as siblings with the same name.
    fn items(&mut self, name: &str, items: &dyn Items) {
        for index in 0..items.len() {
            self.value(name, items.at(index));
        }
    }

    fn scalar(&mut self, view: View<'_>) {
        match view {
            View::Text(text) => self.text.push_str(&escape(text)),
            View::Integer(number) => self.text.push_str(&number.to_string()),
            View::Unsigned(number) => self.text.push_str(&number.to_string()),
            View::Float(number) => self.text.push_str(&number.to_string()),
            View::Boolean(value) => self.text.push_str(&value.to_string()),
            View::Blob(blob) => match blob.form() {
                Ok(bytes) => STANDARD.encode_string(bytes, &mut self.text),
                Err(text) => self.text.push_str(&escape(text)),
            },
            View::Json(value) => self.text.push_str(&escape(value.to_string())),
            View::Absent | View::Shape(_) | View::List(_) => {}
        }
    }

    /// Writes any value: a list as siblings, an object as an element with children.
    fn any(&mut self, name: &str, value: &Value) {
        match value {
            Value::Null => {}
            Value::Array(items) => items.iter().for_each(|item| self.any(name, item)),
            Value::Object(members) => self.element(name, |inner| {
                members.iter().for_each(|(name, value)| inner.named(name, |inner| inner.any(name, value)));
            }),
            Value::String(text) => self.element(name, |inner| inner.scalar(View::Text(text))),
            Value::Bool(_) | Value::Number(_) => self.element(name, |inner| inner.scalar(View::Json(value))),
        }
    }

    /// Writes a value whose name is data, unless no element can have the name.
    fn named(&mut self, name: &str, write: impl FnOnce(&mut Self)) {
        if is_name(name) {
            write(self);
        } else if self.error.is_none() {
            self.error = Some(CodecError::new(format!("invalid element name {name:?}")));
        }
    }
}

/// Returns whether an element can have this name. XML allows a few more letters, which no service uses. A colon would
/// separate a prefix, which readers drop.
fn is_name(name: &str) -> bool {
    let starts = |c: char| c.is_alphabetic() || c == '_';
    name.starts_with(starts) && name.chars().all(|c| starts(c) || c.is_numeric() || matches!(c, '-' | '.'))
}

impl Visitor for Writer {
    fn visit(&mut self, member: Member, field: &dyn Field) {
        let view = member.view(field);
        if !member.in_body() {
            return;
        }
        match (member.wrapped_item(), view) {
            (Some(item), View::List(items)) => self.element(member.name, |inner| inner.items(item, items)),
            _ if member.name == "#text" => self.scalar(view),
            _ => self.value(member.name, view),
        }
    }

    fn visit_any(&mut self, name: &str, value: View<'_>) {
        self.named(name, |inner| match value {
            View::Json(value) => inner.any(name, value),
            value => inner.value(name, value),
        });
    }
}
