//! Published metadata into the folder of the schemas: all of it, or nothing.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::Args;
use codegen_model::Service;
use codegen_model::diagnostic::{Diagnostics, render};
use codegen_model::source::Sources;
use codegen_upstream::import::{self, Request};

use crate::commands::{FINDINGS, show};
use crate::proposals;

/// Makes descriptors of metadata as the cloud publishes it.
#[derive(Args)]
pub struct Import {
    /// Files `api.json`, folders of services, or trees of them
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    /// Take only these services, called as in their hosts
    #[arg(long, value_name = "SERVICE", value_delimiter = ',')]
    service: Vec<String>,
    /// The folder of the schemas
    #[arg(long, value_name = "DIR", default_value = "schemas")]
    out: PathBuf,
    #[command(flatten)]
    how: ImportOptions,
}

/// ImportOptions descriptors are written.
#[derive(Args)]
pub struct ImportOptions {
    /// Replace descriptors that are there and say something else
    #[arg(long)]
    pub update: bool,
    /// Write what the prose says beside each overlay, as `<version>.proposed.json`, for review; it is read by nothing
    #[arg(long)]
    pub propose: bool,
}

/// What was read: a version of a service, and the published requests to it where they are of use.
pub struct Found {
    pub service: Service,
    pub requests: Vec<Request>,
}

/// Runs the command.
pub fn run(arguments: &Import) -> Result<ExitCode> {
    let mut services = Vec::new();
    let mut good = true;
    for path in &arguments.paths {
        match read(path, &arguments.service, arguments.how.propose)? {
            Some(found) => services.extend(found),
            None => good = false,
        }
    }
    if good && services.is_empty() {
        bail!(
            "nothing to import: no `{}` is of a service that was asked for",
            codegen_model::load::published::METADATA
        );
    }
    good = good && write(&services, &arguments.out, arguments.how.update)?;
    if !good {
        eprintln!("nothing was written");
        return Ok(ExitCode::from(FINDINGS));
    }
    for found in &services {
        good &= still_applies(&found.service, &arguments.out);
    }
    if arguments.how.propose && good {
        proposals::write(&services, &arguments.out)?;
    }
    Ok(if good { ExitCode::SUCCESS } else { ExitCode::from(FINDINGS) })
}

/// The services of the metadata at or below `path`, of those named in `only` where it names any, with the published
/// requests where these are `wanted`; `None` where there are errors, which are shown.
pub fn read(path: &Path, only: &[String], wanted: bool) -> Result<Option<Vec<Found>>> {
    let (root, files) = files(path)?;
    let mut sources = Sources::below(&root);
    let mut diagnostics = Diagnostics::default();
    let services = codegen_model::pipeline::check_published(&root, &files, &mut sources, &mut diagnostics);
    let mut requests = |file: &String| match wanted {
        true => import::requests(&root, file, &mut sources, &mut diagnostics),
        false => Vec::new(),
    };
    let requests: Vec<_> = files.iter().map(&mut requests).collect();
    let failed = diagnostics.has_errors();
    eprint!("{}", render::text(&sources, &diagnostics.finish(&sources)));
    // Without errors, each file is a service.
    let found = services.into_iter().zip(requests).map(|(service, requests)| Found { service, requests });
    let found = found.filter(|found| only.is_empty() || only.contains(&found.service.name));
    Ok((!failed).then(|| found.collect()))
}

/// The files of metadata at or below `path`, and the folder that they are relative to.
pub fn files(path: &Path) -> Result<(PathBuf, Vec<String>)> {
    let context = || format!("{} cannot be read", path.display());
    if fs::metadata(path).with_context(context)?.is_dir() {
        return Ok((path.to_owned(), codegen_model::load::published::find(path).with_context(context)?));
    }
    let name = path.file_name().and_then(|name| name.to_str()).with_context(context)?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    Ok((folder.to_owned(), vec![name.to_owned()]))
}

/// Writes the descriptors of services; `false`, and nothing, where one is there that may not be replaced.
pub fn write(found: &[Found], out: &Path, update: bool) -> Result<bool> {
    let services = found.iter().map(|found| &found.service);
    let planned = services.map(|service| (out.join(import::path(service)), import::text(service), service));
    let planned: Vec<_> = planned.map(|(path, text, service)| (fs::read(&path).ok(), path, text, service)).collect();
    let is_other = |found: &Option<Vec<u8>>, text: &str| found.as_ref().is_some_and(|found| found != text.as_bytes());
    let kept = planned.iter().filter(|(found, _, text, _)| !update && is_other(found, text));
    let kept = kept
        .map(|(_, path, ..)| eprintln!("{} is there and says something else: --update replaces it", path.display()));
    if kept.count() > 0 {
        return Ok(false);
    }
    for (found, path, text, service) in planned {
        let (shown, count) = (path.display(), service.operations.len());
        if found.is_some_and(|found| found == text.as_bytes()) {
            println!("{shown} is up to date: {count} actions");
            continue;
        }
        let folder = path.parent().unwrap_or(out);
        fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
        fs::write(&path, text).with_context(|| format!("{shown} cannot be written"))?;
        println!("{shown}: {count} actions");
    }
    Ok(true)
}

/// Whether what is laid over a descriptor still applies to it; what does not is shown with its place.
fn still_applies(service: &Service, out: &Path) -> bool {
    let path = import::path(service);
    let overlay = path.replace(".json", ".overlay.json");
    if !out.join(&overlay).exists() {
        return true;
    }
    let loaded = codegen_model::load_descriptor(out, &path, &service.module);
    show(&loaded);
    let applies = loaded.model.is_some();
    match applies {
        true => println!("{} applies", out.join(overlay).display()),
        false => eprintln!("{} is kept as it is, and no longer applies as a whole", out.join(overlay).display()),
    }
    applies
}
