//! Reads published metadata.

use std::collections::BTreeMap;

use anyhow::{Result, bail};
use clap::Args;
use codegen_model::Service;
use codegen_model::diagnostic::{Diagnostics, render};
use codegen_model::load::duplicates::report_duplicate;
use codegen_model::load::published::{self, Selection, Skip};
use codegen_model::pipeline;
use codegen_model::source::Sources;
use codegen_upstream::import::{self, Request};
use codegen_upstream::release::{Release, Site};

/// How metadata is read.
#[derive(Args)]
pub struct Reading {
    /// Turn warnings into errors
    #[arg(long)]
    strict: bool,
    /// Leave out a service, or an action of it
    #[arg(long, value_name = "SERVICE[:ACTION]", value_delimiter = ',')]
    skip: Vec<String>,
}

/// A published version of a service, with its published requests if they were read.
pub struct PublishedService {
    pub service: Service,
    pub requests: Vec<Request>,
}

/// Reads the services of releases, with the published requests if `with_requests` is set. Keeps only the services in
/// `only`, unless that is empty. Findings are printed. Returns `None` if nothing must be written.
pub fn read(
    releases: &[Release],
    only: &[String],
    reading: &Reading,
    with_requests: bool,
) -> Result<Option<Vec<PublishedService>>> {
    let skip = reading.skip.iter().map(|text| Skip::parse(text)).collect();
    let selection = Selection { only: only.to_vec(), skip };
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    let mut services = Vec::new();
    // The release and the path of each version, as it is used.
    let mut files = BTreeMap::new();
    for release in releases {
        for service in published::read_from(&*release.source, &selection, &mut sources, &mut diagnostics) {
            let path = service.units.first().map_or(String::new(), |unit| unit.source.clone());
            files.entry(key(&service)).or_insert((release, path));
            services.push((release.site, service));
        }
    }
    let services = pipeline::check_published(first_of_each(services, &mut diagnostics), &mut diagnostics);
    let mut found = Vec::with_capacity(services.len());
    for service in services {
        let requests = match files.get(&key(&service)).filter(|_| with_requests) {
            Some((release, path)) => import::requests(&*release.source, path, &mut sources, &mut diagnostics),
            None => Vec::new(),
        };
        found.push(PublishedService { service, requests });
    }
    if reading.strict {
        diagnostics.deny_warnings();
    }
    let failed = diagnostics.has_errors() || found.is_empty() && !diagnostics.is_empty();
    eprint!("{}", render::text(&sources, &diagnostics.finish(&sources)));
    Ok((!failed).then_some(found))
}

/// Fails if a requested service has no metadata that can be used, or if nothing has.
pub fn check_requested(found: &[PublishedService], requested: &[String], releases: &[Release]) -> Result<()> {
    let names = || releases.iter().map(Release::name).collect::<Vec<_>>().join(" and ");
    let missing = requested.iter().find(|name| found.iter().all(|found| found.service.name != **name));
    if let Some(name) = missing {
        let help = "help: `cargo xtask services WORD` finds the name of a service";
        bail!("no metadata of the service `{name}` can be used from {}\n{help}", names());
    }
    if found.is_empty() {
        bail!("{} has no metadata", names());
    }
    Ok(())
}

/// Returns each version of a service once, sorted: that of the first site, and of its first release.
fn first_of_each(read: Vec<(Site, Service)>, diagnostics: &mut Diagnostics) -> Vec<Service> {
    let mut services: BTreeMap<_, (Site, Service)> = BTreeMap::new();
    for (site, service) in read {
        let (name, version) = key(&service);
        match services.get(&(name.clone(), version.clone())) {
            None => drop(services.insert((name, version), (site, service))),
            Some((first_site, first)) if *first_site == site => {
                let mut found = Diagnostics::default();
                report_duplicate("service", &format!("{name} {version}"), service.span, first.span, &mut found);
                diagnostics.append_tolerated(found, "the first is used");
            }
            Some(_) => {}
        }
    }
    services.into_values().map(|(_, service)| service).collect()
}

/// Returns what identifies a version of a service.
fn key(service: &Service) -> (String, String) {
    (service.name.clone(), service.version.clone().unwrap_or_default())
}
