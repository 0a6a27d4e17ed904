//! Finding members by a path of their wire names.

use crate::shape::{Field, Member, Shape, View, Visitor};

/// The scalars at `path`, as text: one, or one for each item of the lists on the way. A member that is not set has none.
pub(crate) fn texts_at(shape: &dyn Shape, path: &str) -> Vec<String> {
    let mut found = Vec::new();
    look_at(shape, path, &mut |view| match view {
        View::Text(text) => found.push(text.to_owned()),
        View::Integer(number) => found.push(number.to_string()),
        View::Float(number) => found.push(number.to_string()),
        View::Boolean(value) => found.push(value.to_string()),
        _ => {}
    });
    found
}

/// How many values there are at `path`: the items, where it is a list.
pub(crate) fn count_at(shape: &dyn Shape, path: &str) -> usize {
    let mut count = 0;
    look_at(shape, path, &mut |_| count += 1);
    count
}

fn look_at(shape: &dyn Shape, path: &str, look: &mut dyn FnMut(View<'_>)) {
    let (name, rest) = path.split_once('.').unwrap_or((path, ""));
    shape.visit(&mut Find { name, rest, look });
}

struct Find<'p> {
    name: &'p str,
    rest: &'p str,
    look: &'p mut dyn FnMut(View<'_>),
}

impl Find<'_> {
    fn collect(&mut self, view: View<'_>) {
        match view {
            View::Absent => {}
            View::List(items) => (0..items.len()).for_each(|index| self.collect(items.at(index))),
            View::Shape(shape) if !self.rest.is_empty() => look_at(shape, self.rest, self.look),
            value => (self.look)(value),
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
