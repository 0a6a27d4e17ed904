//! Finding members by a path of wire names.

use crate::shape::{Field, Member, Shape, View, Visitor};

/// Returns the scalars at `path` as text: one, or one for each item of the lists along the path. An absent member has
/// none.
pub(crate) fn texts_at(shape: &dyn Shape, path: &str) -> Vec<String> {
    let mut found = Vec::new();
    for_each_at(shape, path, &mut |view| match view {
        View::Text(text) => found.push(text.to_owned()),
        View::Integer(number) => found.push(number.to_string()),
        View::Unsigned(number) => found.push(number.to_string()),
        View::Float(number) => found.push(number.to_string()),
        View::Boolean(value) => found.push(value.to_string()),
        _ => {}
    });
    found
}

/// Returns the number of values at `path`; for a list, the number of items.
pub(crate) fn count_at(shape: &dyn Shape, path: &str) -> usize {
    let mut count = 0;
    for_each_at(shape, path, &mut |_| count += 1);
    count
}

fn for_each_at(shape: &dyn Shape, path: &str, visit: &mut dyn FnMut(View<'_>)) {
    let (name, rest) = path.split_once('.').unwrap_or((path, ""));
    shape.visit(&mut Find { name, rest, visit });
}

struct Find<'p> {
    name: &'p str,
    rest: &'p str,
    visit: &'p mut dyn FnMut(View<'_>),
}

impl Find<'_> {
    fn collect(&mut self, view: View<'_>) {
        match view {
            View::Absent => {}
            View::List(items) => (0..items.len()).for_each(|index| self.collect(items.at(index))),
            View::Shape(shape) if !self.rest.is_empty() => for_each_at(shape, self.rest, self.visit),
            value => (self.visit)(value),
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
