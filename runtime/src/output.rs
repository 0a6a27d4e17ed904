//! What an operation may answer.

use crate::answer::{Content, Received};
use crate::{ByteStream, Error, Reply, Shape};

/// What an operation may answer: a structure, or bytes as they come in.
pub trait Output: Sized + Send + 'static {
    /// Whether the answer is handed on while it comes in.
    #[doc(hidden)]
    const STREAMS: bool;

    /// Makes the answer of what came in.
    #[doc(hidden)]
    fn from_answer(received: Received) -> Result<Reply<Self>, Error>;

    /// A structure with nothing set; `None` for bytes.
    #[doc(hidden)]
    fn blank() -> Option<Box<dyn Shape>>;
}

impl<T: Shape + Default + Send + 'static> Output for T {
    const STREAMS: bool = false;

    fn from_answer(received: Received) -> Result<Reply<Self>, Error> {
        let mut value = T::default();
        let facts = received.read(&mut value)?;
        Ok(Reply::new(value, facts))
    }

    fn blank() -> Option<Box<dyn Shape>> {
        Some(Box::new(T::default()))
    }
}

impl Output for ByteStream {
    const STREAMS: bool = true;

    fn from_answer(received: Received) -> Result<Reply<Self>, Error> {
        let Received { head, content, .. } = received;
        let stream = match content {
            Content::Stream(stream) => stream,
            Content::Whole(bytes) => bytes.into(),
        };
        Ok(Reply::of_stream(stream, head))
    }

    fn blank() -> Option<Box<dyn Shape>> {
        None
    }
}
