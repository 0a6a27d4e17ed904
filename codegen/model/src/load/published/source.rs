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

    /// Returns what findings show before the paths of files.
    fn shown(&self) -> &str;

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
    shown: String,
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
            return Ok(Self::new(path, find(path)?));
        }
        let name = path.file_name().and_then(|name| name.to_str()).ok_or(io::ErrorKind::InvalidFilename)?;
        let folder = path.parent().unwrap_or(Path::new(""));
        // A single file keeps the folders that name its service and its version.
        let (root, shown) = match named_by(folder) {
            Some((root, service, version)) => (root, format!("{service}/{version}/{name}")),
            None => (folder, name.to_owned()),
        };
        Ok(Self::new(root, vec![shown]))
    }

    /// Shows the folder in findings if it is relative, so that an editor or a code review service can open the files.
    fn new(root: &Path, files: Vec<String>) -> Self {
        let is_shown = !root.is_absolute() && !root.as_os_str().is_empty();
        let shown = if is_shown { shown_below(root) } else { String::new() };
        let root = if root.as_os_str().is_empty() { Path::new(".") } else { root };
        Self { root: root.to_owned(), shown, files }
    }

    /// Returns the folder that the paths are relative to.
    pub fn root(&self) -> &Path {
        &self.root
    }
}

/// Returns what is shown before the paths of the files in a folder or an archive.
pub fn shown_below(path: &Path) -> String {
    format!("{}/", path.to_string_lossy().replace('\\', "/"))
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

    fn shown(&self) -> &str {
        &self.shown
    }

    fn contains(&self, path: &str) -> bool {
        self.root.join(path).symlink_metadata().is_ok()
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, ReadFailure> {
        read_below(&self.root, path)
    }
}
