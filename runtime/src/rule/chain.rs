//! The state of a rule builder: its head and the parts that were added.

use std::fmt;

use super::part::{Argument, Part};
use super::text::Rule;
use crate::shape::Violation;

/// A rule under construction: a head such as `imageMogr2`, and parts in the order in which they were added.
#[derive(Clone, Debug, PartialEq)]
pub struct Chain {
    kind: &'static str,
    parts: Vec<(&'static Part, Vec<Argument>)>,
}

/// A text is not a rule of the expected kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParseRuleError {
    kind: &'static str,
    rest: String,
}

impl Chain {
    /// Returns a rule with only its head.
    #[doc(hidden)]
    pub fn new(kind: &'static str, head: &'static Part, arguments: Vec<Argument>) -> Self {
        Self { kind, parts: vec![(head, arguments)] }
    }

    /// Appends a part.
    #[doc(hidden)]
    pub fn with(mut self, part: &'static Part, arguments: Vec<Argument>) -> Self {
        self.parts.push((part, arguments));
        self
    }

    /// Parses a rule: the head, then any of the parts in `table`.
    #[doc(hidden)]
    pub fn parse(
        kind: &'static str,
        head: &'static Part,
        table: &'static [Part],
        text: &str,
    ) -> Result<Self, ParseRuleError> {
        let error = |rest: &str| ParseRuleError { kind, rest: rest.chars().take(60).collect() };
        let (arguments, mut rest) = head.read(text).ok_or_else(|| error(text))?;
        let mut chain = Self::new(kind, head, arguments);
        while !rest.is_empty() {
            let read = |part: &'static Part| Some((part, part.read(rest)?));
            let (part, (arguments, behind)) = table.iter().find_map(read).ok_or_else(|| error(rest))?;
            chain = chain.with(part, arguments);
            rest = behind;
        }
        Ok(chain)
    }

    /// Returns the parts with their arguments, the head first.
    pub fn parts(&self) -> impl Iterator<Item = (&'static str, &[Argument])> {
        self.parts.iter().map(|(part, arguments)| (part.name, arguments.as_slice()))
    }

    /// Returns the problems: arguments out of range, and parts that are mutually exclusive.
    pub fn problems(&self) -> Vec<Violation> {
        let mut problems = Vec::new();
        for (index, (part, arguments)) in self.parts.iter().enumerate() {
            let member = |name: &str| format!("{}.{}{name}", self.kind, part.name);
            for (name, rule) in part.problems(arguments) {
                problems.push(violation(member(&format!(".{name}")), rule));
            }
            let before = self.parts[1..].iter().take(index.saturating_sub(1));
            if index > 0 && before.into_iter().any(|(other, _)| other.keyword() == part.keyword()) {
                problems.push(violation(member(""), format!("must not follow another `{}`", part.keyword())));
            }
        }
        problems
    }
}

/// Returns a problem of a builder, whose names are the same on the wire and in Rust.
fn violation(member: String, rule: String) -> Violation {
    Violation { setter: member.clone(), member, rule }
}

impl fmt::Display for Chain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts: Vec<_> = self.parts.iter().map(|(part, arguments)| part.write(arguments)).collect();
        f.write_str(&parts.join("/"))
    }
}

impl From<Chain> for Rule {
    fn from(chain: Chain) -> Self {
        Self { text: chain.to_string(), problems: chain.problems() }
    }
}

impl fmt::Display for ParseRuleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected a part of `{}`, found {:?}", self.kind, self.rest)
    }
}

impl std::error::Error for ParseRuleError {}
