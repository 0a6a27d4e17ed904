//! Estimates the length of a document.

use crate::shape::{Field, Member, Shape, View, Visitor};

/// Estimates the length of the written `shape` in bytes, usually too high. Large blobs dominate the length of a body,
/// and reserving space for them avoids a copy for every power of two.
pub(super) fn estimate(shape: &dyn Shape) -> usize {
    let mut size = Size(64);
    shape.visit(&mut size);
    size.0
}

struct Size(usize);

impl Size {
    /// Adds the length of a value. A pair of tags has the name twice, and five more characters.
    fn value(&mut self, name: &str, view: View<'_>) {
        self.0 += 2 * name.len() + 8;
        match view {
            View::Blob(blob) => self.0 += blob.encoded_len(),
            View::Text(text) => self.0 += text.len(),
            View::Shape(shape) => shape.visit(self),
            View::List(items) => (0..items.len()).for_each(|index| self.value(name, items.at(index))),
            View::Json(value) => self.json(name, value),
            View::Integer(_) | View::Unsigned(_) | View::Float(_) | View::Boolean(_) => self.0 += 8,
            View::Absent => {}
        }
    }
}

impl Size {
    fn json(&mut self, name: &str, value: &serde_json::Value) {
        self.0 += 2 * name.len() + 8;
        match value {
            serde_json::Value::String(text) => self.0 += text.len(),
            serde_json::Value::Array(items) => items.iter().for_each(|item| self.json(name, item)),
            serde_json::Value::Object(members) => members.iter().for_each(|(name, value)| self.json(name, value)),
            _ => self.0 += 8,
        }
    }
}

impl Visitor for Size {
    fn visit(&mut self, member: Member, field: &dyn Field) {
        match field.view() {
            View::Absent => {}
            view => self.value(member.name, view),
        }
    }

    fn visit_any(&mut self, name: &str, value: View<'_>) {
        self.value(name, value);
    }
}
