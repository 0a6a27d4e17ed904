//! A rule as text, with the problems of the builder that wrote it.

use std::fmt;

use crate::shape::{Kind, Token, Value, View, Violation};

/// A rule of image processing: a pipeline such as `imageMogr2/format/webp`, a style `style/small`, or an operation with
/// its parameters, `ci-process=AIEnhanceImage&denoise=3`.
///
/// Builders, operations and any text convert into a rule. The problems of a builder, and of a text that begins like a
/// query, are reported when the request that contains the rule is checked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rule {
    pub(super) text: String,
    pub(super) problems: Vec<Violation>,
}

impl Rule {
    /// Returns the text on the wire.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Returns the problems of the builder or the text.
    pub fn problems(&self) -> &[Violation] {
        &self.problems
    }

    /// Returns a pipeline: this rule, then `next` on its result.
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
        let problems = text.split('|').filter_map(separator_problem).collect();
        Self { text, problems }
    }
}

/// Reports the separator of a query at the start of a rule: the request writes it.
fn separator_problem(rule: &str) -> Option<Violation> {
    let separator = rule.chars().next().filter(|first| matches!(first, '?' | '&'))?;
    let member: String = rule.chars().take(60).collect();
    Some(Violation { setter: member.clone(), member, rule: format!("must not start with `{separator}`: remove it") })
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
