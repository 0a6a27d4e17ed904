//! A rule of a schema that an input breaks.

use std::fmt;

/// A rule of the schema that an input breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// The path of the member, such as `Rules[2].FileId`; several members are separated by `, `.
    pub member: String,
    /// The problem with it.
    pub rule: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` {}", self.member.replace(", ", "`, `"), self.rule)
    }
}
