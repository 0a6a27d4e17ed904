//! The body of an answer as a stream.

use std::fmt;
use std::future::poll_fn;
use std::io;
use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{Context, Poll, ready};

use bytes::{Buf, Bytes};
use futures_core::Stream;
use tokio::io::{AsyncRead, ReadBuf};

type Source = Pin<Box<dyn Stream<Item = io::Result<Bytes>> + Send>>;

/// A stream of bytes, such as the image that an operation returns.
///
/// It is a [`Stream`] of chunks and an [`AsyncRead`]. If the length differs from the announced content length, the
/// stream ends with an error, so a partial image is not mistaken for a whole one.
///
/// The bytes are those that arrived. Requests ask for no compression, so a `Content-Encoding` in the reply's headers is
/// the one that the object was stored with. It belongs to the object and is not decoded.
pub struct ByteStream {
    // Never locked: the mutex makes the stream `Sync` without requiring that of every source.
    source: Mutex<Source>,
    rest: Bytes,
    left: Option<u64>,
    length: Option<u64>,
    content_type: Option<String>,
    ended: bool,
}

impl ByteStream {
    /// Returns a stream of `chunks`.
    pub fn new(chunks: impl Stream<Item = io::Result<Bytes>> + Send + 'static) -> Self {
        Self {
            source: Mutex::new(Box::pin(chunks)),
            rest: Bytes::new(),
            left: None,
            length: None,
            content_type: None,
            ended: false,
        }
    }

    /// Returns the announced length in bytes, if any.
    pub fn content_length(&self) -> Option<u64> {
        self.length
    }

    /// Returns the media type, such as `image/png`.
    pub fn content_type(&self) -> Option<&str> {
        self.content_type.as_deref()
    }

    /// Returns the next chunk, or `None` at the end.
    pub async fn next(&mut self) -> Option<io::Result<Bytes>> {
        poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await
    }

    /// Sets the announced length. Any other length is an error.
    pub(crate) fn expecting(mut self, length: u64) -> Self {
        self.length = Some(length);
        self.left = Some(length);
        self
    }

    pub(crate) fn of_type(mut self, content_type: Option<String>) -> Self {
        self.content_type = content_type;
        self
    }

    pub(crate) fn map_source<S>(self, wrap: impl FnOnce(Source) -> S) -> Self
    where
        S: Stream<Item = io::Result<Bytes>> + Send + 'static,
    {
        let source = self.source.into_inner().unwrap_or_else(PoisonError::into_inner);
        Self { source: Mutex::new(Box::pin(wrap(source))), ..self }
    }

    /// Wraps the stream and keeps its length and media type.
    pub(crate) fn wrapped<S>(self, wrap: impl FnOnce(Self) -> S) -> Self
    where
        S: Stream<Item = io::Result<Bytes>> + Send + 'static,
    {
        let (length, content_type) = (self.length, self.content_type.clone());
        Self { length, content_type, ..Self::new(wrap(self)) }
    }

    fn poll_chunk(&mut self, cx: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> {
        if self.ended {
            return Poll::Ready(None);
        }
        let source = self.source.get_mut().unwrap_or_else(PoisonError::into_inner);
        let chunk = match ready!(source.as_mut().poll_next(cx)) {
            Some(chunk) => chunk.and_then(|chunk| self.count(chunk)).map(Some),
            None => self.end(),
        };
        self.ended = !matches!(chunk, Ok(Some(_)));
        Poll::Ready(chunk.transpose())
    }

    fn count(&mut self, chunk: Bytes) -> io::Result<Bytes> {
        if let Some(left) = &mut self.left {
            let longer = || io::Error::new(io::ErrorKind::InvalidData, "the body is longer than announced");
            *left = left.checked_sub(chunk.len() as u64).ok_or_else(longer)?;
        }
        Ok(chunk)
    }

    fn end(&self) -> io::Result<Option<Bytes>> {
        match self.left {
            None | Some(0) => Ok(None),
            Some(left) => {
                let message = format!("the body ends {left} bytes early");
                Err(io::Error::new(io::ErrorKind::UnexpectedEof, message))
            }
        }
    }
}

impl Stream for ByteStream {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> {
        if self.rest.has_remaining() {
            return Poll::Ready(Some(Ok(std::mem::take(&mut self.rest))));
        }
        self.poll_chunk(cx)
    }
}

impl AsyncRead for ByteStream {
    fn poll_read(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        // An empty chunk is not the end, but reading zero bytes is.
        while !self.rest.has_remaining() {
            match ready!(self.poll_chunk(cx)) {
                Some(chunk) => self.rest = chunk?,
                None => return Poll::Ready(Ok(())),
            }
        }
        let count = self.rest.len().min(buffer.remaining());
        buffer.put_slice(&self.rest.split_to(count));
        Poll::Ready(Ok(()))
    }
}

impl<T: Into<Bytes>> From<T> for ByteStream {
    fn from(bytes: T) -> Self {
        let bytes = bytes.into();
        Self::new(Once(Some(bytes.clone()).filter(|bytes| !bytes.is_empty()))).expecting(bytes.len() as u64)
    }
}

struct Once(Option<Bytes>);

impl Stream for Once {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> {
        Poll::Ready(self.0.take().map(Ok))
    }
}

/// Prints the media type and length, not the content.
impl fmt::Debug for ByteStream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ByteStream")
            .field("content_type", &self.content_type)
            .field("content_length", &self.length)
            .finish_non_exhaustive()
    }
}
