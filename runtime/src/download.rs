//! Writing a stream to a file.

use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use tokio::fs::{File, OpenOptions, rename};
use tokio::io::AsyncWriteExt;

use crate::ByteStream;

impl ByteStream {
    /// Writes the stream to a file, which replaces an existing one. Returns the number of bytes.
    ///
    /// The bytes go to a new file in the same folder, which is renamed when it is complete and synced. An error, a
    /// cancelled future or a crash never leaves a partial file under the final name.
    ///
    /// ```no_run
    /// # async fn example(image: tencentcloud_runtime::ByteStream) -> std::io::Result<()> {
    /// image.with_progress(|done, total| eprintln!("{done} of {total:?}")).into_file("lake.png").await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// Fails if the stream fails or the file cannot be written, and outside of a tokio runtime.
    pub async fn into_file(mut self, path: impl AsRef<Path>) -> io::Result<u64> {
        // Opening a file panics outside of a runtime.
        tokio::runtime::Handle::try_current().map_err(io::Error::other)?;
        let (mut file, part) = Part::beside(path.as_ref()).await?;
        let mut written = 0;
        while let Some(chunk) = self.next().await {
            let chunk = chunk?;
            file.write_all(&chunk).await?;
            written += chunk.len() as u64;
        }
        file.sync_all().await?;
        // Some systems cannot rename an open file.
        drop(file.into_std().await);
        part.complete(path.as_ref()).await?;
        Ok(written)
    }

    /// Calls `report` with the number of bytes so far and the content length after every chunk.
    ///
    /// For an upload: `Body::from_stream(body.len(), body.into_stream()?.with_progress(report))`. Such a body can be
    /// sent only once, so the upload is not retried.
    pub fn with_progress(self, report: impl FnMut(u64, Option<u64>) + Send + 'static) -> Self {
        self.wrapped(|source| Progress { source, report: Box::new(report), done: 0 })
    }
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

struct Progress {
    source: ByteStream,
    report: Box<dyn FnMut(u64, Option<u64>) + Send>,
    done: u64,
}

impl Stream for Progress {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> {
        let this = &mut *self;
        let chunk = ready!(Pin::new(&mut this.source).poll_next(cx));
        if let Some(Ok(chunk)) = &chunk {
            this.done += chunk.len() as u64;
            (this.report)(this.done, this.source.content_length());
        }
        Poll::Ready(chunk)
    }
}
