//! What becomes of a stream: a file, or a report of its progress.

#[cfg_attr(target_family = "wasm", path = "no_file.rs")]
mod file;

use std::io;
use std::path::Path;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;

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
    /// Fails if the stream fails or the file cannot be written, and outside of a tokio runtime. On
    /// WebAssembly it always fails.
    pub async fn into_file(self, path: impl AsRef<Path>) -> io::Result<u64> {
        file::write(self, path.as_ref()).await
    }

    /// Calls `report` with the number of bytes so far and the content length after every chunk.
    ///
    /// For an upload: `Body::from_stream(body.len(), body.into_stream()?.with_progress(report))`. Such a body can be
    /// sent only once, so the upload is not retried.
    pub fn with_progress(self, report: impl FnMut(u64, Option<u64>) + Send + 'static) -> Self {
        self.wrapped(|source| Progress { source, report: Box::new(report), done: 0 })
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
