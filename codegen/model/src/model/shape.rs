//! Structures, their members, and enumerations.

use std::borrow::Cow;

use super::operation::Expected;
use super::service::Service;
use super::sites::Sites;
use crate::source::Span;

/// A structure.
#[derive(Clone, Debug, Default)]
pub struct Shape {
    /// The name in the schemas; for an unnamed inline structure, its path: `ImageModeration.User`.
    pub name: String,
    /// The index of its schema file in the units of the service.
    pub unit: usize,
    /// The documentation.
    pub doc: String,
    /// The members, in the order of the schema.
    pub members: Vec<Member>,
    /// Whether a member of it could not be read, so that a name without a member says nothing.
    pub incomplete: bool,
    /// Whether a service posts it to a URL that is not a parameter of an operation.
    pub callback: bool,
    /// The values that every document of this type has where a service posts it.
    pub expected: Vec<Expected>,
    /// The groups of members of which exactly one must be set.
    pub one_of: Vec<Vec<String>>,
    /// The groups of members of which at least one must be set.
    pub some_of: Vec<Vec<String>>,
    /// The groups of members that must be set together.
    pub together: Vec<Vec<String>>,
    /// The members that must be set if another one has a value.
    pub conditions: Vec<Condition>,
    /// The member that tells alternatives apart. The members of alternatives are named by its values, and each stands for
    /// its structure as a whole.
    pub by: Option<String>,
    /// Whether it keeps members that the schema does not describe.
    pub open: bool,
    /// Whether it is part of an input. Set by `resolve`.
    pub in_input: bool,
    /// The name of the Rust type. Set by `resolve`.
    pub rust_name: String,
    /// The span of the description.
    pub span: Span,
}

impl Shape {
    /// Returns a member by wire name.
    pub fn member(&self, name: &str) -> Option<&Member> {
        self.members.iter().find(|member| member.name == name)
    }

    /// Returns the structure of a value: for alternatives the one of this kind, with the member that tells it apart. `None`
    /// if the kind is not described.
    pub fn of_kind<'s>(&'s self, kind: Option<&str>, service: &'s Service) -> Option<Cow<'s, Self>> {
        let Some(by) = &self.by else { return Some(Cow::Borrowed(self)) };
        let Type::Shape(name) = &self.member(kind?)?.ty else { return None };
        let mut shape = service.shapes.get(name)?.clone();
        shape.members.insert(0, Member { name: by.clone(), required: true, enforced: true, ..Member::default() });
        Some(Cow::Owned(shape))
    }

    /// Documents which members are required, without enforcing it.
    pub fn enforce_nothing(&mut self) {
        self.members.iter_mut().for_each(|member| member.enforced = false);
    }

    /// Returns a member by wire name for modification.
    pub fn member_mut(&mut self, name: &str) -> Option<&mut Member> {
        self.members.iter_mut().find(|member| member.name == name)
    }
}

/// Members that must be set if another one has a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// The member.
    pub member: String,
    /// The values, of which the member has one.
    pub values: Vec<String>,
    /// The members that must be set then.
    pub requires: Vec<String>,
    /// The span of the description.
    pub span: Span,
}

/// A member of a structure. API 3.0 calls the members of an input parameters.
#[derive(Clone, Debug, Default)]
pub struct Member {
    /// The wire name.
    pub name: String,
    /// The name in Rust that the schema sets, because the wire name is abbreviated.
    pub rust: Option<String>,
    /// Other wire names that occur in responses.
    pub aliases: Vec<String>,
    /// The documentation.
    pub doc: String,
    /// The type.
    pub ty: Type,
    /// Whether it is a list of this type.
    pub list: bool,
    /// Whether the setter of a list adds one item.
    pub appends: bool,
    /// Whether it is a map: its members have this type, and names that are data.
    pub map: bool,
    /// The name of the item elements, if an element wraps the list.
    pub wrapped: Option<String>,
    /// The location in the request.
    pub location: Location,
    /// The sites that have it, if the schema says so. Otherwise those of its operation.
    pub sites: Option<Sites>,
    /// Whether it is required.
    pub required: bool,
    /// Whether a request without it is refused before it is sent. Published metadata calls members of nested structures
    /// required that its own samples leave out, so there only a reviewed `required` is enforced.
    pub enforced: bool,
    /// Whether responses always have it. `None` if the schema has one `required` for both directions.
    pub output_required: Option<bool>,
    /// Whether the service is documented to answer `null` for it.
    pub nullable: bool,
    /// The allowed range of a number.
    pub range: Option<Range>,
    /// The allowed length: of characters, items of a list, or bytes of a file or of base64.
    pub length: Option<Length>,
    /// The largest number of bytes of a text in UTF-8.
    pub max_bytes: Option<i64>,
    /// The allowed characters, as the content of a character class.
    pub chars: Option<String>,
    /// The default that the service applies, as JSON.
    pub default: Option<String>,
    /// An example value from upstream.
    pub example: Option<String>,
    /// Whether the value is personal or secret.
    pub sensitive: bool,
    /// Why the member is deprecated.
    pub deprecated: Option<String>,
    /// The name of the Rust field. Set by `resolve`.
    pub rust_name: String,
    /// The name of the Rust setter. Set by `resolve`.
    pub setter: String,
    /// Whether the field is boxed, because its type contains the structure. Set by `resolve`.
    pub boxed: bool,
    /// The span of the description.
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
    /// An object with arbitrary members: their names are data.
    Object,
}

