//! The versions of a comparison: which version must follow another, and whether the declared one is enough.

use semver::Version;

use crate::comparison;
use crate::finding::Finding;
use crate::rule::Bump;
use codegen_model::Package;

/// The versions of both sides, and the one that is needed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Versions {
    /// The version that the base declares.
    pub base: Version,
    /// The version that the head declares.
    pub head: Version,
    /// The lowest version that the head may declare.
    pub needed: Version,
}

impl Versions {
    /// Returns the versions of two packages whose difference needs this bump; `None` if a version is invalid.
    pub fn of(base: &Package, head: &Package, bump: Option<Bump>) -> Option<Self> {
        let (base, head) = (Version::parse(&base.version).ok()?, Version::parse(&head.version).ok()?);
        let needed = bump.map_or_else(|| base.clone(), |bump| next(&base, bump));
        Some(Self { base, head, needed })
    }

    /// Whether the head declares a sufficient version.
    pub fn is_enough(&self) -> bool {
        self.head >= self.needed
    }

    /// Returns a finding if the version is wrong. A change of documentation alone can wait for the next release.
    pub fn finding(&self, base: &Package, head: &Package, documentation_only: bool) -> Option<Finding> {
        let [before, declared, needed] = [&self.base, &self.head, &self.needed].map(Version::to_string);
        let finding = |id, values| comparison::finding(id, "version".to_owned(), values, [base.span, head.span]);
        if self.head < self.base {
            return Some(finding(comparison::VERSION_DECREASED, [&before, &declared]));
        }
        let too_low = !self.is_enough() && !documentation_only;
        too_low.then(|| finding(comparison::VERSION_TOO_LOW, [&needed, &declared]))
    }
}

/// Returns the version that must follow. Before 1.0 Cargo treats the minor version as the major one.
fn next(version: &Version, bump: Bump) -> Version {
    let Version { major, minor, patch, .. } = *version;
    match (major, bump) {
        (0, Bump::Major) | (1.., Bump::Minor) => Version::new(major, minor.saturating_add(1), 0),
        (_, Bump::Major) => Version::new(major.saturating_add(1), 0, 0),
        (_, Bump::Minor | Bump::Patch) => Version::new(major, minor, patch.saturating_add(1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(version: &str, bump: Bump) -> String {
        next(&Version::parse(version).expect("a version"), bump).to_string()
    }

    #[test]
    fn before_1_0_the_minor_version_is_the_major_one() {
        let bumps = [Bump::Major, Bump::Minor, Bump::Patch];
        assert_eq!(bumps.map(|bump| after("0.4.2", bump)), ["0.5.0", "0.4.3", "0.4.3"]);
        assert_eq!(bumps.map(|bump| after("1.4.2", bump)), ["2.0.0", "1.5.0", "1.4.3"]);
    }

    #[test]
    fn an_invalid_version_gives_no_versions() {
        let package = |version: &str| Package { version: version.to_owned(), ..Package::default() };
        for invalid in ["1.2", "1.2.3.4", "1.2.x", ""] {
            assert_eq!(Versions::of(&package("0.1.0"), &package(invalid), None), None, "{invalid}");
        }
        let versions = Versions::of(&package("0.9.9"), &package("0.10.0"), Some(Bump::Patch)).expect("versions");
        assert!(versions.is_enough());
    }

    #[test]
    fn the_greatest_version_does_not_overflow() {
        let greatest = format!("{}.0.0", u64::MAX);
        assert_eq!(after(&greatest, Bump::Major), greatest);
    }
}
