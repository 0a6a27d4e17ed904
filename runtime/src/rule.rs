//! Rules of image processing.

use std::fmt;

use crate::operation::{Operation, Protocol};
use crate::request::query_of;
use crate::shape::{Kind, Token, Value, View};
use crate::sign::encode;

/// A rule of image processing: a pipeline such as `imageMogr2/format/webp`, a style `style/small`, or an operation with
/// its parameters, `ci-process=AIEnhanceImage&denoise=3`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rule(String);

impl Rule {
    /// The text on the wire.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// An operation as a rule: what it would have in the query if it were called on an object.
pub fn rule_of<O: Operation>(operation: &O) -> Rule {
    let Protocol::Rest { ways: [way, ..], .. } = O::META.protocol else { return Rule::default() };
    let fixed = way.path.split_once('?').map_or("", |(_, query)| query);
    let mut text = fixed.to_owned();
    for (key, value) in query_of(operation) {
        if !text.is_empty() {
            text.push('&');
        }
        text.extend([&*encode(&key), "=", &*encode(&value)]);
    }
    Rule(text)
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<&str> for Rule {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl From<String> for Rule {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl Value for Rule {
    const KIND: Kind = Kind::String;

    fn view(&self) -> View<'_> {
        View::Text(&self.0)
    }

    fn read(token: Token<'_>) -> Result<Self, Token<'_>> {
        String::read(token).map(Self)
    }
}
