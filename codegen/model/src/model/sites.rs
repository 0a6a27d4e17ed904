//! The two sites of Tencent Cloud, which have accounts, hosts and services of their own.

/// The sites that have a service, an operation or a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sites {
    /// Only the site for China.
    China,
    /// Only the international site.
    International,
    /// Both sites.
    Both,
}

impl Sites {
    /// All values with their names in schemas.
    pub const NAMES: &'static [(&'static str, Self)] =
        &[("china", Self::China), ("international", Self::International), ("both", Self::Both)];

    /// Returns the name in schemas.
    pub fn name(self) -> &'static str {
        Self::NAMES.iter().find(|(_, sites)| *sites == self).map_or("", |(name, _)| name)
    }

    /// Returns the name of the site, if it is only one.
    pub fn single(self) -> Option<&'static str> {
        (self != Self::Both).then(|| self.name())
    }

    /// Returns whether all sites of `other` are among these.
    pub fn include(self, other: Self) -> bool {
        self == Self::Both || self == other
    }
}
