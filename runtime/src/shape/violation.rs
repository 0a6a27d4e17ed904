//! A rule of a schema that an input breaks.

use std::fmt;

/// A rule of the schema that an input breaks. Prints the setter, the name on the wire and the problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// The path of the member, such as `Rules[2].FileId`; several members are separated by `, `.
    pub member: String,
    /// The same path in Rust, which names the setters: `rules[2].file_id`.
    pub setter: String,
    /// The problem with it.
    pub rule: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let members = self.setter.split(", ").zip(self.member.split(", "));
        let members: Vec<_> = members.map(|(setter, member)| named(setter, member)).collect();
        write!(f, "{} {}", members.join(", "), self.rule)
    }
}

fn named(setter: &str, member: &str) -> String {
    if setter == member { format!("`{member}`") } else { format!("`{setter}` (`{member}`)") }
}
