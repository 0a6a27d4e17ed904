//! Texts that travel percent-encoded.

use std::borrow::Cow;
use std::fmt;

use percent_encoding::percent_decode_str;

use super::token::{Kind, Token};
use super::traits::{Value, View};
use crate::sign::encode;

/// A text that travels percent-encoded, such as the key of an object in a list: XML cannot contain every character of a
/// key. Text converts into it and is encoded.
///
/// ```
/// # use tencentcloud_runtime::UrlText;
/// let key = UrlText::from("a b+c/猫.jpg");
/// assert_eq!(key.as_encoded(), "a%20b%2Bc%2F%E7%8C%AB.jpg");
/// assert_eq!(key.decode(), "a b+c/猫.jpg");
/// assert_eq!(format!("{key}"), "a b+c/猫.jpg");
/// assert!(key == "a b+c/猫.jpg");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UrlText(String);

impl UrlText {
    /// Returns a text that is encoded already.
    pub fn from_encoded(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// Returns the text on the wire.
    pub fn as_encoded(&self) -> &str {
        &self.0
    }

    /// Returns the text itself. Bytes that are not UTF-8 are replaced.
    pub fn decode(&self) -> Cow<'_, str> {
        decoded(&self.0)
    }
}

/// Decodes a text by the rules of forms, in which a plus stands for a space.
pub(crate) fn decoded(text: &str) -> Cow<'_, str> {
    if !text.contains('+') {
        return percent_decode_str(text).decode_utf8_lossy();
    }
    let spaced = text.replace('+', " ");
    percent_decode_str(&spaced).decode_utf8_lossy().into_owned().into()
}

/// Prints the text itself.
impl fmt::Display for UrlText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.decode())
    }
}

impl PartialEq<str> for UrlText {
    fn eq(&self, other: &str) -> bool {
        self.decode() == other
    }
}

impl PartialEq<&str> for UrlText {
    fn eq(&self, other: &&str) -> bool {
        self == *other
    }
}

impl From<&str> for UrlText {
    fn from(text: &str) -> Self {
        Self(encode(text).into_owned())
    }
}

impl From<String> for UrlText {
    fn from(text: String) -> Self {
        text.as_str().into()
    }
}

impl Value for UrlText {
    const KIND: Kind = Kind::String;

    fn view(&self) -> View<'_> {
        View::Text(&self.0)
    }

    fn read(token: Token<'_>) -> Result<Self, Token<'_>> {
        String::read(token).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::UrlText;

    #[test]
    fn decodes_what_services_write() {
        for (encoded, text) in [
            ("a%20b%2bc", "a b+c"),
            ("a+b%2Bc", "a b+c"),
            ("%01%E7%8C%AB", "\u{1}猫"),
            ("100%", "100%"),
            ("%FF", "\u{fffd}"),
            ("", ""),
        ] {
            assert_eq!(UrlText::from_encoded(encoded).decode(), text, "{encoded}");
        }
    }

    #[test]
    fn text_survives() {
        for text in ["", "a/b", "%2F", "+", "\u{1}\u{7f}", "&<>\"'", "🦀"] {
            assert_eq!(UrlText::from(text).decode(), text);
        }
    }
}
