//! Rules of image processing: pipelines, styles, and operations inside `Pic-Operations`.

mod chain;
mod part;
mod table;

use std::fmt;

use crate::operation::{Operation, Protocol};
use crate::request::query_of;
use crate::shape::{Kind, Token, Value, View, Violation, violations};
use crate::sign::encode;

pub use chain::{Chain, ParseRuleError};
pub use part::{Argument, Param, Part};

/// A rule of image processing: a pipeline such as `imageMogr2/format/webp`, a style `style/small`, or an operation with
/// its parameters, `ci-process=AIEnhanceImage&denoise=3`.
///
/// Builders and operations become rules, and so does any text. What is wrong with a builder comes out when the request that
/// the rule belongs to is sent, before anything goes over the wire.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rule {
    text: String,
    problems: Vec<Violation>,
}

impl Rule {
    /// The text on the wire.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// What is wrong with it.
    pub fn problems(&self) -> &[Violation] {
        &self.problems
    }

    /// This rule, and then another one on what it has made: a pipeline.
    pub fn then(mut self, next: impl Into<Self>) -> Self {
        let next = next.into();
        if !self.text.is_empty() && !next.text.is_empty() {
            self.text.push('|');
        }
        self.text.push_str(&next.text);
        self.problems.extend(next.problems);
        self
    }
}

/// An operation as a rule: what it would have in the query if it were called on an object.
pub fn rule_of<O: Operation>(operation: &O) -> Rule {
    let Protocol::Rest { ways: [way, ..], .. } = O::META.protocol else { return Rule::default() };
    let (path, fixed) = way.path.split_once('?').unwrap_or((way.path, ""));
    let mut text = fixed.to_owned();
    for (key, value) in query_of(operation) {
        if !text.is_empty() {
            text.push('&');
        }
        text.extend([&*encode(&key), "=", &*encode(&value)]);
    }
    // Which object it is for says the request that the rule belongs to.
    let mut problems = violations(operation);
    problems.retain(|problem| !path.contains(&format!("{{{}", problem.member)));
    Rule { text, problems }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl From<&str> for Rule {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

impl From<String> for Rule {
    fn from(text: String) -> Self {
        Self { text, problems: Vec::new() }
    }
}

impl Value for Rule {
    const KIND: Kind = Kind::String;

    fn view(&self) -> View<'_> {
        View::Text(&self.text)
    }

    fn read(token: Token<'_>) -> Result<Self, Token<'_>> {
        String::read(token).map(Self::from)
    }

    fn problems(&self) -> &[Violation] {
        &self.problems
    }
}
