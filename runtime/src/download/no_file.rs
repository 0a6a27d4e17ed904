//! Writing a stream to a file, on platforms where that is not possible.

use std::io;
use std::path::Path;

use crate::ByteStream;

pub(super) async fn write(_stream: ByteStream, _path: &Path) -> io::Result<u64> {
    Err(io::ErrorKind::Unsupported.into())
}
