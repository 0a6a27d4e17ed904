//! The kinds of value that a schema declares, and the scalars that a reader finds.

/// The kind of value that a schema declares for a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A text.
    String,
    /// One of several texts.
    Enumeration,
    /// An integer.
    Integer,
    /// A floating-point number.
    Float,
    /// A boolean.
    Boolean,
    /// Bytes, which are base64 on the wire.
    Blob,
    /// Any JSON value.
    Json,
    /// A structure.
    Shape,
}

impl Kind {
    /// Returns the kind in words, for messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::String | Self::Enumeration => "a string",
            Self::Integer => "an integer",
            Self::Float => "a number",
            Self::Boolean => "a boolean",
            Self::Blob => "base64 text",
            Self::Json => "JSON",
            Self::Shape => "an object",
        }
    }
}

/// A scalar as a reader found it.
#[derive(Debug)]
pub enum Token<'a> {
    /// A text, the only kind of scalar in XML.
    Text(&'a str),
    /// An integer.
    Integer(i64),
    /// An integer beyond `i64`.
    Unsigned(u64),
    /// Any other number.
    Float(f64),
    /// A boolean.
    Boolean(bool),
    /// Any JSON value, for members of [`Kind::Json`].
    Json(serde_json::Value),
}

impl Token<'_> {
    /// Describes the token in words, for messages. A text is cut after 40 characters.
    pub fn describe(&self) -> String {
        match self {
            Self::Text(text) => format!("the text {:?}", text.chars().take(40).collect::<String>()),
            Self::Integer(number) => format!("the number {number}"),
            Self::Unsigned(number) => format!("the number {number}"),
            Self::Float(number) => format!("the number {number}"),
            Self::Boolean(value) => format!("{value}"),
            Self::Json(_) => "JSON".to_owned(),
        }
    }
}
