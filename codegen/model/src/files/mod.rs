//! Opens a regular file below a folder, bounded in size, and says why it does not. Knows nothing of what a file contains.
//!
//! Opening a named pipe may block, reading a device may never end, and a link may lead to a file of somebody else. So the
//! kind of a file is checked before it is opened, and again on the open file, which another process may have replaced in
//! between.

mod refusal;
#[cfg(test)]
mod tests;
mod write;

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

pub use refusal::Refusal;
pub use write::write;

/// The largest file that a person or upstream writes. The largest published service has less than 3 MiB.
pub const MAX_FILE_BYTES: u64 = 16 << 20;

/// Reads the file `relative` (with forward slashes, without `..`) below `root`. Links must stay below it.
///
/// # Errors
///
/// Fails if the file leaves the folder, is not regular, or has more than `max` bytes.
pub fn read(root: &Path, relative: &str, max: u64) -> Result<Vec<u8>, Refusal> {
    read_named(&resolve(root, relative)?, max)
}

/// Reads a file that the user or the project named, wherever links lead.
///
/// # Errors
///
/// Fails if the file is not regular, or has more than `max` bytes.
pub fn read_named(path: &Path, max: u64) -> Result<Vec<u8>, Refusal> {
    read_up_to(open(path)?, max)
}

/// Reads such a file as text.
///
/// # Errors
///
/// Fails as [`read_named`] does, and if the file is not valid UTF-8.
pub fn read_text(path: &Path, max: u64) -> Result<String, Refusal> {
    String::from_utf8(read_named(path, max)?).map_err(|_| Refusal::NotUtf8)
}

/// Reads everything, but at most `max` bytes.
///
/// # Errors
///
/// Fails if the reader fails, or has more than `max` bytes.
pub fn read_up_to(reader: impl Read, max: u64) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::new();
    reader.take(max.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > max { Err(Refusal::TooLarge { max }) } else { Ok(bytes) }
}

/// Opens a regular file to read it.
///
/// # Errors
///
/// Fails if the file cannot be opened or is not regular.
pub fn open(path: &Path) -> Result<File, Refusal> {
    check_kind(&fs::metadata(path)?)?;
    let file = File::open(path)?;
    check_kind(&file.metadata()?)?;
    Ok(file)
}

/// Returns whether a path is a regular file itself, not a link to one.
pub fn is_regular(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|found| found.is_file())
}

/// Returns whether a path stays below its folder. Manifests and archives name the files to read, and are not trusted.
pub fn stays_below(relative: &str) -> bool {
    let mut parts = Path::new(relative).components();
    !relative.is_empty() && parts.all(|part| matches!(part, Component::Normal(_) | Component::CurDir))
}

/// Resolves the links of a path below `root`.
fn resolve(root: &Path, relative: &str) -> Result<PathBuf, Refusal> {
    if !stays_below(relative) {
        return Err(Refusal::Leaves);
    }
    resolve_below(root, &root.join(relative))
}

fn resolve_below(root: &Path, path: &Path) -> Result<PathBuf, Refusal> {
    let resolved = path.canonicalize()?;
    if resolved.starts_with(root.canonicalize()?) { Ok(resolved) } else { Err(Refusal::LinkLeaves) }
}

fn check_kind(found: &fs::Metadata) -> Result<(), Refusal> {
    if found.is_file() { Ok(()) } else { Err(Refusal::NotRegular) }
}

impl From<io::Error> for Refusal {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Refusal::NotFound,
            _ => Refusal::System(error),
        }
    }
}
