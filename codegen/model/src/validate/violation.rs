//! Violations of the schema.

use std::fmt;

use serde_json::{Value, json};

/// The place of a violation that concerns the whole body.
pub const BODY: &str = "the body";

/// A part of a request that does not conform to the schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// The place in the request: `User.Age`, `Pic-Operations.rules[2].fileid`.
    pub place: String,
    /// The kind of violation.
    pub flaw: Flaw,
    /// The violated rule, in words.
    pub rule: String,
}

/// The kinds of violations. The error code of the response follows from the first one in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Flaw {
    /// It is not valid JSON or XML.
    Unreadable,
    /// It is required and missing.
    Missing,
    /// It is not in the schema.
    Unknown,
    /// It has another type.
    Type,
    /// Its value is not allowed.
    Value,
}

impl Flaw {
    /// Returns the name of the kind in logs.
    pub fn name(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::Missing => "missing",
            Self::Unknown => "unknown",
            Self::Type => "type",
            Self::Value => "value",
        }
    }
}

impl Violation {
    /// Returns the violation as JSON.
    pub fn json(&self) -> Value {
        json!({ "place": self.place, "flaw": self.flaw.name(), "rule": self.rule })
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.place, self.rule)
    }
}

/// The results of a check.
#[derive(Debug, Default)]
pub struct Findings {
    /// The violations.
    pub violations: Vec<Violation>,
    /// Observations that are not violations in a request to the service: values that an enumeration does not list.
    pub notes: Vec<Violation>,
}
