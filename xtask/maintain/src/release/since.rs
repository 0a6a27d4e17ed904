//! What changed since the last release: in the schemas, and in the files of the packages.

use std::path::Path;

use anyhow::{Context, Result};
use semver::Version;
use tencentcloud_tools::diff::{Agreements, Compared, Input, compare, git};

use super::packages::Package;

/// The pattern of release tags.
pub const TAGS: &str = "v*";

/// What changed since a release.
pub struct Since {
    /// The tag of the release.
    pub tag: String,
    /// The comparison of the schemas, if they can be compared.
    pub compared: Option<Compared>,
    /// The packages with changed files, and the manifest of their workspace.
    pub changed: Vec<String>,
}

impl Since {
    /// Compares the working tree with the last release; `None` if there is none.
    pub fn last_release(root: &Path, schemas: &Path, packages: &[Package]) -> Result<Option<Self>> {
        let Some(tag) = git::last_tag(TAGS)? else { return Ok(None) };
        let commit = git::commit(&tag)?;
        let base = Input::git(&tag, &commit, &git::from_root(schemas)?)?;
        let compared = compare(&base, &Input::disk(schemas), &Agreements::default())?;
        let compared = compared.filter(|compared| compared.report.summary.is_comparable);
        let folders = packages.iter().map(|package| (package.name.clone(), package.folder.clone()));
        let mut changed = Vec::new();
        for (name, path) in folders.chain([("Cargo.toml".to_owned(), root.join("Cargo.toml"))]) {
            if !git::is_unchanged(&commit, &[&path])? {
                changed.push(name);
            }
        }
        Ok(Some(Self { tag, compared, changed }))
    }

    /// Whether a release would contain nothing new.
    pub fn is_nothing(&self) -> bool {
        let is_same = |compared: &Compared| compared.report.summary.bump.is_none();
        self.changed.is_empty() && self.compared.as_ref().is_some_and(is_same)
    }

    /// Returns the lowest version that can be released. What a change of hand-written code needs is for its author to
    /// say: it is a new version at least.
    pub fn needed(&self) -> Result<Version> {
        let name = self.tag.trim_start_matches('v');
        let last = Version::parse(name).with_context(|| format!("the tag {} is not a version", self.tag))?;
        let next = Version::new(last.major, last.minor, last.patch.saturating_add(1));
        let versions = self.compared.as_ref().and_then(|compared| compared.report.summary.versions.as_ref());
        Ok(versions.map_or(next.clone(), |versions| versions.needed.clone().max(next)))
    }
}
