//! Writes the proposals from the prose of descriptors beside their overlays.

use std::path::Path;

use crate::published::PublishedService;
use anyhow::{Context, Result};
use codegen_model::Service;
use codegen_model::files;
use codegen_upstream::import::{Request, descriptor_path, proposals_path};
use codegen_upstream::propose::propose;
use tencentcloud_tools::findings;

/// Writes the proposals of each service whose descriptor is below `out`. If an overlay does not apply, prints its
/// findings instead: the facts that are already known cannot be determined.
pub fn write(found: &[PublishedService], out: &Path) -> Result<()> {
    for PublishedService { service, requests, .. } in found {
        let loaded = codegen_model::load_descriptor(out, &descriptor_path(service), &service.module);
        match loaded.model.as_ref().and_then(|model| model.services.first()) {
            Some(service) => write_one(service, requests, out, &proposals_path(service))?,
            None => findings::print(&loaded),
        }
    }
    Ok(())
}

fn write_one(service: &Service, requests: &[Request], out: &Path, path: &str) -> Result<()> {
    let proposals = propose(service, requests);
    let full = out.join(path);
    let shown = full.display();
    if proposals.is_empty() && !full.exists() {
        println!("{shown}: nothing to propose");
        return Ok(());
    }
    files::write(out, path, proposals.text().as_bytes()).with_context(|| format!("cannot write {shown}"))?;
    let counts = proposals.counts().into_iter().map(|(kind, count)| format!("{count} {}", kind.plural()));
    println!("{shown}: {}", counts.collect::<Vec<_>>().join(", "));
    Ok(())
}
