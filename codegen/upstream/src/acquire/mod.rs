//! Gets the package of a release: from the cache, or from the Python registry with the user's own client. No address is
//! written here, and nothing of a package is ever run.

mod cache;
mod pip;

use std::fmt;
use std::io;
use std::path::PathBuf;

pub use cache::Cache;
pub use pip::command;

use crate::release::{Site, is_version, package_of};
use crate::source::Archive;

/// Why a package could not be had.
#[derive(Debug)]
pub enum Failure {
    /// The version is not one.
    NotAVersion(String),
    /// No Python interpreter was found.
    NoPython,
    /// The registry's client failed. Its messages, each on a line.
    Client(String),
    /// The client succeeded, but did not save the package.
    NotSaved,
    /// The package is refused.
    Refused(io::Error),
    /// A folder or a file could not be read or written.
    Io(io::Error),
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::NotAVersion(text) => write!(f, "`{}` is not a version such as `3.1.189.1`", text.escape_debug()),
            Failure::NoPython => f.write_str("no Python interpreter was found"),
            Failure::Client(output) if output.is_empty() => f.write_str("pip failed without a message"),
            Failure::Client(output) => write!(f, "pip failed\n{output}"),
            Failure::NotSaved => f.write_str("pip did not save the package"),
            Failure::Refused(error) | Failure::Io(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for Failure {}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Failure::Io(error)
    }
}

/// Returns the package of a site's release, the newest without a `version`. It is downloaded, unless this version is in
/// the cache.
///
/// # Errors
///
/// Fails if the package cannot be downloaded, or is refused. Then the cache is unchanged.
pub fn acquire(cache: &Cache, site: Site, version: Option<&str>) -> Result<PathBuf, Failure> {
    if let Some(version) = version.filter(|version| !is_version(version)) {
        return Err(Failure::NotAVersion(version.to_owned()));
    }
    if let Some(cached) = version.and_then(|version| cache.find(site, Some(version))) {
        return Ok(cached);
    }
    // Not in the cache: an interrupted download must not look like a release.
    let folder = tempfile::tempdir()?;
    pip::download(site, version, folder.path())?;
    let saved = std::fs::read_dir(folder.path())?.filter_map(|entry| Some(entry.ok()?.path()));
    let is_wanted = |path: &PathBuf| {
        let stated = path.file_name().and_then(|name| name.to_str()).and_then(package_of);
        stated.is_some_and(|(found, stated)| found == site && version.is_none_or(|version| version == stated))
    };
    let saved = saved.into_iter().find(is_wanted).ok_or(Failure::NotSaved)?;
    Archive::open(&saved).map_err(Failure::Refused)?;
    Ok(cache.store(&saved)?)
}
