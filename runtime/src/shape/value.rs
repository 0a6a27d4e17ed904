//! The kinds of value that a member can hold, and how each is read from the loosely typed values of the wire.

use super::{Blob, Shape, Violation};

/// What a schema declares a member to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A text.
    String,
    /// A whole number.
    Integer,
    /// A number.
    Float,
    /// True or false.
    Boolean,
    /// Bytes, base64 on the wire.
    Blob,
    /// JSON of any form.
    Json,
    /// A structure.
    Shape,
}

impl Kind {
    /// The kind in words, for messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::String => "a string",
            Self::Integer => "an integer",
            Self::Float => "a number",
            Self::Boolean => "a boolean",
            Self::Blob => "base64 text",
            Self::Json => "JSON",
            Self::Shape => "an object",
        }
    }
}

/// A member's value as a writer sees it.
#[derive(Clone, Copy)]
pub enum View<'a> {
    /// Not set: nothing is written.
    Absent,
    /// A text.
    Text(&'a str),
    /// A whole number.
    Integer(i64),
    /// A number.
    Float(f64),
    /// True or false.
    Boolean(bool),
    /// Bytes, base64 on the wire.
    Blob(&'a Blob),
    /// JSON of any form.
    Json(&'a serde_json::Value),
    /// A structure.
    Shape(&'a dyn Shape),
    /// A list.
    List(&'a dyn Items),
}

/// A list as a writer sees it.
pub trait Items {
    /// How many items there are.
    fn len(&self) -> usize;

    /// Whether there is none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// One item; absent behind the end.
    fn at(&self, index: usize) -> View<'_>;
}

/// A scalar as a reader found it.
#[derive(Debug)]
pub enum Token<'a> {
    /// A text; the only one that XML has.
    Text(&'a str),
    /// A whole number.
    Integer(i64),
    /// A number that is no `i64`.
    Float(f64),
    /// True or false.
    Boolean(bool),
    /// JSON of any form, for members that declare just that.
    Json(serde_json::Value),
}

impl Token<'_> {
    /// What was found, in words, for messages.
    pub fn describe(&self) -> String {
        match self {
            Self::Text(text) => format!("the text {:?}", text.chars().take(40).collect::<String>()),
            Self::Integer(number) => format!("the number {number}"),
            Self::Float(number) => format!("the number {number}"),
            Self::Boolean(value) => format!("{value}"),
            Self::Json(_) => "JSON".to_owned(),
        }
    }
}

/// A type that a member, or an item of a list, can have.
///
/// Reading is lenient, because the service is: numbers arrive as text, text as numbers, booleans as `"TRUE"` or `1`.
pub trait Value: Sized {
    /// What the schema declares.
    const KIND: Kind;

    /// The value as a writer sees it.
    fn view(&self) -> View<'_>;

    /// Reads a scalar.
    ///
    /// # Errors
    ///
    /// Gives the token back where it cannot be read as one of these.
    fn read(token: Token<'_>) -> Result<Self, Token<'_>> {
        Err(token)
    }

    /// What is wrong with it whatever the schema says of the member.
    fn problems(&self) -> &[Violation] {
        &[]
    }

    /// A structure with nothing set, for a reader to fill; `None` for scalars.
    fn blank() -> Option<Self> {
        None
    }

    /// The structure to fill; `None` for scalars.
    fn shape(&mut self) -> Option<&mut dyn Shape> {
        None
    }
}

impl<T: Shape + Default> Value for T {
    const KIND: Kind = Kind::Shape;

    fn view(&self) -> View<'_> {
        View::Shape(self)
    }

    fn blank() -> Option<Self> {
        Some(T::default())
    }

    fn shape(&mut self) -> Option<&mut dyn Shape> {
        Some(self)
    }
}

impl Value for String {
    const KIND: Kind = Kind::String;

    fn view(&self) -> View<'_> {
        View::Text(self)
    }

    #[inline]
    fn read(token: Token<'_>) -> Result<Self, Token<'_>> {
        match token {
            Token::Text(text) => Ok(text.to_owned()),
            Token::Integer(number) => Ok(number.to_string()),
            Token::Float(number) => Ok(number.to_string()),
            Token::Boolean(value) => Ok(value.to_string()),
            Token::Json(_) => Err(token),
        }
    }
}

impl Value for i64 {
    const KIND: Kind = Kind::Integer;

    fn view(&self) -> View<'_> {
        View::Integer(*self)
    }

    #[inline]
    fn read(token: Token<'_>) -> Result<Self, Token<'_>> {
        let number = match &token {
            Token::Integer(number) => return Ok(*number),
            Token::Text(text) => text.trim().parse().ok().or_else(|| integral(text.trim().parse().ok()?)),
            Token::Float(number) => integral(*number),
            Token::Boolean(value) => Some((*value).into()),
            Token::Json(_) => None,
        };
        number.ok_or(token)
    }
}

impl Value for f64 {
    const KIND: Kind = Kind::Float;

    fn view(&self) -> View<'_> {
        View::Float(*self)
    }

    #[inline]
    fn read(token: Token<'_>) -> Result<Self, Token<'_>> {
        let number = match &token {
            Token::Text(text) => text.trim().parse().ok().filter(|number: &f64| number.is_finite()),
            Token::Integer(number) => Some(*number as f64),
            Token::Float(number) => Some(*number),
            Token::Boolean(_) | Token::Json(_) => None,
        };
        number.ok_or(token)
    }
}

impl Value for bool {
    const KIND: Kind = Kind::Boolean;

    fn view(&self) -> View<'_> {
        View::Boolean(*self)
    }

    #[inline]
    fn read(token: Token<'_>) -> Result<Self, Token<'_>> {
        let value = match &token {
            Token::Boolean(value) => Some(*value),
            Token::Integer(0) => Some(false),
            Token::Integer(1) => Some(true),
            Token::Text(text) => boolean(text.trim()),
            _ => None,
        };
        value.ok_or(token)
    }
}

impl Value for serde_json::Value {
    const KIND: Kind = Kind::Json;

    fn view(&self) -> View<'_> {
        View::Json(self)
    }

    fn read(token: Token<'_>) -> Result<Self, Token<'_>> {
        Ok(match token {
            Token::Json(value) => value,
            Token::Text(text) => text.into(),
            Token::Integer(number) => number.into(),
            Token::Float(number) => number.into(),
            Token::Boolean(value) => value.into(),
        })
    }
}

/// A float that is a whole number within the range that floats hold exactly.
fn integral(number: f64) -> Option<i64> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    (number.fract() == 0.0 && number.abs() <= EXACT).then_some(number as i64)
}

/// The spellings of a boolean that the services use.
fn boolean(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "true" | "on" | "1" => Some(true),
        "false" | "off" | "0" => Some(false),
        _ => None,
    }
}
