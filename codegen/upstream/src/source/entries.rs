//! Lists the entries of an archive, and checks them without decompressing any. No path is ever created on disk: an entry
//! that would do harm there shows that the archive was not made by its publisher.

use std::collections::BTreeMap;

use codegen_model::load::read::stays_below;
use rawzip::{CompressionMethod, ZipArchiveEntryWayfinder, ZipFileHeaderRecord, ZipSliceArchive};

/// The largest content of all entries. The published ones have less than 200 MiB.
const MAX_CONTENT_BYTES: u64 = 1 << 30;
/// How many entries an archive may have. The published ones have less than 2,000.
const MAX_ENTRIES: u64 = 100_000;
/// How many times larger than its compressed form an entry may be. Published code reaches 58, and deflate itself 1,032.
const MAX_RATIO: u64 = 250;

/// A file in an archive.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) location: ZipArchiveEntryWayfinder,
    pub(super) size: u64,
    /// Whether it is compressed or stored as it is.
    pub(super) is_compressed: bool,
}

type Zip = ZipSliceArchive<Vec<u8>>;

/// Checks all entries, and returns the files by path. Fails with the reason why the archive is refused.
pub(super) fn read(zip: &Zip) -> Result<BTreeMap<String, Entry>, String> {
    if zip.entries_hint() > MAX_ENTRIES {
        return Err(format!("it has more than {MAX_ENTRIES} entries"));
    }
    let mut found = Found::default();
    for record in zip.entries() {
        let record = record.map_err(|error| format!("its list of entries is damaged: {error}"))?;
        let path = std::str::from_utf8(record.file_path().as_bytes());
        let path = path.map_err(|_| "the path of an entry is not valid UTF-8")?.to_owned();
        found.add(zip, &path, &record).map_err(|reason| format!("the entry `{}` {reason}", path.escape_debug()))?;
    }
    if found.paths.len() as u64 != zip.entries_hint() {
        return Err("it does not have as many entries as it states".to_owned());
    }
    found.finish(zip.directory_offset())
}

/// The entries that were read.
#[derive(Default)]
struct Found {
    files: BTreeMap<String, Entry>,
    /// Whether each path, without a slash at its end, is a folder.
    paths: BTreeMap<String, bool>,
    /// Where the data of each entry begins and ends, with its header.
    ranges: Vec<(u64, u64)>,
    size: u64,
}

impl Found {
    /// Adds an entry. Fails with the reason why it is refused.
    fn add(&mut self, zip: &Zip, path: &str, record: &ZipFileHeaderRecord<'_>) -> Result<(), String> {
        check_path(path)?;
        let is_folder = record.is_dir();
        check_kind(record, is_folder)?;
        check_size(record)?;
        if self.paths.insert(path.trim_end_matches('/').to_owned(), is_folder).is_some() {
            return Err("is listed twice".to_owned());
        }
        self.ranges.push(range(zip, record)?);
        self.size = self.size.saturating_add(record.uncompressed_size_hint());
        if self.size > MAX_CONTENT_BYTES {
            return Err(format!("and those before it have more than {} MiB", MAX_CONTENT_BYTES >> 20));
        }
        let is_compressed = record.compression_method() == CompressionMethod::DEFLATE;
        let entry = Entry { location: record.wayfinder(), size: record.uncompressed_size_hint(), is_compressed };
        if !is_folder {
            self.files.insert(path.to_owned(), entry);
        }
        Ok(())
    }

    /// Checks the entries against each other. `end` is where the data of the last one must end.
    fn finish(mut self, end: u64) -> Result<BTreeMap<String, Entry>, String> {
        self.ranges.sort_unstable();
        let ends = self.ranges.iter().map(|range| range.1);
        let starts = self.ranges.iter().map(|range| range.0).skip(1).chain([end]);
        if ends.zip(starts).any(|(end, next)| end > next) {
            return Err("the data of its entries overlaps".to_owned());
        }
        let parents = |path: &'_ str| path.match_indices('/').map(|(at, _)| path[..at].to_owned()).collect::<Vec<_>>();
        let is_file = |path: &String| self.paths.get(path) == Some(&false);
        match self.paths.keys().flat_map(|path| parents(path)).find(is_file) {
            Some(path) => Err(format!("the entry `{}` is both a file and a folder", path.escape_debug())),
            None => Ok(self.files),
        }
    }
}

fn check_path(path: &str) -> Result<(), String> {
    let mut parts = path.strip_suffix('/').unwrap_or(path).split('/');
    let is_plain = stays_below(path) && !path.contains(['\\', ':']) && !path.contains(char::is_control);
    match is_plain && parts.all(|part| !matches!(part, "" | ".")) {
        true => Ok(()),
        false => Err("does not have a plain path below the archive".to_owned()),
    }
}

/// Checks that an entry is a file or a folder that can be read.
fn check_kind(record: &ZipFileHeaderRecord<'_>, is_folder: bool) -> Result<(), String> {
    const KIND: u32 = 0o170_000;
    const FILE: u32 = 0o100_000;
    const FOLDER: u32 = 0o040_000;
    let flags = record.flags();
    if flags.is_encrypted() || flags.has_strong_encryption() {
        return Err("is encrypted".to_owned());
    }
    let method = record.compression_method();
    if ![CompressionMethod::STORE, CompressionMethod::DEFLATE].contains(&method) {
        return Err("is neither stored nor compressed with deflate".to_owned());
    }
    match record.mode().value() & KIND {
        FILE if !is_folder => Ok(()),
        FOLDER if is_folder => Ok(()),
        _ => Err("is neither a file nor a folder, or not what its path says".to_owned()),
    }
}

fn check_size(record: &ZipFileHeaderRecord<'_>) -> Result<(), String> {
    let (compressed, size) = (record.compressed_size_hint(), record.uncompressed_size_hint());
    if size / MAX_RATIO > compressed {
        return Err(format!("is more than {MAX_RATIO} times larger than its compressed form"));
    }
    match record.compression_method() == CompressionMethod::STORE && size != compressed {
        true => Err("is stored, but states two sizes".to_owned()),
        false => Ok(()),
    }
}

/// Returns where the data of an entry begins and ends, with its header, which must agree with the list of entries.
fn range(zip: &Zip, record: &ZipFileHeaderRecord<'_>) -> Result<(u64, u64), String> {
    let entry = zip.get_entry(record.wayfinder()).map_err(|error| format!("cannot be located: {error}"))?;
    let local = entry.local_header();
    let flags = record.flags();
    let sizes = (record.compressed_size_hint(), record.uncompressed_size_hint());
    let agrees = local.file_path().as_bytes() == record.file_path().as_bytes()
        && local.compression_method() == record.compression_method()
        && local.flags().is_encrypted() == flags.is_encrypted()
        && (flags.has_data_descriptor() || (local.compressed_size_hint(), local.uncompressed_size_hint()) == sizes);
    match agrees {
        true => Ok((record.local_header_offset(), entry.compressed_data_range().1)),
        false => Err("has a header that contradicts the list of entries".to_owned()),
    }
}
