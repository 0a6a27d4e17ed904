//! Reading small files.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use super::check::Missing;

/// The maximum size in bytes. A path that names a device by mistake is an error and does not fill the memory.
const LIMIT: u64 = 256 << 10;

/// Reads a small text file.
///
/// The read blocks. It occurs once in the lifetime of temporary credentials, and such files are local, so it is faster
/// than a switch to another thread.
pub(super) fn read(path: &Path) -> io::Result<String> {
    let mut bytes = Vec::new();
    File::open(path)?.take(LIMIT + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LIMIT {
        return Err(io::Error::other(format!("the file exceeds {} KiB", LIMIT >> 10)));
    }
    String::from_utf8(bytes).map_err(|_| io::Error::other("the file is not valid UTF-8"))
}

/// Reads a file that somebody named, so that it must exist.
pub(super) fn read_named(path: &Path) -> Result<String, Missing> {
    read(path).map_err(|error| unreadable(path, &error))
}

/// Reads a file at a default path. One that does not exist is absent; so is one without read permission, because a
/// service may run with the home directory of another user.
pub(super) fn read_default(path: &Path) -> Result<String, Missing> {
    read(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => {
            Missing::absent(format!("{} does not exist", path.display()))
        }
        io::ErrorKind::PermissionDenied => {
            Missing::absent(format!("no permission to read {}: {error}", path.display()))
        }
        _ => unreadable(path, &error),
    })
}

fn unreadable(path: &Path, error: &io::Error) -> Missing {
    Missing::wrong(format!("cannot read {}: {error}", path.display()))
}
