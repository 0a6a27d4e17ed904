//! Writes a stream to a file.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use tokio::fs::{File, OpenOptions, rename};
use tokio::io::AsyncWriteExt;

use crate::ByteStream;

pub(super) async fn write(mut stream: ByteStream, path: &Path) -> io::Result<u64> {
    // Opening a file panics outside of a runtime.
    tokio::runtime::Handle::try_current().map_err(io::Error::other)?;
    let (mut file, part) = Part::beside(path).await?;
    let mut written = 0;
    while let Some(chunk) = stream.next().await {
        let chunk = chunk?;
        file.write_all(&chunk).await?;
        written += chunk.len() as u64;
    }
    file.sync_all().await?;
    // Some systems cannot rename an open file.
    drop(file.into_std().await);
    part.complete(path).await?;
    Ok(written)
}

/// The file while it is incomplete. Dropping the value removes the file.
struct Part(PathBuf);

impl Part {
    /// Creates a file in the folder of `path`, so that renaming is atomic.
    async fn beside(path: &Path) -> io::Result<(File, Self)> {
        if path.file_name().is_none() {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "the path does not name a file"));
        }
        loop {
            let part = path.with_file_name(part_name());
            // Never follows an existing file or link.
            match OpenOptions::new().write(true).create_new(true).open(&part).await {
                Ok(file) => return Ok((file, Self(part))),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
    }

    async fn complete(mut self, path: &Path) -> io::Result<()> {
        rename(&self.0, path).await?;
        self.0 = PathBuf::new();
        Ok(())
    }
}

fn part_name() -> OsString {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    format!(".download-{}-{}.part", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed)).into()
}

impl Drop for Part {
    fn drop(&mut self) {
        if !self.0.as_os_str().is_empty() {
            // A destructor cannot report errors.
            let _ = std::fs::remove_file(&self.0);
        }
    }
}
