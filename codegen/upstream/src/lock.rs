//! The lock: which published files the descriptors of a project come from. Commands that import write it; nothing that reads
//! schemas needs it.

use std::collections::BTreeMap;

use codegen_model::diagnostic::{Diagnostics, render};
use codegen_model::document::{line, list, tall};
use codegen_model::source::Sources;
use codegen_model::syntax::fields::{Fields, one_of};
use codegen_model::syntax::json::{self, Node};

use crate::import::Origin;
use crate::release::Site;

/// The name of the lock in a folder of schemas.
pub const FILE: &str = "upstream.lock";

const KEYS: &[&str] = &["files"];
const FILE_KEYS: &[&str] = &["service", "version", "site", "release", "sha256"];

/// The published files that were imported, sorted by service, version and site.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lock(BTreeMap<Key, Pin>);

/// A version of a service on a site.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key {
    /// The service, named as in its hosts.
    pub service: String,
    /// The version of the service.
    pub version: String,
    /// The site.
    pub site: Site,
}

/// Where a file was imported from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pin {
    /// The release, if it was known.
    pub release: Option<String>,
    /// The SHA-256 of the published file.
    pub sha256: String,
}

impl Lock {
    /// Parses the text of a lock.
    ///
    /// # Errors
    ///
    /// Returns the findings if the text is not a lock.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut sources = Sources::default();
        let file = sources.add(FILE, text);
        let mut diagnostics = Diagnostics::default();
        let files = json::parse(&sources, file, &mut diagnostics).map(|root| files(&root, &mut diagnostics));
        match files {
            Some(files) if !diagnostics.has_errors() => Ok(Self(files)),
            _ => Err(render::text(&sources, &diagnostics.finish(&sources))),
        }
    }

    /// Records where a version of a service was imported from. Sites that were not read keep their entries.
    pub fn record(&mut self, service: &str, version: &str, origins: &[Origin]) {
        for Origin { site, release, sha256, .. } in origins {
            let key = Key { service: service.to_owned(), version: version.to_owned(), site: *site };
            self.0.insert(key, Pin { release: release.clone(), sha256: sha256.clone() });
        }
    }

    /// Returns the entries in order.
    pub fn entries(&self) -> impl Iterator<Item = (&Key, &Pin)> {
        self.0.iter()
    }

    /// Returns the entry of a version on a site.
    pub fn get(&self, key: &Key) -> Option<&Pin> {
        self.0.get(key)
    }

    /// Returns the text, one line for each file.
    pub fn text(&self) -> String {
        let files = self.0.iter().map(|(key, pin)| {
            line()
                .text("service", &key.service)
                .text("version", &key.version)
                .text("site", key.site.as_str())
                .maybe("release", pin.release.as_deref())
                .text("sha256", &pin.sha256)
        });
        tall().put("files", list(files)).document()
    }
}

fn files(root: &Node<'_>, diagnostics: &mut Diagnostics) -> BTreeMap<Key, Pin> {
    let Some(fields) = Fields::open(root, KEYS, diagnostics) else { return BTreeMap::new() };
    fields.list("files", diagnostics).iter().filter_map(|node| file(node, diagnostics)).collect()
}

fn file(node: &Node<'_>, diagnostics: &mut Diagnostics) -> Option<(Key, Pin)> {
    let fields = Fields::open(node, FILE_KEYS, diagnostics)?;
    let mut text = |key: &str| fields.required_string(key, diagnostics).map(|text| text.value);
    let (service, version, sha256) = (text("service"), text("version"), text("sha256"));
    let words = Site::ALL.map(|site| (site.as_str(), site));
    let site = fields.required_string("site", diagnostics).and_then(|word| one_of(&word, &words, diagnostics));
    let release = fields.string("release", diagnostics).map(|text| text.value);
    Some((Key { service: service?, version: version?, site: site? }, Pin { release, sha256: sha256? }))
}

#[cfg(test)]
mod tests {
    use super::{Lock, Origin, Site};

    fn origin(site: Site, release: &str) -> Origin {
        let sha256 = format!("{release}00");
        Origin { index: 0, site, release: Some(release.to_owned()), path: "demo/v20240101/api.json".to_owned(), sha256 }
    }

    #[test]
    fn a_lock_is_sorted_and_reads_as_it_was_written() {
        let mut lock = Lock::default();
        lock.record("vpc", "2017-03-12", &[origin(Site::International, "3.2"), origin(Site::China, "3.1")]);
        lock.record("cvm", "2017-03-12", &[Origin { release: None, ..origin(Site::China, "3.1") }]);
        let text = lock.text();
        let expected = r#"{
  "files": [
    {"service": "cvm", "version": "2017-03-12", "site": "china", "sha256": "3.100"},
    {"service": "vpc", "version": "2017-03-12", "site": "china", "release": "3.1", "sha256": "3.100"},
    {"service": "vpc", "version": "2017-03-12", "site": "international", "release": "3.2", "sha256": "3.200"}
  ]
}
"#;
        assert_eq!(text, expected);
        assert_eq!(Lock::parse(&text), Ok(lock));
    }

    #[test]
    fn a_site_that_was_not_read_keeps_its_entry() {
        let mut lock = Lock::default();
        lock.record("vpc", "2017-03-12", &[origin(Site::China, "3.1"), origin(Site::International, "3.1")]);
        lock.record("vpc", "2017-03-12", &[origin(Site::China, "3.2")]);
        let releases: Vec<_> = lock.entries().map(|(_, pin)| pin.release.as_deref().unwrap()).collect();
        assert_eq!(releases, ["3.2", "3.1"]);
    }

    #[test]
    fn other_texts_are_refused() {
        for text in ["", "[]", "{\"files\": [{}]}", "{\"file\": []}", "{\"files\": [{\"service\": \"a\", \"version\": \"1\", \"site\": \"mars\", \"sha256\": \"\"}]}"] {
            assert!(Lock::parse(text).is_err(), "{text}");
        }
    }
}
