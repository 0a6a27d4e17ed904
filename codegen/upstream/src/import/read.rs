//! Reads versions of services from releases of both sites, and joins them.

use std::collections::BTreeMap;

use codegen_model::Service;
use codegen_model::diagnostic::Diagnostics;
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
/// version counts.
pub fn read(
    releases: &[Release],
    selection: &Selection,
    sources: &mut Sources,
    diagnostics: &mut Diagnostics,
) -> Vec<Imported> {
    let mut origins: BTreeMap<_, Vec<Origin>> = BTreeMap::new();
    let mut read = Vec::new();
    for site in Site::ALL {
        let mut services = Vec::new();
        for release in releases.iter().filter(|release| release.site == site) {
            for service in read_from(&*release.source, selection, sources, diagnostics) {
                let known = origins.entry(key(&service)).or_default();
                if known.iter().all(|origin| origin.site != site) {
                    known.extend(origin(release, &service));
                    services.push(service);
                }
            }
        }
        if releases.iter().any(|release| release.site == site) {
            read.push((site, services));
        }
    }
    let joined = join(read, diagnostics).into_iter();
    joined.map(|joined| Imported { origins: origins.remove(&key(&joined.service)).unwrap_or_default(), joined }).collect()
}

fn key(service: &Service) -> (String, Option<String>) {
    (service.name.clone(), service.version.clone())
}

fn origin(release: &Release, service: &Service) -> Option<Origin> {
    let path = service.units.first()?.source.clone();
    let bytes = release.source.read(&path).ok()?;
    let sha256 = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    Some(Origin { site: release.site, release: release.version.clone(), path, sha256 })
}
