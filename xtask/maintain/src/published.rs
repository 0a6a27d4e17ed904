//! Reads published metadata.

use anyhow::{Result, bail};
use clap::Args;
use codegen_model::Service;
use codegen_model::diagnostic::Diagnostics;
use codegen_model::load::published::{Selection, Skip};
use codegen_model::pipeline;
use codegen_model::source::Sources;
use codegen_upstream::import::{self, Imported, Joined, Origin, Request};
use codegen_upstream::release::Release;
use tencentcloud_tools::findings;

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
    /// The content of the file of texts, if there are any.
    pub texts: Option<String>,
    /// The files that it was read from.
    pub origins: Vec<Origin>,
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
    let imported = import::read(releases, &selection, &mut sources, &mut diagnostics);
    let mut found = Vec::with_capacity(imported.len());
    for Imported { joined, origins } in checked(imported, &mut diagnostics) {
        let mut requests = Vec::new();
        for origin in origins.iter().filter(|_| with_requests) {
            let source = &*releases[origin.index].source;
            requests.extend(import::requests(source, &origin.path, &mut sources, &mut diagnostics));
        }
        found.push(PublishedService { service: joined.service, texts: joined.texts, origins, requests });
    }
    if reading.strict {
        diagnostics.deny_warnings();
    }
    let failed = diagnostics.has_errors() || found.is_empty() && !diagnostics.is_empty();
    findings::print_all(&sources, &diagnostics.finish(&sources));
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

/// Returns the services without errors. The others are left out, with warnings.
fn checked(imported: Vec<Imported>, diagnostics: &mut Diagnostics) -> Vec<Imported> {
    let (mut rest, mut services) = (Vec::new(), Vec::new());
    for Imported { joined, origins } in imported {
        rest.push((key(&joined.service), joined.texts, origins));
        services.push(joined.service);
    }
    let mut rest = rest.into_iter();
    let services = pipeline::check_published(services, diagnostics).into_iter();
    let whole = services.filter_map(|service| {
        let (_, texts, origins) = rest.find(|(found, ..)| *found == key(&service))?;
        Some(Imported { joined: Joined { service, texts }, origins })
    });
    whole.collect()
}

/// Returns what identifies a version of a service.
fn key(service: &Service) -> (String, String) {
    (service.name.clone(), service.version.clone().unwrap_or_default())
}
