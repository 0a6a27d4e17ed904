//! Knows versions: which one has to follow another, and what is wrong with one that does not.

use std::fmt;

use super::finding::Finding;
use super::rule::Bump;
use super::whole;
use codegen_model::Package;

/// A version of three numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version([u32; 3]);

impl Version {
    /// Reads `0.1.0`.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('.').map(|part| part.parse().ok());
        let version = Self([parts.next()??, parts.next()??, parts.next()??]);
        parts.next().is_none().then_some(version)
    }

    /// The one that has to follow. Before 1.0 Cargo takes the middle number for the first, and the last for the others.
    pub fn after(self, bump: Bump) -> Self {
        let Self([major, minor, patch]) = self;
        match (major, bump) {
            (0, Bump::Major) | (1.., Bump::Minor) => Self([major, minor.saturating_add(1), 0]),
            (_, Bump::Major) => Self([major.saturating_add(1), 0, 0]),
            (_, Bump::Minor | Bump::Patch) => Self([major, minor, patch.saturating_add(1)]),
        }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self([major, minor, patch]) = self;
        write!(f, "{major}.{minor}.{patch}")
    }
}

/// The versions of both sides, and the one that is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Versions {
    /// What the base declares.
    pub base: Version,
    /// What the head declares.
    pub head: Version,
    /// The least that the head has to declare.
    pub needed: Version,
}

impl Versions {
    /// What both sides declare, and what this much of a change needs.
    pub fn of(base: &Package, head: &Package, bump: Option<Bump>) -> Option<Self> {
        let (base, head) = (Version::parse(&base.version)?, Version::parse(&head.version)?);
        Some(Self { base, head, needed: bump.map_or(base, |bump| base.after(bump)) })
    }

    /// Whether the head declares enough.
    pub fn is_enough(self) -> bool {
        self.head >= self.needed
    }

    /// What is wrong with them. A change of texts alone can wait for the next release.
    pub fn findings(self, base: &Package, head: &Package, texts_only: bool) -> Option<Finding> {
        let spans = (base.span, head.span);
        let [before, declared, needed] = [self.base, self.head, self.needed].map(|version| version.to_string());
        let place = || "version".to_owned();
        match () {
            () if self.head < self.base => {
                Some(whole::finding(&whole::VERSION_DECREASED, place(), (&before, &declared), spans))
            }
            () if self.is_enough() || texts_only => None,
            () => Some(whole::finding(&whole::VERSION_TOO_LOW, place(), (&needed, &declared), spans)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(version: &str, bump: Bump) -> String {
        Version::parse(version).expect("a version").after(bump).to_string()
    }

    #[test]
    fn before_one_the_middle_number_plays_the_first() {
        let bumps = [Bump::Major, Bump::Minor, Bump::Patch];
        assert_eq!(bumps.map(|bump| after("0.4.2", bump)), ["0.5.0", "0.4.3", "0.4.3"]);
        assert_eq!(bumps.map(|bump| after("1.4.2", bump)), ["2.0.0", "1.5.0", "1.4.3"]);
    }

    #[test]
    fn versions_have_three_numbers_and_an_order() {
        assert_eq!(["1.2", "1.2.3.4", "1.2.x", ""].map(Version::parse), [None; 4]);
        assert!(Version::parse("0.10.0") > Version::parse("0.9.9"));
        assert_eq!(after("4294967295.0.0", Bump::Major), "4294967295.0.0");
    }
}
