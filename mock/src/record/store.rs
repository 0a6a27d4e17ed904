//! Writes texts to numbered files that only their owner can read. Does not know what is in them.

use std::fs::{File, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// A folder of numbered files.
pub(super) struct Store {
    folder: PathBuf,
    count: AtomicU64,
}

impl Store {
    /// Creates the folder if there is none. Numbering continues that of an earlier recording.
    pub(super) fn open(folder: &Path) -> io::Result<Self> {
        std::fs::create_dir_all(folder)?;
        let count = AtomicU64::new(std::fs::read_dir(folder)?.count() as u64);
        Ok(Self { folder: folder.to_owned(), count })
    }

    /// Writes a text to a new file, never through a link or over another file.
    pub(super) fn write(&self, name: &str, text: &str) -> io::Result<()> {
        loop {
            let number = self.count.fetch_add(1, Ordering::Relaxed) + 1;
            match create(&self.folder.join(format!("{number:05}-{name}.json"))) {
                Ok(mut file) => return file.write_all(text.as_bytes()),
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
    }
}

/// Creates a file with its final mode, so that it is never readable for others.
fn create(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

#[cfg(test)]
mod tests {
    use super::Store;

    #[test]
    fn a_file_is_never_overwritten() {
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::write(folder.path().join("00002-A.json"), "kept").expect("a file");
        let store = Store::open(folder.path()).expect("a store");
        ["first", "second"].iter().for_each(|text| store.write("A", text).expect("a file"));
        let read = |name: &str| std::fs::read_to_string(folder.path().join(name)).expect("a file");
        assert_eq!(["00002-A.json", "00003-A.json", "00004-A.json"].map(read), ["kept", "first", "second"]);
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_can_read_a_file_and_links_are_not_followed() {
        use std::os::unix::fs::{PermissionsExt, symlink};

        let (folder, other) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
        let store = Store::open(folder.path()).expect("a store");
        symlink(other.path().join("taken"), folder.path().join("00001-A.json")).expect("a link");
        store.write("A", "text").expect("a file");
        assert!(!other.path().join("taken").exists());
        let mode = std::fs::metadata(folder.path().join("00002-A.json")).expect("a file").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}
