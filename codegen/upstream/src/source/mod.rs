//! Opens published metadata wherever it is: a folder, a single file, or an archive that is read without unpacking it.

mod archive;
mod entries;
mod record;

use std::io::{self, Read};
use std::path::Path;

use codegen_model::files;

pub use archive::Archive;
pub use codegen_model::load::published::{Folder, Source};

/// What an archive begins with: an entry, or the end of an archive without entries.
const MAGIC: [&[u8]; 2] = [b"PK\x03\x04", b"PK\x05\x06"];
/// What a compressed source archive begins with.
const GZIP: &[u8] = b"\x1f\x8b";
/// The names of archives. A file with such a name is never read as metadata.
const EXTENSIONS: [&str; 2] = ["whl", "zip"];

/// Opens a folder, a file of metadata, or an archive.
///
/// # Errors
///
/// Fails if `path` cannot be read, or is an archive that is refused.
pub fn open(path: &Path) -> io::Result<Box<dyn Source>> {
    if !path.is_file() {
        return Ok(Box::new(Folder::open(path)?));
    }
    let mut start = Vec::new();
    files::open(path)?.take(4).read_to_end(&mut start)?;
    if start.starts_with(GZIP) {
        let message = "this kind of archive is not read: use the wheel (`.whl`), or unpack it";
        return Err(io::Error::new(io::ErrorKind::InvalidData, message));
    }
    match is_archive(path, &start) {
        true => Ok(Box::new(Archive::open(path)?)),
        false => Ok(Box::new(Folder::open(path)?)),
    }
}

fn is_archive(path: &Path, start: &[u8]) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    MAGIC.contains(&start) || EXTENSIONS.contains(&extension.to_ascii_lowercase().as_str())
}