impl Default for Type {
    fn default() -> Self {
        Self::Scalar(Scalar::String, Format::Plain)
    }
}

/// A scalar type.
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

/// The format of a scalar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// No format.
    Plain,
    /// Bytes as base64 text.
    Base64,
    /// Bytes as text in the alphabet of URLs.
    Base64Url,
    /// A list as one text, separated by commas.
    CommaList,
    /// A list as one text, separated by slashes.
    SlashList,
    /// Bytes as a part of a `multipart/form-data` body.
    Binary,
    /// A date and time in Beijing time: `2024-03-01 09:15:00`.
    DateTime,
    /// A date and time with offset: `2024-03-01T09:15:00+08:00`.
    DateTimeIso,
    /// A date.
    Date,
    /// A signed 64-bit integer.
    Int64,
    /// An unsigned 64-bit integer.
    Uint64,
    /// False or true, written as the integer 0 or 1.
    Flag,
    /// A number with a fraction.
    Float,
    /// A structure that is sent as JSON text.
    Json,
    /// An image processing rule.
    Rule,
    /// A text that is percent-encoded.
    Url,
}

impl Format {
    /// All formats with their names in schemas and the scalar that each applies to; `None` for structures.
    pub const NAMES: &'static [(&'static str, Self, Option<Scalar>)] = &[
        ("base64", Self::Base64, Some(Scalar::String)),
        ("base64url", Self::Base64Url, Some(Scalar::String)),
        ("comma-list", Self::CommaList, Some(Scalar::String)),
        ("slash-list", Self::SlashList, Some(Scalar::String)),
        ("binary", Self::Binary, Some(Scalar::String)),
        ("date-time", Self::DateTime, Some(Scalar::String)),
        ("date-time-iso", Self::DateTimeIso, Some(Scalar::String)),
        ("date", Self::Date, Some(Scalar::String)),
        ("rule", Self::Rule, Some(Scalar::String)),
        ("url", Self::Url, Some(Scalar::String)),
        ("int64", Self::Int64, Some(Scalar::Integer)),
        ("uint64", Self::Uint64, Some(Scalar::Integer)),
        ("flag", Self::Flag, Some(Scalar::Integer)),
        ("float", Self::Float, Some(Scalar::Float)),
        ("json", Self::Json, None),
    ];
}

/// The location of a member in the request.
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

/// An inclusive range of numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Range {
    /// The minimum.
    pub min: Option<i64>,
    /// The maximum.
    pub max: Option<i64>,
}

/// An inclusive range of the number of characters, items or bytes.
pub type Length = Range;

/// An enumeration.
#[derive(Clone, Debug, Default)]
pub struct Enum {
    /// The name in the schemas.
    pub name: String,
    /// The index of its schema file in the units of the service.
    pub unit: usize,
    /// The documentation.
    pub doc: String,
    /// Whether the values are numbers on the wire.
    pub integer: bool,
    /// The values, in the order of the schema.
    pub values: Vec<EnumValue>,
    /// The name of the Rust type. Set by `resolve`.
    pub rust_name: String,
    /// The span of the description.
    pub span: Span,
}

/// A value of an enumeration.
#[derive(Clone, Debug, Default)]
pub struct EnumValue {
    /// The value on the wire.
    pub value: String,
    /// The meaning.
    pub doc: String,
    /// The name that the schema sets.
    pub name: Option<String>,
    /// The name of the Rust variant. Set by `resolve`.
    pub rust_name: String,
    /// The span of the description.
    pub span: Span,
}
