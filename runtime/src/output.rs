//! The types that an operation can return.

use std::fmt;
use std::ops::Deref;

use crate::answer::{Content, Received};
use crate::response_headers::read_headers;
use crate::{ByteStream, Error, Reply, Shape};

/// How an answer is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReadMode {
    /// After all of it has arrived.
    Whole,
    /// While it arrives.
    Bytes,
    /// While it arrives if it is a stream of events, otherwise after all of it has arrived.
    Events,
}

/// A type that an operation can return: a structure, a stream of bytes, or a stream of events.
pub trait Output: Sized + Send + 'static {
    /// How the answer is read.
    #[doc(hidden)]
    const READ_MODE: ReadMode;

    /// Reads the answer.
    #[doc(hidden)]
    fn from_answer(received: Received) -> Result<Reply<Self>, Error>;

    /// Returns an empty structure, or `None` for a stream.
    #[doc(hidden)]
    fn blank() -> Option<Box<dyn Shape>>;
}

impl<T: Shape + Default + Send + 'static> Output for T {
    const READ_MODE: ReadMode = ReadMode::Whole;

    fn from_answer(received: Received) -> Result<Reply<Self>, Error> {
        let mut value = T::default();
        let facts = received.read(&mut value)?;
        Ok(Reply::new(value, facts))
    }

    fn blank() -> Option<Box<dyn Shape>> {
        Some(Box::new(T::default()))
    }
}

/// The output of an operation that returns no members.
#[derive(Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Empty {}

crate::shape!(Empty {});

/// Bytes, and the members of a response that travel in its headers.
///
/// Dereferences to the members: `preview.total_pages`.
pub struct StreamOutput<H> {
    /// The bytes.
    pub body: ByteStream,
    /// The members in the headers.
    pub headers: H,
}

impl<H> Deref for StreamOutput<H> {
    type Target = H;

    fn deref(&self) -> &H {
        &self.headers
    }
}

impl<H: fmt::Debug> fmt::Debug for StreamOutput<H> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("StreamOutput").field("headers", &self.headers).finish_non_exhaustive()
    }
}

impl<H: Default> From<ByteStream> for StreamOutput<H> {
    fn from(body: ByteStream) -> Self {
        Self { body, headers: H::default() }
    }
}

impl<H: Shape + Default + Send + 'static> Output for StreamOutput<H> {
    const READ_MODE: ReadMode = ReadMode::Bytes;

    fn from_answer(received: Received) -> Result<Reply<Self>, Error> {
        let (body, mut facts) = ByteStream::from_answer(received)?.into_parts();
        let mut headers = H::default();
        facts.unexpected = read_headers(&facts.head.headers, &mut headers);
        Ok(Reply::new(Self { body, headers }, facts))
    }

    fn blank() -> Option<Box<dyn Shape>> {
        None
    }
}

impl Output for ByteStream {
    const READ_MODE: ReadMode = ReadMode::Bytes;

    fn from_answer(received: Received) -> Result<Reply<Self>, Error> {
        let Received { head, content, .. } = received;
        let stream = match content {
            Content::Stream(stream) => stream,
            Content::Whole(bytes) => bytes.into(),
        };
        Ok(Reply::of_head(stream, head))
    }

    fn blank() -> Option<Box<dyn Shape>> {
        None
    }
}
