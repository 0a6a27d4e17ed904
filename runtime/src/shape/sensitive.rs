//! Sensitive members: finding their values in an input, and recognizing their names in an answer.

use super::member::{Member, Trait};
use super::traits::{Field, Shape, View, Visitor};

/// Longer texts, such as encoded images, are not collected.
const MAX_LENGTH: usize = 4096;

/// Returns the texts and numbers of all sensitive members.
pub(crate) fn sensitive_texts(shape: &dyn Shape) -> Vec<String> {
    let mut texts = Texts { found: Vec::new(), inside: false };
    shape.visit(&mut texts);
    texts.found
}

struct Texts {
    found: Vec<String>,
    /// Whether the visited structure is a sensitive member.
    inside: bool,
}

impl Texts {
    fn value(&mut self, view: View<'_>, sensitive: bool) {
        match view {
            View::Shape(shape) => {
                let outside = std::mem::replace(&mut self.inside, sensitive);
                shape.visit(self);
                self.inside = outside;
            }
            View::List(items) => (0..items.len()).for_each(|index| self.value(items.at(index), sensitive)),
            View::Text(text) if sensitive && text.len() <= MAX_LENGTH => self.found.push(text.to_owned()),
            View::Integer(number) if sensitive => self.found.push(number.to_string()),
            View::Unsigned(number) if sensitive => self.found.push(number.to_string()),
            View::Float(number) if sensitive => self.found.push(number.to_string()),
            View::Json(value) if sensitive => self.json(value),
            _ => {}
        }
    }

    fn json(&mut self, value: &serde_json::Value) {
        match value {
            serde_json::Value::String(text) if text.len() <= MAX_LENGTH => self.found.push(text.clone()),
            serde_json::Value::Number(number) => self.found.push(number.to_string()),
            serde_json::Value::Array(items) => items.iter().for_each(|item| self.json(item)),
            serde_json::Value::Object(members) => members.values().for_each(|member| self.json(member)),
            _ => {}
        }
    }
}

impl Visitor for Texts {
    fn visit(&mut self, member: Member, field: &dyn Field) {
        self.value(field.view(), self.inside || member.is(Trait::Sensitive));
    }

    fn visit_any(&mut self, _name: &str, value: View<'_>) {
        self.value(value, self.inside);
    }
}

/// Returns whether the member that an answer calls `name` is sensitive. The name may be an alias, which no table lists,
/// so the field itself is compared.
pub(crate) fn is_sensitive(shape: &mut dyn Shape, name: &str) -> bool {
    let Some(field) = shape.member(name).map(|field| std::ptr::from_ref(field).cast::<()>()) else { return false };
    let mut find = Find { field, sensitive: false };
    shape.visit(&mut find);
    find.sensitive
}

struct Find {
    field: *const (),
    sensitive: bool,
}

impl Visitor for Find {
    fn visit(&mut self, member: Member, field: &dyn Field) {
        self.sensitive |= std::ptr::from_ref(field).cast::<()>() == self.field && member.is(Trait::Sensitive);
    }
}
