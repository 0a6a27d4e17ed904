//! The types that a member can hold, and how each is read from the loosely typed values of the wire.

use super::blob::Blob;
use super::token::{Kind, Token};
use super::traits::{Shape, Value, View};

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

impl Value for Blob {
    const KIND: Kind = Kind::Blob;

    fn view(&self) -> View<'_> {
        View::Blob(self)
    }

    fn read(token: Token<'_>) -> Result<Self, Token<'_>> {
        match token {
            Token::Text(text) => Ok(Self::from_base64(text)),
            other => Err(other),
        }
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
            Token::Unsigned(number) => Ok(number.to_string()),
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
            Token::Unsigned(_) | Token::Json(_) => None,
        };
        number.ok_or(token)
    }
}

impl Value for u64 {
    const KIND: Kind = Kind::Integer;

    fn view(&self) -> View<'_> {
        i64::try_from(*self).map_or(View::Unsigned(*self), View::Integer)
    }

    fn read(token: Token<'_>) -> Result<Self, Token<'_>> {
        let number = match &token {
            Token::Unsigned(number) => return Ok(*number),
            Token::Text(text) => text.trim().parse().ok(),
            _ => None,
        };
        match number {
            Some(number) => Ok(number),
            None => i64::read(token).and_then(|number| number.try_into().map_err(|_| Token::Integer(number))),
        }
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
            Token::Unsigned(number) => Some(*number as f64),
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
            Token::Unsigned(number) => number.into(),
            Token::Float(number) => number.into(),
            Token::Boolean(value) => value.into(),
        })
    }
}

/// Converts a float that is an integer in the range where floats are exact.
fn integral(number: f64) -> Option<i64> {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    (number.fract() == 0.0 && number.abs() <= EXACT).then_some(number as i64)
}

/// Parses the spellings of a boolean that the services use.
fn boolean(text: &str) -> Option<bool> {
    match text.to_ascii_lowercase().as_str() {
        "true" | "on" | "1" => Some(true),
        "false" | "off" | "0" => Some(false),
        _ => None,
    }
}
