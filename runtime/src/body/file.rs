//! A file as a body.

use std::io;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use tokio::fs::File;
use tokio::io::AsyncReadExt;

use crate::{BoxFuture, ByteStream};

/// The number of bytes per read. Each read is a trip to another thread, so chunks are large.
const CHUNK: u64 = 256 << 10;

/// A file, and its length when the body was created.
#[derive(PartialEq, Eq)]
pub(super) struct FileBody {
    path: PathBuf,
    length: u64,
}

impl FileBody {
    pub(super) async fn open(path: &Path) -> io::Result<Self> {
        // Opening a file panics outside of a runtime.
        tokio::runtime::Handle::try_current().map_err(io::Error::other)?;
        let about = File::open(path).await?.metadata().await?;
        if !about.is_file() {
            let message = "expected a regular file";
            return Err(io::Error::new(io::ErrorKind::InvalidInput, message));
        }
        Ok(Self { path: path.to_owned(), length: about.len() })
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn len(&self) -> u64 {
        self.length
    }

    pub(super) fn stream(self: Arc<Self>) -> ByteStream {
        let length = self.length;
        ByteStream::new(Chunks { next: Some(Box::pin(reopen(self))) }).expecting(length)
    }
}

/// An open file and the number of bytes left.
struct Reading {
    file: File,
    left: u64,
}

type Step = io::Result<Option<(Bytes, Reading)>>;

async fn reopen(body: Arc<FileBody>) -> Step {
    let file = File::open(&body.path).await?;
    if file.metadata().await?.len() != body.length {
        return Err(changed());
    }
    read(Reading { file, left: body.length }).await
}

/// Reads the next chunk. Checks for the end of the file before it returns the last chunk, because the request is
/// complete with that chunk and a file that has grown would go unnoticed.
async fn read(mut from: Reading) -> Step {
    let length = from.left.min(CHUNK);
    let chunk = chunk(&mut from.file, length).await?;
    from.left -= length;
    if from.left == 0 && from.file.read(&mut [0]).await? != 0 {
        return Err(changed());
    }
    Ok(if chunk.is_empty() { None } else { Some((chunk, from)) })
}

async fn chunk(file: &mut File, length: u64) -> io::Result<Bytes> {
    let mut chunk = BytesMut::with_capacity(usize::try_from(length).map_err(io::Error::other)?);
    let mut part = file.take(length);
    while part.limit() > 0 {
        if part.read_buf(&mut chunk).await? == 0 {
            return Err(changed());
        }
    }
    Ok(chunk.freeze())
}

fn changed() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "the length of the file has changed since the body was created")
}

struct Chunks {
    next: Option<BoxFuture<'static, Step>>,
}

impl Stream for Chunks {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> {
        let Some(next) = &mut self.next else { return Poll::Ready(None) };
        let step = ready!(next.as_mut().poll(cx));
        self.next = None;
        Poll::Ready(step.transpose().map(|step| {
            let (chunk, from) = step?;
            self.next = (from.left > 0).then(|| Box::pin(read(from)) as BoxFuture<'static, Step>);
            Ok(chunk)
        }))
    }
}
