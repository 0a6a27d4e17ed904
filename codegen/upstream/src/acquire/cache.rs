//! The folder of packages that were downloaded, outside of the project.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::release::{Site, package_of};

/// The name of the folder.
const NAME: &str = "tencentcloud-metadata";

/// A folder of packages.
#[derive(Clone, Debug)]
pub struct Cache {
    folder: PathBuf,
}

impl Cache {
    /// Uses a folder, which need not exist.
    pub fn new(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// Uses the user's folder: below `XDG_CACHE_HOME`, `LOCALAPPDATA` or `.cache` in the home folder. `None` if no
    /// variable names one.
    pub fn of_user() -> Option<Self> {
        of_variables(|name| std::env::var_os(name)).map(|folder| Self::new(folder.join(NAME)))
    }

    /// Returns the folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Returns the package of a site's release, the newest without a `version`.
    pub fn find(&self, site: Site, version: Option<&str>) -> Option<PathBuf> {
        let files = fs::read_dir(&self.folder).ok()?.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
        let releases = files.filter_map(|file| {
            let (found, stated) = package_of(&file)?;
            let is_wanted = found == site && version.is_none_or(|version| version == stated);
            is_wanted.then(|| (order(stated), file.clone()))
        });
        releases.max().map(|(_, file)| self.folder.join(file))
    }

    /// Copies a package into the folder. A file of its name is replaced as a whole or not at all.
    pub(super) fn store(&self, package: &Path) -> io::Result<PathBuf> {
        let name = package.file_name().ok_or(io::ErrorKind::InvalidFilename)?;
        fs::create_dir_all(&self.folder)?;
        let copy = tempfile::NamedTempFile::new_in(&self.folder)?;
        fs::copy(package, copy.path())?;
        let path = self.folder.join(name);
        copy.persist(&path)?;
        Ok(path)
    }
}

/// Returns the numbers of a version, which order releases.
fn order(version: &str) -> Vec<u64> {
    version.split('.').map(|part| part.parse().unwrap_or(u64::MAX)).collect()
}

/// Returns the user's folder for data that can be had again.
fn of_variables(get: impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    // A relative path would depend on where the command runs.
    let folder = |name: &str| get(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let home = || folder("HOME").map(|home| home.join(".cache"));
    folder("XDG_CACHE_HOME").or_else(|| folder("LOCALAPPDATA")).or_else(home)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variables_name_the_folder() {
        let root = std::env::temp_dir();
        let path = |name: &str| root.join(name);
        let with = |set: &[(&str, PathBuf)]| {
            of_variables(|name| set.iter().find(|(known, _)| *known == name).map(|(_, path)| path.clone().into()))
        };
        let home = ("HOME", path("home"));
        assert_eq!(with(std::slice::from_ref(&home)), Some(path("home").join(".cache")));
        assert_eq!(with(&[home.clone(), ("XDG_CACHE_HOME", path("xdg"))]), Some(path("xdg")));
        assert_eq!(with(&[home.clone(), ("LOCALAPPDATA", path("local"))]), Some(path("local")));
        assert_eq!(with(&[home, ("XDG_CACHE_HOME", "relative".into())]), Some(path("home").join(".cache")));
        assert_eq!(with(&[]), None);
    }

    #[test]
    fn the_newest_release_has_the_highest_numbers() {
        let folder = tempfile::tempdir().expect("a folder");
        let cache = Cache::new(folder.path().join("below"));
        assert_eq!(cache.find(Site::China, None), None);
        fs::create_dir(cache.folder()).expect("a folder");
        for version in ["3.1.99.1", "3.1.189.1", "3.1.189"] {
            fs::write(cache.folder().join(format!("tccli-{version}-py2.py3-none-any.whl")), "").expect("a file");
        }
        for other in ["tccli_intl_en-9.9-py3-none-any.whl", "tccli-10.0.tar.gz", "tccli-x-py3-none-any.whl"] {
            fs::write(cache.folder().join(other), "").expect("a file");
        }
        let name = |version| {
            let found = cache.find(Site::China, version)?;
            found.file_name().and_then(|name| name.to_str()).map(str::to_owned)
        };
        assert_eq!(name(None).as_deref(), Some("tccli-3.1.189.1-py2.py3-none-any.whl"));
        assert_eq!(name(Some("3.1.189")).as_deref(), Some("tccli-3.1.189-py2.py3-none-any.whl"));
        assert_eq!(name(Some("3.1.188.1")), None);
    }
}
