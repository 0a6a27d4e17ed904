//! The lock: which published files the descriptors of a project come from. Commands that import write it; nothing that reads
//! schemas needs it.

use std::collections::BTreeMap;

use codegen_model::Service;
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
const FILE_KEYS: &[&str] = &["service", "version", "site", "release", "sha256", "kept"];

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
    /// Whether a person keeps the descriptor, so that it is never replaced. Newer facts reach it through its overlay.
    pub kept: bool,
}

/// What newer releases change, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// The files whose content differs.
    pub changed: Vec<Key>,
    /// The files that are new on a site.
    pub new: Vec<Key>,
    /// The files that were not read: the site no longer publishes them, or was not read.
    pub gone: Vec<Key>,
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

    /// Records where a version of a service was imported from, or was last compared with if its descriptor is kept. Sites
    /// that were not read keep their entries; a site that was read and lacks the version loses its entry.
    pub fn record(&mut self, service: &Service, origins: &[Origin]) {
        let kept = self.keeps(service);
        // The sites are known only if both were read.
        if service.sites.is_some() {
            Site::ALL.iter().for_each(|site| drop(self.0.remove(&Key::of(service, *site))));
        }
        for Origin { site, release, sha256, .. } in origins {
            self.0.insert(Key::of(service, *site), Pin { release: release.clone(), sha256: sha256.clone(), kept });
        }
    }

    /// Returns whether a version was imported, from any site.
    pub fn names(&self, service: &Service) -> bool {
        self.of(service).next().is_some()
    }

    /// Returns whether a person keeps the descriptor of a version.
    pub fn keeps(&self, service: &Service) -> bool {
        self.of(service).any(|pin| pin.kept)
    }

    /// Returns whether the descriptor of a version was imported.
    pub fn has(&self, service: &Service) -> bool {
        self.of(service).next().is_some()
    }

    /// Returns the entries of a version.
    fn of(&self, service: &Service) -> impl Iterator<Item = &Pin> {
        Site::ALL.iter().filter_map(|site| self.0.get(&Key::of(service, *site)))
    }

    /// Returns what these files, which were read for `services`, change.
    pub fn compare<'f>(
        &self,
        services: &[String],
        found: impl IntoIterator<Item = (&'f Service, &'f [Origin])>,
    ) -> Changes {
        let keyed = |(service, origins): (&'f Service, &'f [Origin])| {
            origins.iter().map(|origin| (Key::of(service, origin.site), origin))
        };
        let read: BTreeMap<_, _> = found.into_iter().flat_map(keyed).collect();
        let mut changes = Changes::default();
        for (key, pin) in self.0.iter().filter(|(key, _)| services.contains(&key.service)) {
            match read.get(key) {
                None => changes.gone.push(key.clone()),
                Some(origin) if origin.sha256 != pin.sha256 => changes.changed.push(key.clone()),
                Some(_) => {}
            }
        }
        changes.new = read.into_keys().filter(|key| !self.0.contains_key(key)).collect();
        changes
    }

    /// Returns the entries in order.
    pub fn entries(&self) -> impl Iterator<Item = (&Key, &Pin)> {
        self.0.iter()
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
                .flag("kept", pin.kept)
        });
        tall().put("files", list(files)).document()
    }
}

impl Key {
    /// Returns the key of a version on a site.
    pub fn of(service: &Service, site: Site) -> Self {
        let version = service.version.clone().unwrap_or_default();
        Self { service: service.name.clone(), version, site }
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
    let kept = fields.boolean("kept", diagnostics).unwrap_or(false);
    Some((Key { service: service?, version: version?, site: site? }, Pin { release, sha256: sha256?, kept }))
}

#[cfg(test)]
mod tests {
    use codegen_model::{Service, Sites};

    use super::{Changes, Key, Lock, Origin, Site};

    fn origin(site: Site, release: &str) -> Origin {
        let (path, sha256) = ("demo/v20240101/api.json".to_owned(), format!("{release}00"));
        Origin { index: 0, site, release: Some(release.to_owned()), path, sha256 }
    }

    fn service(name: &str) -> Service {
        Service { name: name.to_owned(), version: Some("2017-03-12".to_owned()), ..Service::default() }
    }

    #[test]
    fn a_lock_is_sorted_and_reads_as_it_was_written() {
        let mut lock = Lock::default();
        lock.record(&service("vpc"), &[origin(Site::International, "3.2"), origin(Site::China, "3.1")]);
        lock.record(&service("cvm"), &[Origin { release: None, ..origin(Site::China, "3.1") }]);
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
        lock.record(&service("vpc"), &[origin(Site::China, "3.1"), origin(Site::International, "3.1")]);
        lock.record(&service("vpc"), &[origin(Site::China, "3.2")]);
        let releases: Vec<_> = lock.entries().map(|(_, pin)| pin.release.as_deref().unwrap()).collect();
        assert_eq!(releases, ["3.2", "3.1"]);
    }

    #[test]
    fn a_site_that_lacks_the_version_loses_its_entry() {
        let mut lock = Lock::default();
        lock.record(&service("vpc"), &[origin(Site::China, "3.1"), origin(Site::International, "3.1")]);
        let china_only = Service { sites: Some(Sites::China), ..service("vpc") };
        lock.record(&china_only, &[origin(Site::China, "3.2")]);
        let entries: Vec<_> = lock.entries().map(|(key, _)| key.site).collect();
        assert_eq!(entries, [Site::China]);
    }

    #[test]
    fn a_kept_descriptor_stays_kept() {
        let text = r#"{"files": [
            {"service": "ims", "version": "2017-03-12", "site": "china", "sha256": "", "kept": true}
        ]}"#;
        let mut lock = Lock::parse(text).expect("a lock");
        lock.record(&service("ims"), &[origin(Site::China, "3.2"), origin(Site::International, "3.2")]);
        assert!(lock.keeps(&service("ims")) && !lock.keeps(&service("tms")));
        assert!(lock.entries().all(|(_, pin)| pin.kept && pin.release.as_deref() == Some("3.2")));
    }

    #[test]
    fn files_that_differ_come_or_go_are_changes() {
        let mut lock = Lock::default();
        let (vpc, cvm) = (service("vpc"), service("cvm"));
        lock.record(&vpc, &[origin(Site::China, "3.1")]);
        lock.record(&cvm, &[origin(Site::China, "3.1")]);
        let services = ["cvm".to_owned(), "vpc".to_owned()];
        let same = [origin(Site::China, "3.1")];
        assert_eq!(lock.compare(&services, [(&vpc, &same[..]), (&cvm, &same[..])]), Changes::default());
        let newer = [origin(Site::China, "3.2"), origin(Site::International, "3.2")];
        let expected = Changes {
            changed: vec![Key::of(&vpc, Site::China)],
            new: vec![Key::of(&vpc, Site::International)],
            gone: vec![Key::of(&cvm, Site::China)],
        };
        assert_eq!(lock.compare(&services, [(&vpc, &newer[..])]), expected);
        let only_vpc = ["vpc".to_owned()];
        assert_eq!(lock.compare(&only_vpc, [(&vpc, &same[..])]), Changes::default());
    }

    #[test]
    fn other_texts_are_refused() {
        let site = r#"{"files": [{"service": "a", "version": "1", "site": "mars", "sha256": ""}]}"#;
        for text in ["", "[]", "{\"files\": [{}]}", "{\"file\": []}", site] {
            assert!(Lock::parse(text).is_err(), "{text}");
        }
    }
}
