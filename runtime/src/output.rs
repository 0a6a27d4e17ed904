//! What an operation may answer.

use crate::answer::{Content, Received};
use crate::{ByteStream, Error, Reply, Shape};

/// How an answer is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// When all of it is there.
    Whole,
    /// While it comes in.
    Bytes,
    /// While it comes in, if it consists of events; otherwise when all of it is there.
    Events,
}

/// What an operation may answer: a structure, bytes as they come in, or events.
pub trait Output: Sized + Send + 'static {
    /// How the answer is taken.
    #[doc(hidden)]
    const WANTED: Wanted;

    /// Makes the answer of what came in.
    #[doc(hidden)]
    fn from_answer(received: Received) -> Result<Reply<Self>, Error>;

    /// A structure with nothing set; `None` for what comes in bit by bit.
    #[doc(hidden)]
    fn blank() -> Option<Box<dyn Shape>>;
}

impl<T: Shape + Default + Send + 'static> Output for T {
    const WANTED: Wanted = Wanted::Whole;

    fn from_answer(received: Received) -> Result<Reply<Self>, Error> {
        let mut value = T::default();
        let facts = received.read(&mut value)?;
        Ok(Reply::new(value, facts))
    }

    fn blank() -> Option<Box<dyn Shape>> {
        Some(Box::new(T::default()))
    }
}

/// What an operation answers that says nothing but that it is done.
#[derive(Clone, Default, PartialEq)]
#[non_exhaustive]
pub struct Empty {}

crate::shape!(Empty {});

impl Output for ByteStream {
    const WANTED: Wanted = Wanted::Bytes;

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
