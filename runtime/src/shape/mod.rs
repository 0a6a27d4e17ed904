//! What a generated type tells about itself: its members, their names on the wire and their traits.
//!
//! A shape knows nothing of JSON, XML or HTTP; the codecs know nothing of any shape. They meet in [`Shape`]: one
//! implementation a type serves every format, and the loops over it are compiled once, here.

mod blob;
mod check;
mod debug;
mod field;
mod list;
mod object;
mod open_enum;
mod table;
mod timestamp;
mod value;
#[cfg(feature = "serde")]
mod with_serde;
#[cfg(not(feature = "serde"))]
mod without_serde;

pub use blob::Blob;
pub use check::{Violation, violations};
pub use debug::debug;
#[cfg(feature = "testing")]
pub(crate) use debug::debug_as;
pub use field::Field;
pub use list::List;
pub use object::Object;
pub use open_enum::{OpenEnum, enum_read, enum_view};
pub use timestamp::Timestamp;
pub use value::{Items, Kind, Token, Value, View};
#[cfg(feature = "serde")]
#[doc(hidden)]
pub use with_serde::{deserialize, serialize};

/// A structure of a schema.
pub trait Shape {
    /// Shows every member to `to`, in the schema's order, then the rules that tie members together.
    fn visit(&self, to: &mut dyn Visitor);

    /// The member that `name` stands for on the wire; `None` where this version knows no such member.
    fn member(&mut self, name: &str) -> Option<&mut dyn Field>;

    /// Whether it takes a member of any name, so that none of them says what it is.
    #[inline]
    fn takes_any(&self) -> bool {
        false
    }
}

/// What a schema says of one member beside its type.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Trait {
    /// Begins a member in a table: its name on the wire. What else is said of it stands behind.
    Name(&'static str),
    /// Must be set.
    Required,
    /// Travels in the path, at the place that the path template gives it.
    Label,
    /// Travels in the query string.
    Query,
    /// Travels as a header.
    Header,
    /// A structure that travels as JSON text, in a header or a query value.
    Json,
    /// A list with an element around it: `<Suffixs><Suffix/><Suffix/></Suffixs>`.
    Wrapped(&'static str),
    /// A number from the first to the second value, both included.
    Range(i64, i64),
    /// A text of so many characters, or a list of so many items, both included.
    Length(usize, usize),
    /// A text of these characters only, written like the inside of a character class: `A-Za-z0-9_`.
    Chars(&'static str),
    /// A file: bytes that travel as they are, so that the request is a form.
    File,
    /// Personal or secret: never printed.
    Sensitive,
}

/// A member's name on the wire and its traits.
#[derive(Clone, Copy, Debug)]
pub struct Member {
    /// The name on the wire.
    pub name: &'static str,
    /// What the schema says of it.
    pub traits: &'static [Trait],
}

impl Member {
    /// Whether the schema states `wanted` of this member.
    pub fn is(&self, wanted: Trait) -> bool {
        self.traits.contains(&wanted)
    }

    /// Whether the member travels in the body, not in path, query or headers.
    pub fn in_body(&self) -> bool {
        !self.traits.iter().any(|t| matches!(t, Trait::Label | Trait::Query | Trait::Header))
    }
}

/// The members that a table describes, one after the other.
#[derive(Clone, Debug)]
pub struct Members(&'static [Trait]);

impl Members {
    /// A table is one flat list, since compilers take longest over what refers to something else.
    pub fn of(table: &'static [Trait]) -> Self {
        Self(table)
    }
}

impl Iterator for Members {
    type Item = Member;

    fn next(&mut self) -> Option<Member> {
        let [Trait::Name(name), rest @ ..] = self.0 else { return None };
        let end = rest.iter().position(|found| matches!(found, Trait::Name(_))).unwrap_or(rest.len());
        let (traits, rest) = rest.split_at(end);
        self.0 = rest;
        Some(Member { name, traits })
    }
}

/// Something that looks at the members of a shape one after the other: a writer, a check, a printer.
pub trait Visitor {
    /// Looks at one member.
    fn visit(&mut self, member: Member, field: &dyn Field);

    /// Looks at all members of the structure `name`: `table` describes the fields, in their order.
    fn visit_all(&mut self, _name: &'static str, table: &'static [Trait], fields: &[&dyn Field]) {
        for (member, field) in Members::of(table).zip(fields) {
            self.visit(member, *field);
        }
    }

    /// Looks at a member that no schema names.
    fn visit_any(&mut self, _name: &str, _value: &serde_json::Value) {}

    /// Exactly one of these members must be set.
    fn visit_one_of(&mut self, _members: &'static [&'static str]) {}

    /// At least one of these members must be set.
    fn visit_some_of(&mut self, _members: &'static [&'static str]) {}

    /// All of these members must be set, or none.
    fn visit_together(&mut self, _members: &'static [&'static str]) {}
}

/// A shape that refers to itself is held in a box.
impl<T: Shape + ?Sized> Shape for Box<T> {
    fn visit(&self, to: &mut dyn Visitor) {
        (**self).visit(to);
    }

    fn member(&mut self, name: &str) -> Option<&mut dyn Field> {
        (**self).member(name)
    }

    fn takes_any(&self) -> bool {
        (**self).takes_any()
    }
}
