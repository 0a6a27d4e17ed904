//! A ZIP archive, such as a Python wheel, as a source. It is read in memory and never unpacked to disk. An archive that
//! could do harm, or was altered, is refused as a whole.

use std::collections::BTreeMap;
use std::io::{self, Read};
use std::path::Path;

use codegen_model::diagnostic::Code;
use codegen_model::files;
use codegen_model::load::published::{METADATA, Source, shown_below};
use codegen_model::load::read::{MAX_FILE_BYTES, ReadFailure};
use flate2::bufread::DeflateDecoder;
use rawzip::{ZipArchive, ZipSliceArchive};

use super::entries::{self, Entry};
use super::record::Record;

/// The largest archive. The published ones have less than 16 MiB.
const MAX_ARCHIVE_BYTES: u64 = 256 << 20;

/// An archive.
#[derive(Debug)]
pub struct Archive {
    zip: ZipSliceArchive<Vec<u8>>,
    /// The files, by path.
    entries: BTreeMap<String, Entry>,
    /// The paths of the files of metadata.
    files: Vec<String>,
    /// What findings show before the paths of files.
    shown: String,
    record: Record,
}

impl Archive {
    /// Opens the archive in a file, and checks every entry without decompressing it.
    ///
    /// # Errors
    ///
    /// Fails if the file cannot be read, or the archive is refused.
    pub fn open(path: &Path) -> io::Result<Self> {
        let archive = Self::from_bytes(files::read_named(path, MAX_ARCHIVE_BYTES)?);
        let mut archive = archive.map_err(|reason| io::Error::new(io::ErrorKind::InvalidData, refused(&reason)))?;
        // The name says enough: archives that were downloaded are in a folder with a long path.
        archive.shown = shown_below(path.file_name().map_or(path, Path::new));
        Ok(archive)
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
        let zip = ZipArchive::from_slice(bytes).map_err(|error| format!("it is not a whole ZIP archive: {error}"))?;
        let entries = entries::read(&zip)?;
        let is_metadata = |path: &&String| path.rsplit('/').next() == Some(METADATA);
        let files = entries.keys().filter(is_metadata).cloned().collect();
        let mut archive = Self { zip, entries, files, shown: String::new(), record: Record::default() };
        archive.record = Record::of(&archive)?;
        Ok(archive)
    }

    /// Returns the paths of all files.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.entries.keys().map(String::as_str)
    }

    /// Decompresses a file, up to the size that its entry states, and compares it with its checksum and its hash.
    pub(super) fn content(&self, path: &str) -> Result<Vec<u8>, String> {
        let entry = self.entries.get(path).ok_or("no such entry")?;
        if entry.size > MAX_FILE_BYTES {
            return Err(format!("`{path}` is larger than {} MiB", MAX_FILE_BYTES >> 20));
        }
        let content = self.decompressed(entry).map_err(|error| format!("`{path}` is damaged: {error}"))?;
        self.record.check(path, &content).map(|()| content)
    }

    fn decompressed(&self, entry: &Entry) -> io::Result<Vec<u8>> {
        let found = self.zip.get_entry(entry.location).map_err(io::Error::other)?;
        let data: &mut dyn Read = match entry.is_compressed {
            true => &mut DeflateDecoder::new(found.data()),
            false => &mut found.data(),
        };
        let mut content = Vec::new();
        // One byte more shows that there is more. The reader compares size and checksum at the end.
        found.verifying_reader(data.take(entry.size + 1)).read_to_end(&mut content)?;
        Ok(content)
    }
}

impl Source for Archive {
    fn files(&self) -> &[String] {
        &self.files
    }

    fn shown(&self) -> &str {
        &self.shown
    }

    fn contains(&self, path: &str) -> bool {
        self.entries.contains_key(path)
    }

    fn read(&self, path: &str) -> Result<Vec<u8>, ReadFailure> {
        self.content(path).map_err(|reason| ReadFailure::new(Code::ARCHIVE_REFUSED, refused(&reason)))
    }
}

fn refused(reason: &str) -> String {
    format!("the archive is refused: {reason}")
}
