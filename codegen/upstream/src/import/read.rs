//! Reads versions of services from releases of both sites, and joins them.

use std::collections::BTreeMap;

use codegen_model::Service;
use codegen_model::diagnostic::Diagnostics;
use codegen_model::load::duplicates::report_duplicate;
use codegen_model::load::published::{Selection, read_from};
use codegen_model::source::Sources;
use sha2::{Digest, Sha256};

use super::join::{Joined, join};
use crate::release::{Release, Site};

/// A version of a service that was read from releases.
#[derive(Debug)]
pub struct Imported {
    /// The structure and texts.
    pub joined: Joined,
    /// The published files, in the order of [`Site::ALL`].
    pub origins: Vec<Origin>,
}

/// A published file of metadata.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The index of the release among those that were read.
    pub index: usize,
    /// The site that publishes it.
    pub site: Site,
    /// The release, if it is known.
    pub release: Option<String>,
    /// The path in the release.
    pub path: String,
    /// The SHA-256 of the content, in hexadecimal digits.
    pub sha256: String,
}

/// Reads the selected services, sorted by name and version. Where several releases are of one site, the first that has a
/// version is used.
pub fn read(
    releases: &[Release],
    selection: &Selection,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Vec<Imported> {
    let mut origins: BTreeMap<_, Vec<Origin>> = BTreeMap::new();
    let mut read = Vec::new();
    for site in Site::ALL {
        let of_site = releases.iter().enumerate().filter(|(_, release)| release.site == site);
        let mut services: BTreeMap<_, Service> = BTreeMap::new();
        for (index, release) in of_site.clone() {
            for service in read_from(&*release.source, selection, sources, diagnostics) {
                if let Some(first) = services.get(&key(&service)) {
                    report_second(&service, first, diagnostics);
                    continue;
                }
                origins.entry(key(&service)).or_default().extend(origin(index, release, &service));
                services.insert(key(&service), service);
            }
        }
        if of_site.count() > 0 {
            read.push((site, services.into_values().collect()));
        }
    }
    let joined = join(read, diagnostics).into_iter();
    joined
        .map(|joined| Imported { origins: origins.remove(&key(&joined.service)).unwrap_or_default(), joined })
        .collect()
}

fn report_second(service: &Service, first: &Service, diagnostics: &mut Diagnostics) {
    let version = service.version.as_deref().unwrap_or_default();
    let mut found = Diagnostics::default();
    report_duplicate("service", &format!("{} {version}", service.name), service.span, first.span, &mut found);
    diagnostics.append_tolerated(found, "the first is used");
}

fn key(service: &Service) -> (String, Option<String>) {
    (service.name.clone(), service.version.clone())
}

fn origin(index: usize, release: &Release, service: &Service) -> Option<Origin> {
    let path = service.units.first()?.source.clone();
    let bytes = release.source.read(&path).ok()?;
    let sha256 = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    Some(Origin { index, site: release.site, release: release.version.clone(), path, sha256 })
}
