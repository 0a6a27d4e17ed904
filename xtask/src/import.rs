//! Published metadata into the folder of the schemas.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::Args;
use codegen::diagnostic::{Diagnostics, render};
use codegen::import;
use codegen::model::Service;
use codegen::source::Sources;

use crate::commands::FINDINGS;

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
    /// Replace descriptors that are there and say something else
    #[arg(long)]
    update: bool,
}

/// Runs the command.
pub fn run(arguments: &Import) -> Result<ExitCode> {
    let mut good = true;
    let mut count = 0;
    for path in &arguments.paths {
        let Some(services) = read(path, &arguments.service)? else {
            good = false;
            continue;
        };
        for service in &services {
            good &= write(service, &arguments.out, arguments.update)?;
        }
        count += services.len();
    }
    if count == 0 && good {
        bail!("nothing to import: no `{}` is of a service that was asked for", import::METADATA);
    }
    Ok(if good { ExitCode::SUCCESS } else { ExitCode::from(FINDINGS) })
}

/// The services of the metadata at or below `path`, of those named in `only` where it names any; `None` where it has
/// errors, which are shown.
pub fn read(path: &Path, only: &[String]) -> Result<Option<Vec<Service>>> {
    let (root, files) = files(path)?;
    let mut sources = Sources::below(&root);
    let mut diagnostics = Diagnostics::default();
    let mut services = import::read(&root, &files, &mut sources, &mut diagnostics);
    services.retain(|service| only.is_empty() || only.contains(&service.name));
    let failed = diagnostics.has_errors();
    eprint!("{}", render::text(&sources, &diagnostics.finish(&sources)));
    Ok((!failed).then_some(services))
}

/// The files of metadata at or below `path`, and the folder that they are relative to.
pub fn files(path: &Path) -> Result<(PathBuf, Vec<String>)> {
    let context = || format!("{} cannot be read", path.display());
    if fs::metadata(path).with_context(context)?.is_dir() {
        return Ok((path.to_owned(), import::find(path).with_context(context)?));
    }
    let name = path.file_name().and_then(|name| name.to_str()).with_context(context)?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    Ok((folder.to_owned(), vec![name.to_owned()]))
}

/// Writes the descriptor of a service; `false` where another one is there that may not be replaced.
pub fn write(service: &Service, out: &Path, update: bool) -> Result<bool> {
    let path = out.join(import::path(service));
    let text = import::text(service);
    let found = fs::read_to_string(&path).ok();
    let (shown, count) = (path.display(), service.operations.len());
    match found {
        Some(found) if found == text => println!("{shown} is up to date: {count} actions"),
        Some(_) if !update => {
            eprintln!("{shown} is there and says something else: --update replaces it");
            return Ok(false);
        }
        _ => {
            let folder = path.parent().unwrap_or(out);
            fs::create_dir_all(folder).with_context(|| format!("{} cannot be made", folder.display()))?;
            fs::write(&path, text).with_context(|| format!("{shown} cannot be written"))?;
            println!("{shown}: {count} actions");
        }
    }
    Ok(true)
}
