//! Reading small files.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

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
