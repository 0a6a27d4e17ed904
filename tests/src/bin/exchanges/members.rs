//! Where the members of an input travel.

use tencentcloud_image::runtime::replay::Entry;
use tencentcloud_image::runtime::{Field, Member, Trait, Visitor};

/// The members of an operation's input.
pub struct Members(Vec<Member>);

impl Members {
    /// Of an operation.
    pub fn of(entry: &Entry) -> Self {
        let mut members = Self(Vec::new());
        (entry.input)().visit(&mut members);
        members
    }

    /// Whether there is such a member in the query.
    pub fn has_query(&self, name: &str) -> bool {
        self.any(name, |member| member.is(Trait::Query))
    }

    /// Whether there is such a member in the headers.
    pub fn has_header(&self, name: &str) -> bool {
        self.0.iter().any(|member| member.is(Trait::Header) && member.name.eq_ignore_ascii_case(name))
    }

    /// Whether there is such a member in the body.
    pub fn has_body(&self, name: &str) -> bool {
        self.any(name, Member::in_body)
    }

    fn any(&self, name: &str, is: impl Fn(&Member) -> bool) -> bool {
        self.0.iter().any(|member| member.name == name && is(member))
    }
}

impl Visitor for Members {
    fn visit(&mut self, member: Member, _field: &dyn Field) {
        self.0.push(member);
    }
}
