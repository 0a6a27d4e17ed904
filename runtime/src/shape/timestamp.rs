//! Points in time, in the forms that the services use.

mod parse;

use std::fmt;
use std::ops::Deref;

use super::token::{Kind, Token};
use super::traits::{Value, View};

/// A point in time, as the service wrote it.
///
/// The services use many forms: `2021-05-21T10:44:32+08:00`, `2022-08-09T16:23:11+0800`, `2022-08-09 16:23:11` (Beijing
/// time), `Tue, 09 Aug 2022 08:23:11 GMT`, Unix seconds or milliseconds, `-` for an event that has not happened. The text
/// is kept, without blanks around it; [`unix_seconds`](Self::unix_seconds) parses all of these forms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timestamp(String);

impl Timestamp {
    /// Returns the text on the wire.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the Unix seconds, or `None` if the text is not a point in time. A time without a zone is Beijing time.
    /// The magnitude of a number shows whether it is in seconds, milliseconds, microseconds or nanoseconds.
    pub fn unix_seconds(&self) -> Option<i64> {
        // Published samples have a stray `>` after the zone.
        let text = self.0.trim().trim_end_matches('>').trim_end();
        parse::number(text).or_else(|| parse::date_time(text)).or_else(|| parse::named_month(text))
    }
}

impl Deref for Timestamp {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<T: Into<String>> From<T> for Timestamp {
    fn from(text: T) -> Self {
        Self(text.into())
    }
}

impl Value for Timestamp {
    const KIND: Kind = Kind::String;

    fn view(&self) -> View<'_> {
        View::Text(&self.0)
    }

    fn read(token: Token<'_>) -> Result<Self, Token<'_>> {
        match token {
            Token::Text(text) => Ok(Self(text.trim().to_owned())),
            other => String::read(other).map(Self),
        }
    }
}
