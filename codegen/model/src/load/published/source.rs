//! Where metadata is read from: a set of files by path. [`Folder`] is one on disk.

use std::io;
use std::path::{Path, PathBuf};

use super::find::find;
use super::identity::version_of;
use crate::load::read::{ReadFailure, read_below};

/// A set of files of published metadata.
pub trait Source: Sync {
    /// Returns the paths of all files of metadata, sorted, with forward slashes.
    fn files(&self) -> &[String];

    /// Returns whether there is a file of this path, of metadata or another one.
    fn contains(&self, path: &str) -> bool;

    /// Reads a file.
    ///
    /// # Errors
    ///
    /// Fails if the file cannot be read. A failure with the code [`Code::ARCHIVE_REFUSED`] concerns the whole source.
    ///
    /// [`Code::ARCHIVE_REFUSED`]: crate::diagnostic::Code::ARCHIVE_REFUSED
    fn read(&self, path: &str) -> Result<Vec<u8>, ReadFailure>;
}

/// A folder on disk. It does not follow symbolic links out of the folder.
#[derive(Debug)]
pub struct Folder {
    root: PathBuf,
    files: Vec<String>,
}

impl Folder {
    /// Lists the metadata at or below `path`, which may be a single file.
    ///
    /// # Errors
    ///
    /// Fails if `path` cannot be listed.
    pub fn open(path: &Path) -> io::Result<Self> {
        if std::fs::metadata(path)?.is_dir() {
            return Ok(Self { root: path.to_owned(), files: find(path)? });
        }
        let name = path.file_name().and_then(|name| name.to_str()).ok_or(io::ErrorKind::InvalidFilename)?;
        let folder = path.parent().unwrap_or(Path::new(""));
        // A single file keeps the folders that name its service and its version.
        let (root, shown) = match named_by(folder) {
            Some((root, service, version)) => (root, format!("{service}/{version}/{name}")),
            None => (folder, name.to_owned()),
        };
        let root = if root.as_os_str().is_empty() { Path::new(".") } else { root };
        Ok(Self { root: root.to_owned(), files: vec![shown] })
    }

    /// Returns the folder that the paths are relative to.
    pub fn root(&self) -> &Path {
        &self.root
    }
}

/// Splits the folder of a version, such as `root/vpc/v20170312`.
fn named_by(folder: &Path) -> Option<(&Path, &str, &str)> {
    let version = folder.file_name()?.to_str().filter(|name| version_of(name).is_some())?;
    let service = folder.parent()?;
    Some((service.parent()?, service.file_name()?.to_str()?, version))
}

impl Source for Folder {
    fn files(&self) -> &[String] {
        &self.files
    }

    fn contains(&self, path: &str) -> bool {
        self.root.join(path).symlink_metadata().is_ok()
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, ReadFailure> {
        read_below(&self.root, path)
    }
}
