//! The traits through which types and codecs meet.
//!
//! A structure has fields, a field has a value, and a value may be a structure again. The traits follow that recursion,
//! so they stand in one file.

use super::alternatives::Alternatives;
use super::blob::Blob;
use super::member::{Member, Members, Trait};
use super::token::{Kind, Token};
use super::violation::Violation;

/// A structure of a schema.
pub trait Shape {
    /// Passes every member to `visitor`, in the schema's order, then the rules that concern several members.
    fn visit(&self, visitor: &mut dyn Visitor);

    /// Returns the member called `name` on the wire, or `None` if the schema has no such member.
    fn member(&mut self, name: &str) -> Option<&mut dyn Field>;

    /// Returns whether the structure takes a member of any name.
    #[inline]
    fn takes_any(&self) -> bool {
        false
    }

    /// Returns the structure as one that has one of several forms, if it is.
    #[inline]
    fn alternatives(&mut self) -> Option<&mut dyn Alternatives> {
        None
    }

    /// Returns the number of bytes that the structure takes outside of the field that holds it.
    #[inline]
    fn boxed_size(&self) -> usize {
        0
    }
}

/// A structure that contains itself is held in a box.
impl<T: Shape + ?Sized> Shape for Box<T> {
    fn visit(&self, visitor: &mut dyn Visitor) {
        (**self).visit(visitor);
    }

    fn member(&mut self, name: &str) -> Option<&mut dyn Field> {
        (**self).member(name)
    }

    fn takes_any(&self) -> bool {
        (**self).takes_any()
    }

    fn alternatives(&mut self) -> Option<&mut dyn Alternatives> {
        (**self).alternatives()
    }

    fn boxed_size(&self) -> usize {
        size_of_val(&**self)
    }
}

/// Words in the description of a structure.
pub type Words = &'static [&'static str];

/// Visits the members of a shape one after the other: a writer, a check, a printer.
pub trait Visitor {
    /// Visits one member.
    fn visit(&mut self, member: Member, field: &dyn Field);

    /// Visits all members of the structure `name`: `table` describes `fields`, in the same order.
    fn visit_all(&mut self, _name: &'static str, table: &'static [Trait], fields: &[&dyn Field]) {
        for (member, field) in Members::of(table).zip(fields) {
            self.visit(member, *field);
        }
    }

    /// Visits a member that no schema names.
    fn visit_any(&mut self, _name: &str, _value: View<'_>) {}

    /// Visits a rule: exactly one of these members must be set.
    fn visit_one_of(&mut self, _members: Words) {}

    /// Visits a rule: at least one of these members must be set.
    fn visit_some_of(&mut self, _members: Words) {}

    /// Visits a rule: all of these members must be set, or none.
    fn visit_together(&mut self, _members: Words) {}

    /// Visits a rule: these members must be set if `field`, which holds `member`, has one of the values.
    fn visit_when(&mut self, _member: &'static str, _field: &dyn Field, _values: Words, _required: Words) {}
}

/// The field of a structure that holds a member: an `Option<T>` or a [`List<T>`](super::List).
pub trait Field {
    /// Returns the kind that the schema declares; for a list, the kind of its items.
    fn kind(&self) -> Kind;

    /// Returns the value for a writer.
    fn view(&self) -> View<'_>;

    /// Returns the problems of the value itself, independent of the member's traits.
    fn problems(&self) -> &[Violation] {
        &[]
    }

    /// Starts a list, which is then present even if it stays empty. Returns false if the member is not a list.
    fn open(&mut self) -> bool {
        false
    }

    /// Returns whether the member is a list.
    fn is_list(&self) -> bool {
        false
    }

    /// Sets the value, or appends it to a list.
    ///
    /// # Errors
    ///
    /// Returns the token if it is not of the declared kind.
    fn put<'t>(&mut self, token: Token<'t>) -> Result<(), Token<'t>>;

    /// Removes the value.
    fn clear(&mut self);

    /// Sets or appends an empty structure and returns it to be filled, or `None` if the member is a scalar.
    fn enter(&mut self) -> Option<&mut dyn Shape>;
}

impl dyn Field + '_ {
    /// Returns whether the member is set.
    pub fn is_set(&self) -> bool {
        !matches!(self.view(), View::Absent)
    }
}

/// A type that a member, or an item of a list, can have.
///
/// Reading is lenient, because the services are: numbers arrive as text, text as numbers, booleans as `"TRUE"` or `1`.
pub trait Value: Sized {
    /// The kind that the schema declares.
    const KIND: Kind;

    /// Returns the value for a writer.
    fn view(&self) -> View<'_>;

    /// Reads a scalar.
    ///
    /// # Errors
    ///
    /// Returns the token if it does not fit this type.
    fn read(token: Token<'_>) -> Result<Self, Token<'_>> {
        Err(token)
    }

    /// Returns the problems of the value itself, independent of the member's traits.
    fn problems(&self) -> &[Violation] {
        &[]
    }

    /// Returns an empty structure for a reader to fill, or `None` for a scalar.
    fn blank() -> Option<Self> {
        None
    }

    /// Returns the structure to fill, or `None` for a scalar.
    fn shape(&mut self) -> Option<&mut dyn Shape> {
        None
    }
}

/// A member's value for a writer.
#[derive(Clone, Copy)]
pub enum View<'a> {
    /// Not set: nothing is written.
    Absent,
    /// A text.
    Text(&'a str),
    /// An integer.
    Integer(i64),
    /// An integer beyond `i64`.
    Unsigned(u64),
    /// A floating-point number.
    Float(f64),
    /// A boolean.
    Boolean(bool),
    /// Bytes, which are base64 on the wire.
    Blob(&'a Blob),
    /// Any JSON value.
    Json(&'a serde_json::Value),
    /// A structure.
    Shape(&'a dyn Shape),
    /// A list.
    List(&'a dyn Items),
}

/// A list for a writer.
pub trait Items {
    /// Returns the number of items.
    fn len(&self) -> usize;

    /// Returns whether there are no items.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns the item at `index`, or [`View::Absent`] past the end.
    fn at(&self, index: usize) -> View<'_>;
}
