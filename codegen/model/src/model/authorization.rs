//! What a caller must be allowed to do.

use crate::source::Span;

/// The access class of an operation in the authorization tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Reads.
    Read,
    /// Changes something.
    Write,
    /// Neither.
    Other,
}

impl Access {
    /// All of them, as schemas spell them.
    pub const NAMES: &'static [(&'static str, Self)] =
        &[("read", Self::Read), ("write", Self::Write), ("other", Self::Other)];

    /// The class as schemas spell it.
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, access)| *access == self).map_or("", |(name, _)| name)
    }
}

/// What a policy can restrict an action to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Granularity {
    /// Nothing: the action is allowed or not.
    Operation,
    /// Certain resources.
    Resource,
}

impl Granularity {
    /// All of them, as schemas spell them.
    pub const NAMES: &'static [(&'static str, Self)] = &[("operation", Self::Operation), ("resource", Self::Resource)];

    /// The granularity as schemas spell it.
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, granularity)| *granularity == self).map_or("", |(name, _)| name)
    }
}

/// A line of an authorization table.
#[derive(Clone, Debug)]
pub struct Grant {
    /// The class of the action.
    pub access: Access,
    /// What a policy can restrict it to.
    pub granularity: Granularity,
    /// The resource in six segments, with `{region}`, `{appid}` and `{bucket}` left open; `*` for all.
    pub resource: String,
    /// Whether a policy can restrict it to callers of certain addresses, where the table says so.
    pub ip_restriction: Option<bool>,
    /// Where it is described.
    pub span: Span,
}

/// A permission that a caller needs.
#[derive(Clone, Debug)]
pub struct Permission {
    /// `ims:ImageModeration`.
    pub action: String,
    /// When it is needed, where that is not always.
    pub when: String,
    /// Where it is described.
    pub span: Span,
}
