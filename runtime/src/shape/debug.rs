//! `Debug` of structures, without sensitive values.

use std::fmt;

use super::member::{Member, Trait};
use super::traits::{Field, Shape, View, Visitor};

/// Prints the members that are set, with `***` for sensitive values.
///
/// # Errors
///
/// Fails if the formatter fails.
pub fn debug(shape: &dyn Shape, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut name = Name("Object");
    shape.visit(&mut name);
    debug_as(name.0, shape, f)
}

/// Prints the members with another name for the structure.
pub(crate) fn debug_as(name: &str, shape: &dyn Shape, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut printer = Printer(f.debug_struct(name));
    shape.visit(&mut printer);
    printer.0.finish()
}

/// Finds the name of a structure.
struct Name(&'static str);

impl Visitor for Name {
    fn visit(&mut self, _member: Member, _field: &dyn Field) {}

    fn visit_all(&mut self, name: &'static str, _table: &'static [Trait], _fields: &[&dyn Field]) {
        self.0 = name;
    }
}

struct Printer<'a, 'f>(fmt::DebugStruct<'a, 'f>);

impl Visitor for Printer<'_, '_> {
    fn visit(&mut self, member: Member, field: &dyn Field) {
        if !field.is_set() {
            return;
        }
        if member.is(Trait::Sensitive) {
            self.0.field(member.name, &format_args!("***"));
        } else {
            self.0.field(member.name, &Printed(field.view()));
        }
    }

    fn visit_any(&mut self, name: &str, value: View<'_>) {
        match value {
            View::Json(_) => self.0.field(name, &format_args!("…")),
            value => self.0.field(name, &Printed(value)),
        };
    }
}

struct Printed<'a>(View<'a>);

impl fmt::Debug for Printed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            View::Absent => f.write_str("None"),
            View::Text(text) => fmt::Debug::fmt(text, f),
            View::Integer(number) => fmt::Debug::fmt(&number, f),
            View::Unsigned(number) => fmt::Debug::fmt(&number, f),
            View::Float(number) => fmt::Debug::fmt(&number, f),
            View::Boolean(value) => fmt::Debug::fmt(&value, f),
            View::Blob(blob) => fmt::Debug::fmt(blob, f),
            View::Json(value) => fmt::Debug::fmt(value, f),
            View::Shape(shape) => debug(shape, f),
            View::List(items) => f.debug_list().entries((0..items.len()).map(|i| Printed(items.at(i)))).finish(),
        }
    }
}
