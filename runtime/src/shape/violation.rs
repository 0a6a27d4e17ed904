//! A rule of a schema that an input breaks.

use std::fmt;

/// A rule of the schema that an input breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// The path of the member: `User.Desc`, `Rules[2].FileId`.
    pub member: String,
    /// The problem with it.
    pub rule: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.member, self.rule)
    }
}
