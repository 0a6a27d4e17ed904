//! Lists the services of releases, and finds them by name, title or product.

pub(crate) mod products;

use std::collections::BTreeMap;

use codegen_model::diagnostic::did_you_mean;
use codegen_model::load::published::outlines;

use crate::release::{Release, Site};

/// The services of some releases.
#[derive(Debug, Default)]
pub struct Catalogue {
    /// The versions of all services, by name and version.
    versions: BTreeMap<(String, String), ListedVersion>,
    /// The files that cannot be understood.
    pub unreadable: Vec<String>,
}

/// A version of a service.
#[derive(Debug, Default)]
pub struct ListedVersion {
    /// The name, as in hosts.
    pub name: String,
    /// The version, such as `2017-03-12`.
    pub version: String,
    /// The title that the first site publishes, in its language.
    pub title: String,
    /// How many actions each site publishes.
    pub actions: BTreeMap<Site, usize>,
}

impl Catalogue {
    /// Lists the services of releases.
    ///
    /// # Errors
    ///
    /// Returns the reason why a release is refused.
    pub fn of(releases: &[Release]) -> Result<Self, String> {
        let mut found = Self::default();
        for release in releases {
            let read =
                outlines(&*release.source).map_err(|failure| format!("{}: {}", release.name(), failure.message))?;
            for (path, outline) in release.source.files().iter().zip(read) {
                let Some(outline) = outline else {
                    found.unreadable.push(format!("{}{path}", release.source.shown()));
                    continue;
                };
                let listed = found.versions.entry((outline.name.clone(), outline.version.clone())).or_default();
                if listed.title.is_empty() {
                    listed.title = outline.title;
                }
                (listed.name, listed.version) = (outline.name, outline.version);
                listed.actions.insert(release.site, outline.actions);
            }
        }
        Ok(found)
    }

    /// Returns all versions, sorted by name and version.
    pub fn versions(&self) -> impl Iterator<Item = &ListedVersion> {
        self.versions.values()
    }

    /// Returns the versions of the service of this name, or else those whose name, title or product has every word of
    /// the text. Case does not matter.
    pub fn find(&self, text: &str) -> Vec<&ListedVersion> {
        let text = text.trim().to_lowercase();
        let exact: Vec<_> = self.versions().filter(|found| found.name == text).collect();
        match exact.is_empty() {
            true => self.versions().filter(|found| found.has_words(&text)).collect(),
            false => exact,
        }
    }

    /// Returns the name of a service that is similar to a text, if there is one.
    pub fn similar(&self, text: &str) -> Option<&str> {
        did_you_mean(text, self.versions().map(|found| found.name.as_str()))
    }
}

impl ListedVersion {
    /// Returns the English name of the product, if it is known.
    pub fn product(&self) -> Option<&'static str> {
        products::of(&self.name)
    }

    fn has_words(&self, text: &str) -> bool {
        let known = [&self.name, &self.title, self.product().unwrap_or_default()].join("\n").to_lowercase();
        text.split_whitespace().all(|word| known.contains(word))
    }
}
