//! Structures, their members, and enumerations.

use crate::source::Span;

/// A structure.
#[derive(Clone, Debug, Default)]
pub struct Shape {
    /// Its name in the schemas; for an inline structure that nobody named, the way to it: `ImageModeration.User`.
    pub name: String,
    /// The index of the schema file that it comes from in the service's units.
    pub unit: usize,
    /// What it is.
    pub doc: String,
    /// Its members, in the schema's order.
    pub members: Vec<Member>,
    /// Whether a service posts it to addresses that no operation takes.
    pub callback: bool,
    /// Groups of members of which exactly one must be set.
    pub one_of: Vec<Vec<String>>,
    /// Groups of members of which at least one must be set.
    pub some_of: Vec<Vec<String>>,
    /// Groups of members that go together.
    pub together: Vec<Vec<String>>,
    /// Whether an operation takes it, by itself or inside another. Filled by resolve.
    pub in_input: bool,
    /// The type's name in Rust. Filled by resolve.
    pub rust_name: String,
    /// Where it is described.
    pub span: Span,
}

impl Shape {
    /// A member by its wire name.
    pub fn member(&self, name: &str) -> Option<&Member> {
        self.members.iter().find(|member| member.name == name)
    }

    /// A member by its wire name, to be changed.
    pub fn member_mut(&mut self, name: &str) -> Option<&mut Member> {
        self.members.iter_mut().find(|member| member.name == name)
    }
}

/// A member of a structure. API 3.0 calls the ones of an input parameters.
#[derive(Clone, Debug, Default)]
pub struct Member {
    /// Its name on the wire.
    pub name: String,
    /// Other names that answers are known to use.
    pub aliases: Vec<String>,
    /// What it is.
    pub doc: String,
    /// Its type.
    pub ty: Type,
    /// Whether it is a list of these.
    pub list: bool,
    /// The name of the items, where an element stands around the list.
    pub wrapped: Option<String>,
    /// Where it travels.
    pub location: Location,
    /// Whether it must be set.
    pub required: bool,
    /// Whether the service is documented to answer `null` for it.
    pub nullable: bool,
    /// The numbers that it may be.
    pub range: Option<Range>,
    /// How long it may be.
    pub length: Option<Length>,
    /// The characters that it may consist of, as the inside of a character class.
    pub chars: Option<String>,
    /// What the service takes where it is not set, as JSON.
    pub default: Option<String>,
    /// A sample value, as upstream gives it.
    pub example: Option<String>,
    /// Whether it is personal or secret.
    pub sensitive: bool,
    /// Why not to use it any more.
    pub deprecated: Option<String>,
    /// The field's name in Rust. Filled by resolve.
    pub rust_name: String,
    /// The setter's name in Rust. Filled by resolve.
    pub setter: String,
    /// Whether the field is held in a box, because its type leads back to the structure. Filled by resolve.
    pub boxed: bool,
    /// Where it is described.
    pub span: Span,
}

/// A type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Type {
    /// A scalar.
    Scalar(Scalar, Format),
    /// An enumeration, by name.
    Enum(String),
    /// A structure, by name.
    Shape(String),
    /// An object whose members nobody lists: their names are data.
    Object,
}

impl Default for Type {
    fn default() -> Self {
        Self::Scalar(Scalar::String, Format::Plain)
    }
}

/// The scalars.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scalar {
    /// Text.
    String,
    /// A whole number.
    Integer,
    /// A number.
    Float,
    /// True or false.
    Boolean,
}

/// What a scalar holds beside what its type says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Nothing special.
    Plain,
    /// Bytes as base64 text.
    Base64,
    /// Bytes as they are, as a part of a `multipart/form-data` body.
    Binary,
    /// A point in time: `2024-03-01 09:15:00`, in Beijing time.
    DateTime,
    /// A point in time with its zone: `2024-03-01T09:15:00+08:00`.
    DateTimeIso,
    /// A day.
    Date,
    /// A 64-bit number.
    Int64,
    /// A 64-bit number that is not negative.
    Uint64,
    /// A number with a fraction.
    Float,
    /// A structure that travels as JSON text.
    Json,
    /// An image processing rule.
    Rule,
}

impl Format {
    /// All that schemas can name, with the scalar that each goes with; `None` where it goes with structures.
    pub const NAMES: &'static [(&'static str, Self, Option<Scalar>)] = &[
        ("base64", Self::Base64, Some(Scalar::String)),
        ("binary", Self::Binary, Some(Scalar::String)),
        ("date-time", Self::DateTime, Some(Scalar::String)),
        ("date-time-iso", Self::DateTimeIso, Some(Scalar::String)),
        ("date", Self::Date, Some(Scalar::String)),
        ("rule", Self::Rule, Some(Scalar::String)),
        ("int64", Self::Int64, Some(Scalar::Integer)),
        ("uint64", Self::Uint64, Some(Scalar::Integer)),
        ("float", Self::Float, Some(Scalar::Float)),
        ("json", Self::Json, None),
    ];
}

/// Where a member travels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Location {
    /// In the body.
    #[default]
    Body,
    /// In the path.
    Label,
    /// In the query.
    Query,
    /// As a header.
    Header,
    /// As a header or query value that holds JSON.
    JsonHeader,
    /// As a query value that holds JSON.
    JsonQuery,
}

/// The numbers that a member may be, both ends included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Range {
    /// The smallest.
    pub min: Option<i64>,
    /// The largest.
    pub max: Option<i64>,
}

/// How many characters or items a member may have, both ends included.
pub type Length = Range;

/// An enumeration.
#[derive(Clone, Debug, Default)]
pub struct Enum {
    /// Its name in the schemas.
    pub name: String,
    /// The index of the schema file that it comes from in the service's units.
    pub unit: usize,
    /// What it is.
    pub doc: String,
    /// Whether its values are numbers on the wire.
    pub integer: bool,
    /// Its values, in the schema's order.
    pub values: Vec<EnumValue>,
    /// The type's name in Rust. Filled by resolve.
    pub rust_name: String,
    /// Where it is described.
    pub span: Span,
}

/// A value of an enumeration.
#[derive(Clone, Debug, Default)]
pub struct EnumValue {
    /// The value on the wire.
    pub value: String,
    /// What it means.
    pub doc: String,
    /// A name that the schema asks for.
    pub name: Option<String>,
    /// The variant's name in Rust. Filled by resolve.
    pub rust_name: String,
    /// Where it is described.
    pub span: Span,
}
