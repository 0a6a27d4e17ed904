//! A member's name on the wire and its traits, and the flat tables that list them.

use super::traits::{Field, View};

/// A constraint or binding that a schema states for a member.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Trait {
    /// Begins a member in a table: its name on the wire and its field. The member's other traits follow.
    Name(&'static str, &'static str),
    /// The member must be set.
    Required,
    /// The member travels in the path, where the path template names it.
    Label,
    /// The member travels in the query string.
    Query,
    /// The member travels as a header.
    Header,
    /// A structure that travels as JSON text in a header or a query value.
    Json,
    /// A list inside an enclosing element: `<Suffixs><Suffix/><Suffix/></Suffixs>`. Holds the name of the items.
    Wrapped(&'static str),
    /// A number from the first to the second value, inclusive.
    Range(i64, i64),
    /// The number of characters of a text, bytes of a blob or items of a list, inclusive.
    Length(usize, usize),
    /// The largest number of bytes of a text in UTF-8.
    Bytes(usize),
    /// A text of these characters only, written like the inside of a character class: `A-Za-z0-9_`.
    Chars(&'static str),
    /// A boolean that is written as 0 or 1.
    Flag,
    /// A file: raw bytes, which make the request a form.
    File,
    /// Personal or secret: never printed.
    Sensitive,
}

/// A member's names and its traits.
#[derive(Clone, Copy, Debug)]
pub struct Member {
    /// The name on the wire.
    pub name: &'static str,
    /// The name of its field and setter.
    pub field: &'static str,
    /// The traits that the schema states.
    pub traits: &'static [Trait],
}

impl Member {
    /// Returns whether the member has the trait `wanted`.
    pub fn is(&self, wanted: Trait) -> bool {
        self.traits.contains(&wanted)
    }

    /// Returns whether the member travels in the body, not in path, query or headers.
    pub fn in_body(&self) -> bool {
        !self.traits.iter().any(|t| matches!(t, Trait::Label | Trait::Query | Trait::Header))
    }

    /// Returns the value of the member's field as it is written: a flag as an integer.
    #[inline]
    pub fn view<'f>(&self, field: &'f dyn Field) -> View<'f> {
        match field.view() {
            View::Boolean(value) if self.is(Trait::Flag) => View::Integer(value.into()),
            view => view,
        }
    }

    /// Returns the name of the items of a list inside an enclosing element.
    pub(crate) fn wrapped_item(&self) -> Option<&'static str> {
        self.traits.iter().find_map(|t| if let Trait::Wrapped(item) = t { Some(*item) } else { None })
    }
}

/// An iterator over the members that a table describes.
#[derive(Clone, Debug)]
pub struct Members(&'static [Trait]);

impl Members {
    /// Returns the members of `table`, which is one flat list because nested references take longest to compile.
    pub fn of(table: &'static [Trait]) -> Self {
        Self(table)
    }
}

impl Iterator for Members {
    type Item = Member;

    fn next(&mut self) -> Option<Member> {
        let [Trait::Name(name, field), rest @ ..] = self.0 else { return None };
        let end = rest.iter().position(|found| matches!(found, Trait::Name(..))).unwrap_or(rest.len());
        let (traits, rest) = rest.split_at(end);
        self.0 = rest;
        Some(Member { name, field, traits })
    }
}
