//! Shapes to XML.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use quick_xml::escape::escape;

use super::size::estimate;
use crate::shape::{Field, Items, Member, Shape, Trait, View, Visitor};

/// Writes the members of `shape` that travel in the body as an element `root`.
pub fn write_xml(root: &str, shape: &dyn Shape) -> Vec<u8> {
    let mut writer = Writer(String::with_capacity(estimate(shape)));
    writer.element(root, |inner| shape.visit(inner));
    writer.0.into_bytes()
}

struct Writer(String);

impl Writer {
    fn element(&mut self, name: &str, content: impl FnOnce(&mut Self)) {
        self.0.extend(["<", name, ">"]);
        content(self);
        self.0.extend(["</", name, ">"]);
    }

    fn value(&mut self, name: &str, view: View<'_>) {
        match view {
            View::Absent => {}
            View::List(items) => self.items(name, items),
            View::Shape(shape) => self.element(name, |inner| shape.visit(inner)),
            scalar => self.element(name, |inner| inner.text(scalar)),
        }
    }

    /// Items are flat siblings of one name.
    fn items(&mut self, name: &str, items: &dyn Items) {
        for index in 0..items.len() {
            self.value(name, items.at(index));
        }
    }

    fn text(&mut self, view: View<'_>) {
        match view {
            View::Text(text) => self.0.push_str(&escape(text)),
            View::Integer(number) => self.0.push_str(&number.to_string()),
            View::Float(number) => self.0.push_str(&number.to_string()),
            View::Boolean(value) => self.0.push_str(&value.to_string()),
            View::Blob(blob) => match blob.form() {
                Ok(bytes) => STANDARD.encode_string(bytes, &mut self.0),
                Err(text) => self.0.push_str(&escape(text)),
            },
            View::Json(value) => self.0.push_str(&escape(value.to_string())),
            View::Absent | View::Shape(_) | View::List(_) => {}
        }
    }
}

impl Visitor for Writer {
    fn visit(&mut self, member: Member, field: &dyn Field) {
        let view = field.view();
        if !member.in_body() {
            return;
        }
        let wrapped = member.traits.iter().find_map(|t| if let Trait::Wrapped(item) = t { Some(*item) } else { None });
        match (wrapped, view) {
            (Some(item), View::List(items)) => self.element(member.name, |inner| inner.items(item, items)),
            _ if member.name == "#text" => self.text(view),
            _ => self.value(member.name, view),
        }
    }
}
