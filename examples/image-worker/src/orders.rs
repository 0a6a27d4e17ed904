//! The folder of orders. The files are small and the worker does one thing at a time, so I/O is blocking.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::Order;

/// A folder with a file `NAME.json` for each order. One worker at a time has it open.
#[derive(Debug)]
pub struct Orders {
    folder: PathBuf,
    /// Released when the process ends, however it ends.
    _lock: File,
}

impl Orders {
    /// Opens a folder, for this worker alone.
    ///
    /// # Errors
    ///
    /// Fails if the folder does not exist, or another worker has it open.
    pub fn open(folder: &Path) -> io::Result<Self> {
        let lock = File::options().create(true).append(true).open(folder.join(".lock"))?;
        lock.try_lock()?;
        Ok(Self { folder: folder.to_owned(), _lock: lock })
    }

    /// Returns the names of all orders, sorted.
    ///
    /// # Errors
    ///
    /// Fails if the folder cannot be read.
    pub fn names(&self) -> io::Result<Vec<String>> {
        let mut names = Vec::new();
        for entry in fs::read_dir(&self.folder)? {
            let file = entry?.file_name();
            names.extend(file.to_str().and_then(|file| file.strip_suffix(".json")).map(str::to_owned));
        }
        names.sort();
        Ok(names)
    }

    /// Reads an order; `None` if it was deleted or is not an order. A file that is not an order is renamed to
    /// `NAME.invalid`.
    ///
    /// # Errors
    ///
    /// Fails if the file cannot be read or renamed.
    pub fn read(&self, name: &str) -> io::Result<Option<Order>> {
        let path = self.path(name);
        let text = match fs::read(&path) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            text => text?,
        };
        serde_json::from_slice(&text).map(Some).or_else(|error| {
            tracing::error!(order = name, %error, "not an order");
            fs::rename(&path, path.with_extension("invalid")).map(|()| None)
        })
    }

    /// Writes an order. A crash leaves the old file or the new one.
    ///
    /// # Errors
    ///
    /// Fails if the file cannot be written.
    pub fn write(&self, name: &str, order: &Order) -> io::Result<()> {
        let mut file = NamedTempFile::new_in(&self.folder)?;
        file.write_all(&serde_json::to_vec_pretty(order)?)?;
        file.as_file().sync_all()?;
        file.persist(self.path(name)).map_err(|error| error.error)?;
        Ok(())
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.join(format!("{name}.json"))
    }
}
