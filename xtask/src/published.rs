//! Reads published metadata.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use codegen_model::Service;
use codegen_model::diagnostic::{Diagnostics, render};
use codegen_model::load::published;
use codegen_model::pipeline;
use codegen_model::source::Sources;
use codegen_upstream::import::{self, Request};

/// A published version of a service, with its published requests if they were read.
pub struct PublishedService {
    pub service: Service,
    pub requests: Vec<Request>,
}

/// Reads the metadata at or below `path`, with the published requests if `with_requests` is set. Keeps only the
/// services in `only`, unless that is empty. Errors are printed, and give `None`.
pub fn read(path: &Path, only: &[String], with_requests: bool) -> Result<Option<Vec<PublishedService>>> {
    let (root, files) = files(path)?;
    let mut sources = Sources::below(&root);
    let mut diagnostics = Diagnostics::default();
    let services = pipeline::check_published(&root, &files, &mut sources, &mut diagnostics);
    let mut read_requests = |file: &String| match with_requests {
        true => import::requests(&root, file, &mut sources, &mut diagnostics),
        false => Vec::new(),
    };
    let requests: Vec<_> = files.iter().map(&mut read_requests).collect();
    let failed = diagnostics.has_errors();
    eprint!("{}", render::text(&sources, &diagnostics.finish(&sources)));
    // Without errors, each file is a service.
    let found = services.into_iter().zip(requests).map(|(service, requests)| PublishedService { service, requests });
    let found = found.filter(|found| only.is_empty() || only.contains(&found.service.name));
    Ok((!failed).then(|| found.collect()))
}

/// Returns the files of metadata at or below `path`, and the folder that they are relative to.
pub fn files(path: &Path) -> Result<(PathBuf, Vec<String>)> {
    let context = || format!("cannot read {}", path.display());
    if fs::metadata(path).with_context(context)?.is_dir() {
        return Ok((path.to_owned(), published::find(path).with_context(context)?));
    }
    let name = path.file_name().and_then(|name| name.to_str()).with_context(context)?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    Ok((folder.to_owned(), vec![name.to_owned()]))
}
