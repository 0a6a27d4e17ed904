//! Small files.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// More than any profile or token has. Whoever names a disk as the token file shall have an error, not its contents in
/// memory.
const LIMIT: u64 = 256 << 10;

/// Reads a small file of text.
///
/// The read blocks. It happens once in the life of temporary credentials, and such files are on a disk or in memory, so
/// that is shorter than handing it to another thread.
pub(super) fn read(path: &Path) -> io::Result<String> {
    let mut bytes = Vec::new();
    File::open(path)?.take(LIMIT + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LIMIT {
        return Err(io::Error::other(format!("it is larger than {} KiB", LIMIT >> 10)));
    }
    String::from_utf8(bytes).map_err(|_| io::Error::other("it is no UTF-8 text"))
}
