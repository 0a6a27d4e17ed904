//! Permissions and authorization tables.

use crate::source::Span;

/// The access class of an operation in the authorization tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Read access.
    Read,
    /// Write access.
    Write,
    /// Neither read nor write access.
    Other,
}

impl Access {
    /// All values with their names in schemas.
    pub const NAMES: &'static [(&'static str, Self)] =
        &[("read", Self::Read), ("write", Self::Write), ("other", Self::Other)];

    /// Returns the name in schemas.
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, access)| *access == self).map_or("", |(name, _)| name)
    }
}

/// The granularity at which a policy can restrict an action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Granularity {
    /// The whole action is allowed or not.
    Operation,
    /// The action is allowed on certain resources.
    Resource,
}

impl Granularity {
    /// All values with their names in schemas.
    pub const NAMES: &'static [(&'static str, Self)] = &[("operation", Self::Operation), ("resource", Self::Resource)];

    /// Returns the name in schemas.
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, granularity)| *granularity == self).map_or("", |(name, _)| name)
    }
}

/// A row of an authorization table.
#[derive(Clone, Debug)]
pub struct Grant {
    /// The access class of the action.
    pub access: Access,
    /// The granularity of restrictions.
    pub granularity: Granularity,
    /// The resource in six segments, with the placeholders `{region}`, `{appid}` and `{bucket}`; `*` for all resources.
    pub resource: String,
    /// Whether a policy can restrict the action by source IP address, if the table says so.
    pub ip_restriction: Option<bool>,
    /// The span of the description.
    pub span: Span,
}

/// A permission that a caller needs.
#[derive(Clone, Debug)]
pub struct Permission {
    /// `ims:ImageModeration`.
    pub action: String,
    /// When the permission is needed; empty if always.
    pub when: String,
    /// The span of the description.
    pub span: Span,
}
