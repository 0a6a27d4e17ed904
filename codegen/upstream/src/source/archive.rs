//! A ZIP archive, such as a Python wheel, as a source. It is read in memory and never unpacked to disk. An archive that
//! could do harm, or was altered, is refused as a whole.

use std::collections::BTreeMap;
use std::io::{self, Cursor, Read};
use std::path::Path;
use std::sync::Arc;

use codegen_model::diagnostic::Code;
use codegen_model::files;
use codegen_model::load::published::{METADATA, Source};
use codegen_model::load::read::{MAX_FILE_BYTES, ReadFailure, stays_below};
use zip::ZipArchive;
use zip::read::ZipFileEntry;

use super::record::Record;

/// The largest archive. The published ones have less than 16 MiB.
const MAX_ARCHIVE_BYTES: u64 = 256 << 20;
/// The largest content of all entries. The published ones have less than 200 MiB.
const MAX_CONTENT_BYTES: u64 = 1 << 30;
/// How many entries an archive may have. The published ones have less than 2,000.
const MAX_ENTRIES: usize = 100_000;
/// How many times larger than its compressed form an entry may be. Published code reaches 58, and deflate itself 1,032.
const MAX_RATIO: u64 = 250;

/// An archive.
#[derive(Debug)]
pub struct Archive {
    zip: ZipArchive<Cursor<Arc<[u8]>>>,
    /// The indices of the entries, by path.
    entries: BTreeMap<String, usize>,
    /// The paths of the files of metadata.
    files: Vec<String>,
    record: Record,
}

impl Archive {
    /// Opens the archive in a file, and checks every entry without decompressing it.
    ///
    /// # Errors
    ///
    /// Fails if the file cannot be read, or the archive is refused.
    pub fn open(path: &Path) -> io::Result<Self> {
        let bytes = files::read_named(path, MAX_ARCHIVE_BYTES)?;
        Self::from_bytes(bytes)
            .map_err(|reason| io::Error::new(io::ErrorKind::InvalidData, format!("the archive is refused: {reason}")))
    }

    /// Opens an archive in memory.
    ///
    /// # Errors
    ///
    /// Returns the reason why the archive is refused.
    pub fn from_bytes(bytes: Vec<u8>) -> Result<Self, String> {
        if bytes.len() as u64 > MAX_ARCHIVE_BYTES {
            return Err(format!("it is larger than {} MiB", MAX_ARCHIVE_BYTES >> 20));
        }
        let mut zip = ZipArchive::new(Cursor::new(Arc::from(bytes))).map_err(|error| error.to_string())?;
        if zip.len() > MAX_ENTRIES {
            return Err(format!("it has more than {MAX_ENTRIES} entries"));
        }
        if zip.has_duplicate_names() {
            return Err("it lists a path twice".to_owned());
        }
        zip.validate_header_consistency().map_err(|error| error.to_string())?;
        let entries = entries(&zip)?;
        let is_metadata = |path: &&String| path.rsplit('/').next() == Some(METADATA);
        let files = entries.keys().filter(is_metadata).cloned().collect();
        let mut archive = Self { zip, entries, files, record: Record::default() };
        archive.record = Record::of(&archive)?;
        Ok(archive)
    }

    /// Returns the paths of all files.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.entries.keys().map(String::as_str)
    }

    /// Decompresses an entry, up to the size that it states.
    fn content(&self, path: &str) -> Result<Vec<u8>, String> {
        let index = *self.entries.get(path).ok_or("no such entry")?;
        let mut zip = self.zip.clone();
        let entry = zip.by_index(index).map_err(|error| error.to_string())?;
        let size = entry.size();
        if size > MAX_FILE_BYTES {
            return Err(format!("the entry is larger than {} MiB", MAX_FILE_BYTES >> 20));
        }
        let mut content = Vec::new();
        entry.take(size + 1).read_to_end(&mut content).map_err(|error| error.to_string())?;
        match content.len() as u64 == size {
            true => Ok(content),
            false => Err("the entry does not have the size that it states".to_owned()),
        }
    }

    pub(super) fn checked(&self, path: &str) -> Result<Vec<u8>, String> {
        let content = self.content(path)?;
        self.record.check(path, &content).map(|()| content)
    }
}

impl Source for Archive {
    fn files(&self) -> &[String] {
        &self.files
    }

    fn contains(&self, path: &str) -> bool {
        self.entries.contains_key(path)
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, ReadFailure> {
        let refused = |reason| ReadFailure::new(Code::ARCHIVE_REFUSED, format!("the archive is refused: {reason}"));
        self.checked(path).map_err(refused)
    }
}

/// Checks all entries, and returns the indices of the files by path.
fn entries(zip: &ZipArchive<Cursor<Arc<[u8]>>>) -> Result<BTreeMap<String, usize>, String> {
    let mut entries = BTreeMap::new();
    let mut total: u64 = 0;
    for index in 0..zip.len() {
        let entry = zip.by_index_data(index).map_err(|error| error.to_string())?;
        let name = entry.name().map_err(|_| "the path of an entry is not valid UTF-8")?.into_owned();
        check(&name, &entry).map_err(|reason| format!("the entry `{}` {reason}", name.escape_debug()))?;
        total = total.saturating_add(entry.size());
        if total > MAX_CONTENT_BYTES {
            return Err(format!("its entries have more than {} MiB", MAX_CONTENT_BYTES >> 20));
        }
        if !entry.is_dir() {
            entries.insert(name, index);
        }
    }
    Ok(entries)
}

/// Returns the reason why an entry is refused.
fn check(name: &str, entry: &ZipFileEntry<'_>) -> Result<(), String> {
    let is_plain = !name.contains(['\\', ':', '\0']) && stays_below(name) && !name.split('/').any(|part| part == ".");
    if !is_plain {
        return Err("leaves its folder".to_owned());
    }
    if entry.encrypted() {
        return Err("is encrypted".to_owned());
    }
    if !is_regular(entry) {
        return Err("is neither a file nor a folder".to_owned());
    }
    if entry.size() / MAX_RATIO > entry.compressed_size() {
        return Err(format!("is more than {MAX_RATIO} times larger than its compressed form"));
    }
    Ok(())
}

/// Returns whether an entry is a regular file or a folder, by the mode that Unix stores.
fn is_regular(entry: &ZipFileEntry<'_>) -> bool {
    const KIND: u32 = 0o170_000;
    let kind = entry.unix_mode().map_or(0, |mode| mode & KIND);
    !entry.is_symlink() && matches!(kind, 0 | 0o100_000 | 0o040_000)
}
