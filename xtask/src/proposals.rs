//! What the prose of descriptors says, beside their overlays.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use codegen_model::Service;
use codegen_upstream::import;
use codegen_upstream::import::Request;
use codegen_upstream::propose::propose;

use crate::commands::show;
use crate::import::Found;

/// Writes what is proposed for each service whose descriptor is below `out`. Where a descriptor and what lies over it do not
/// fit, that is shown instead: what is known already cannot be told.
pub fn write(found: &[Found], out: &Path) -> Result<()> {
    for Found { service, requests } in found {
        let loaded = codegen_model::load_descriptor(out, &import::path(service), &service.module);
        match loaded.model.as_ref().and_then(|model| model.services.first()) {
            Some(service) => write_one(service, requests, &out.join(import::proposed(service)))?,
            None => show(&loaded),
        }
    }
    Ok(())
}

fn write_one(service: &Service, requests: &[Request], path: &Path) -> Result<()> {
    let proposals = propose(service, requests);
    let shown = path.display();
    if proposals.is_empty() && !path.exists() {
        println!("{shown}: nothing to propose");
        return Ok(());
    }
    fs::write(path, proposals.text()).with_context(|| format!("{shown} cannot be written"))?;
    let counts = proposals.counts().into_iter().map(|(kind, count)| format!("{count} {}", kind.plural()));
    println!("{shown}: {}", counts.collect::<Vec<_>>().join(", "));
    Ok(())
}
