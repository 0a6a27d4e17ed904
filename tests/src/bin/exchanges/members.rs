//! The members of an input, by their location in the request.

use tencentcloud_image::runtime::replay::Entry;
use tencentcloud_image::runtime::{Field, Member, Trait, Visitor};

/// The members of an operation's input.
pub struct Members(Vec<Member>);

impl Members {
    /// Lists the input members of an operation.
    pub fn of(entry: &Entry) -> Self {
        let mut members = Self(Vec::new());
        (entry.input)().visit(&mut members);
        members
    }

    /// Whether the query has a member of this name.
    pub fn has_query(&self, name: &str) -> bool {
        self.any(name, |member| member.is(Trait::Query))
    }

    /// Whether a header has a member of this name. Case is ignored.
    pub fn has_header(&self, name: &str) -> bool {
        self.0.iter().any(|member| member.is(Trait::Header) && member.name.eq_ignore_ascii_case(name))
    }

    /// Whether the body has a member of this name.
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
