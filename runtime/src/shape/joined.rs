//! Texts with a structure of their own: lists joined in one text, and bytes in the alphabet of URLs.

use std::fmt;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use bytes::Bytes;

use super::token::{Kind, Token};
use super::traits::{Value, View};

/// A list that travels as one text, with `SEPARATOR` between its items.
///
/// ```
/// # use tencentcloud_runtime::Joined;
/// let ids: Joined<','> = ["w1", "w2"].into();
/// assert_eq!(ids.as_str(), "w1,w2");
/// assert_eq!(ids.iter().collect::<Vec<_>>(), ["w1", "w2"]);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Joined<const SEPARATOR: char>(String);

impl<const SEPARATOR: char> Joined<SEPARATOR> {
    /// Returns the text on the wire.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the items, without blanks around them. An empty text has none.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.split(SEPARATOR).map(str::trim).filter(|item| !item.is_empty())
    }

    fn join<S: AsRef<str>>(items: impl IntoIterator<Item = S>) -> Self {
        let mut text = String::new();
        for item in items {
            if !text.is_empty() {
                text.push(SEPARATOR);
            }
            text.push_str(item.as_ref());
        }
        Self(text)
    }
}

impl<const SEPARATOR: char> From<String> for Joined<SEPARATOR> {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl<const SEPARATOR: char> From<&str> for Joined<SEPARATOR> {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl<S: AsRef<str>, const SEPARATOR: char> From<Vec<S>> for Joined<SEPARATOR> {
    fn from(items: Vec<S>) -> Self {
        Self::join(items)
    }
}

impl<S: AsRef<str>, const SEPARATOR: char> From<&[S]> for Joined<SEPARATOR> {
    fn from(items: &[S]) -> Self {
        Self::join(items)
    }
}

impl<S: AsRef<str>, const SEPARATOR: char, const COUNT: usize> From<[S; COUNT]> for Joined<SEPARATOR> {
    fn from(items: [S; COUNT]) -> Self {
        Self::join(items)
    }
}

impl<const SEPARATOR: char> fmt::Display for Joined<SEPARATOR> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<const SEPARATOR: char> Value for Joined<SEPARATOR> {
    const KIND: Kind = Kind::String;

    fn view(&self) -> View<'_> {
        View::Text(&self.0)
    }

    fn read(token: Token<'_>) -> Result<Self, Token<'_>> {
        String::read(token).map(Self)
    }
}

/// Bytes that travel as Base64 in the alphabet of URLs, without padding. Text and bytes convert into it and are encoded.
///
/// ```
/// # use tencentcloud_runtime::UrlBlob;
/// let words = UrlBlob::from("机密?");
/// assert_eq!(words.as_str(), "5py65a-GPw");
/// assert_eq!(words.to_bytes().as_deref(), Ok("机密?".as_bytes()));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UrlBlob(String);

impl UrlBlob {
    /// Returns the value of a text that is encoded already, which is sent unchanged.
    pub fn from_base64(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// Returns the text on the wire.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the bytes.
    ///
    /// # Errors
    ///
    /// Fails if a received text is not Base64.
    pub fn to_bytes(&self) -> Result<Bytes, base64::DecodeError> {
        URL_SAFE_NO_PAD.decode(self.0.trim().trim_end_matches('=')).map(Bytes::from)
    }
}

impl From<&str> for UrlBlob {
    fn from(text: &str) -> Self {
        text.as_bytes().into()
    }
}

impl From<String> for UrlBlob {
    fn from(text: String) -> Self {
        text.as_bytes().into()
    }
}

impl From<&[u8]> for UrlBlob {
    fn from(bytes: &[u8]) -> Self {
        Self(URL_SAFE_NO_PAD.encode(bytes))
    }
}

impl From<Vec<u8>> for UrlBlob {
    fn from(bytes: Vec<u8>) -> Self {
        bytes.as_slice().into()
    }
}

impl Value for UrlBlob {
    const KIND: Kind = Kind::String;

    fn view(&self) -> View<'_> {
        View::Text(&self.0)
    }

    fn read(token: Token<'_>) -> Result<Self, Token<'_>> {
        String::read(token).map(Self)
    }
}
