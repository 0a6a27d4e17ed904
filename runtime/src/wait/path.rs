//! Finding members by a path of their wire names.

use crate::shape::{Field, Member, Shape, View, Visitor};

/// The scalars at `path`, as text: one, or one for each item of the lists on the way. A member that is not set has none.
pub(super) fn texts_at(shape: &dyn Shape, path: &str) -> Vec<String> {
    let (name, rest) = path.split_once('.').unwrap_or((path, ""));
    let mut find = Find { name, rest, found: Vec::new() };
    shape.visit(&mut find);
    find.found
}

struct Find<'p> {
    name: &'p str,
    rest: &'p str,
    found: Vec<String>,
}

impl Find<'_> {
    fn collect(&mut self, view: View<'_>) {
        match view {
            View::List(items) => (0..items.len()).for_each(|index| self.collect(items.at(index))),
            View::Shape(shape) => self.found.extend(texts_at(shape, self.rest)),
            View::Text(text) => self.found.push(text.to_owned()),
            View::Integer(number) => self.found.push(number.to_string()),
            View::Float(number) => self.found.push(number.to_string()),
            View::Boolean(value) => self.found.push(value.to_string()),
            View::Absent | View::Blob(_) | View::Json(_) => {}
        }
    }
}

impl Visitor for Find<'_> {
    fn visit(&mut self, member: Member, field: &dyn Field) {
        if member.name == self.name {
            self.collect(field.view());
        }
    }
}
