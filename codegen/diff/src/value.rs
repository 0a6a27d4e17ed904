//! The values of facets.

use std::borrow::Cow;
use std::fmt;

use crate::facet::Flow;

/// The presence of a member that every response has.
pub const ALWAYS: &str = "always";

/// The value of a facet.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'m> {
    /// A flag that is set.
    Flag,
    /// A text.
    Text(Cow<'m, str>),
    /// A minimum and a maximum.
    Bounds(Option<i64>, Option<i64>),
    /// A set of texts, sorted.
    Set(Vec<Cow<'m, str>>),
    /// Texts whose order matters.
    List(Vec<&'m str>),
    /// A type.
    Type(TypeOf<'m>),
    /// A direction.
    Flow(Flow),
}

/// A type, on the wire and in Rust.
#[derive(Clone, Debug, PartialEq)]
pub struct TypeOf<'m> {
    /// The type on the wire.
    pub wire: Wire<'m>,
    /// The format; empty if there is none.
    pub format: &'static str,
    /// Whether it is a list.
    pub list: bool,
    /// Whether it is a map.
    pub map: bool,
    /// Whether it is boxed in Rust.
    pub boxed: bool,
}

impl TypeOf<'_> {
    /// Whether both types have the same Rust type. Most formats do not change the Rust type.
    pub fn same_in_rust(&self, other: &Self) -> bool {
        let rust = |format| match format {
            "date" | "date-time" | "date-time-iso" => "timestamp",
            "base64" | "binary" => "bytes",
            "rule" | "uint64" | "flag" | "url" | "base64url" | "comma-list" | "slash-list" => format,
            _ => "",
        };
        (self.wire, self.list, self.map, self.boxed, rust(self.format))
            == (other.wire, other.list, other.map, other.boxed, rust(other.format))
    }
}

/// A type on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wire<'m> {
    /// Text.
    String,
    /// An integer.
    Integer,
    /// A floating-point number.
    Float,
    /// True or false.
    Boolean,
    /// A value of the enumeration with this name.
    Enum(&'m str),
    /// The structure with this name.
    Structure(&'m str),
    /// An object with any members.
    Object,
}

impl fmt::Display for TypeOf<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = match (self.list, self.map) {
            (true, _) => "list of ",
            (_, true) => "map of ",
            _ => "",
        };
        match self.wire {
            Wire::String => write!(f, "{list}string")?,
            Wire::Integer => write!(f, "{list}integer")?,
            Wire::Float => write!(f, "{list}number")?,
            Wire::Boolean => write!(f, "{list}boolean")?,
            Wire::Enum(name) | Wire::Structure(name) => write!(f, "{list}{name}")?,
            Wire::Object => write!(f, "{list}object")?,
        }
        if self.format.is_empty() { Ok(()) } else { write!(f, " ({})", self.format) }
    }
}

impl fmt::Display for Value<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag => f.write_str("yes"),
            Self::Text(text) => f.write_str(text),
            Self::Bounds(Some(min), Some(max)) => write!(f, "{min} to {max}"),
            Self::Bounds(Some(min), None) => write!(f, "at least {min}"),
            Self::Bounds(None, Some(max)) => write!(f, "at most {max}"),
            Self::Bounds(None, None) => f.write_str("any"),
            Self::Set(texts) => f.write_str(&texts.join(", ")),
            Self::List(texts) => f.write_str(&texts.join(", ")),
            Self::Type(ty) => ty.fmt(f),
            Self::Flow(flow) => flow.fmt(f),
        }
    }
}
