//! Answers that are streams of events, such as the output of a language model.

mod frame;
mod limits;
mod read;

use std::fmt;
use std::future::poll_fn;
use std::ops::{Deref, DerefMut};
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;
use http::header::CONTENT_TYPE;
use http::response::Parts;

use self::frame::{Frame, Frames, TooLarge};
pub(crate) use self::limits::Deadlines;
use self::limits::Limits;
use crate::answer::{Content, Received};
use crate::collect::{interrupted, too_large};
use crate::output::ReadMode;
use crate::{ByteStream, Deviation, Error, Meta, Output, Reply, Shape};

/// A stream of the events of an answer, each read into the type of the output.
///
/// It is a [`Stream`]. An event that reports an error of the service ends the stream with an error that has the
/// service's code and the request id. A broken or idle connection and an event beyond the answer limit are errors too.
/// Comments and blank events do not end the idle timeout. A timeout that was set for the call or the client holds to the
/// end of the stream.
/// Members that are not of the declared kind are absent and [reported](Event::unexpected).
///
/// If the service does not stream, its answer is the only event.
pub struct EventStream<T> {
    /// The answer, if it is not a stream.
    whole: Option<Event<T>>,
    /// Absent if the answer is not a stream.
    source: Option<Source>,
}

/// One event of an answer. Dereferences to the output: `event.choices`.
#[derive(Clone, PartialEq)]
pub struct Event<T> {
    value: T,
    name: String,
    id: String,
    unexpected: Vec<Deviation>,
}

impl<T> Event<T> {
    /// Returns the output.
    pub fn into_inner(self) -> T {
        self.value
    }

    /// Returns the name of the event, or an empty text if the service does not name it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns the id of the event, or an empty text if there is none.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Returns the members that are not of the declared kind. They read as absent.
    pub fn unexpected(&self) -> &[Deviation] {
        &self.unexpected
    }
}

impl<T> EventStream<T> {
    /// Returns the next event, or `None` at the end. Dropping the future does not lose an event.
    pub async fn next(&mut self) -> Option<Result<Event<T>, Error>>
    where
        T: Shape + Default,
    {
        poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await
    }
}

// No field is structurally pinned.
impl<T> Unpin for EventStream<T> {}

impl<T: Shape + Default> Stream for EventStream<T> {
    type Item = Result<Event<T>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if let Some(event) = self.whole.take() {
            return Poll::Ready(Some(Ok(event)));
        }
        let Some(source) = &mut self.source else { return Poll::Ready(None) };
        let mut value = T::default();
        let read = ready!(source.poll_into(cx, &mut value));
        Poll::Ready(read.map(|read| {
            let (Frame { event: name, id, .. }, unexpected) = read?;
            Ok(Event { value, name, id, unexpected })
        }))
    }
}

/// The source of events, without their type.
struct Source {
    meta: Meta,
    head: Parts,
    frames: Frames,
    /// Absent after the end.
    bytes: Option<ByteStream>,
    limit: usize,
    limits: Limits,
    /// The number of bytes of data that have arrived of the next event.
    data_len: usize,
}

type Read = (Frame, Vec<Deviation>);

/// The number of chunks without an event after which other tasks run.
const MAX_CHUNKS: usize = 64;

fn is_blank(frame: &Frame) -> bool {
    frame.data.trim().is_empty()
}

impl Source {
    fn poll_into(&mut self, cx: &mut Context<'_>, shape: &mut dyn Shape) -> Poll<Option<Result<Read, Error>>> {
        let frame = ready!(self.poll_frame(cx));
        let read = frame.and_then(|frame| match frame {
            Some(frame) if frame.data.trim() == read::END => Ok(None),
            Some(frame) => {
                let unexpected = read::event(&frame.data, shape, &self.head, self.limit)?;
                Ok(Some((frame, unexpected)))
            }
            None => Ok(None),
        });
        if !matches!(read, Ok(Some(_))) {
            self.bytes = None;
        }
        let read = read.map_err(|error| error.with_response(&self.head).in_operation(self.meta.name.clone()));
        Poll::Ready(read.transpose())
    }

    /// Returns the next event that is not blank, within the deadlines. Comments and blank events are not data.
    fn poll_frame(&mut self, cx: &mut Context<'_>) -> Poll<Result<Option<Frame>, Error>> {
        for _ in 0..MAX_CHUNKS {
            if self.bytes.is_none() {
                return Poll::Ready(Ok(None));
            }
            if let Poll::Ready(error) = self.limits.poll_call(cx) {
                return Poll::Ready(Err(error));
            }
            let frame = self.parsed()?;
            // All lines that are complete are parsed here.
            let before = std::mem::replace(&mut self.data_len, self.frames.data_len());
            if frame.is_some() || self.data_len > before {
                self.limits.reset();
            }
            if frame.is_some() {
                return Poll::Ready(Ok(frame));
            }
            let Some(bytes) = &mut self.bytes else { return Poll::Ready(Ok(None)) };
            match Pin::new(bytes).poll_next(cx) {
                Poll::Ready(Some(chunk)) => self.frames.feed(&chunk.map_err(interrupted)?),
                Poll::Ready(None) => {
                    self.bytes = None;
                    return Poll::Ready(Ok(self.frames.last().filter(|frame| !is_blank(frame))));
                }
                Poll::Pending => return self.limits.poll_end(cx).map(Err),
            }
            // Starts the idle timeout, or ends a stream that never lacks bytes.
            if let Poll::Ready(error) = self.limits.poll_end(cx) {
                return Poll::Ready(Err(error));
            }
        }
        cx.waker().wake_by_ref();
        Poll::Pending
    }

    /// Returns the next event among the bytes that have arrived.
    fn parsed(&mut self) -> Result<Option<Frame>, Error> {
        loop {
            match self.frames.next() {
                Ok(Some(frame)) if is_blank(&frame) => {}
                Ok(frame) => return Ok(frame),
                Err(TooLarge) => return Err(too_large(self.limit)),
            }
        }
    }
}

impl<T: Shape + Default + Send + 'static> Output for EventStream<T> {
    const READ_MODE: ReadMode = ReadMode::Events;

    fn from_answer(received: Received) -> Result<Reply<Self>, Error> {
        let Received { meta, head, content, limit, deadlines } = received;
        if let Content::Stream(bytes) = content {
            let (frames, limits) = (Frames::new(limit), Limits::new(deadlines));
            let source = Source { meta, head: head.clone(), frames, bytes: Some(bytes), limit, limits, data_len: 0 };
            return Ok(Reply::of_head(Self { whole: None, source: Some(source) }, head));
        }
        // Read here, so that an answer that reports an error can be retried.
        let received = Received { meta, head, content, limit, deadlines };
        let (value, facts) = T::from_answer(received)?.into_parts();
        let unexpected = facts.unexpected.clone();
        let whole = Event { value, name: String::new(), id: String::new(), unexpected };
        Ok(Reply::new(Self { whole: Some(whole), source: None }, facts))
    }

    fn blank() -> Option<Box<dyn Shape>> {
        None
    }
}

/// Returns whether an answer is a stream of events.
pub(crate) fn is_stream(head: &Parts) -> bool {
    let named = head.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    named.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("text/event-stream"))
}

impl<T> Deref for Event<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T> DerefMut for Event<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.value
    }
}

impl<T: fmt::Debug> fmt::Debug for Event<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { value, name, id, unexpected } = self;
        let mut shown = f.debug_struct("Event");
        shown.field("name", name).field("id", id).field("unexpected", unexpected).field("value", value).finish()
    }
}

/// Prints whether the stream has ended, not its events.
impl<T> fmt::Debug for EventStream<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ended = self.whole.is_none() && self.source.as_ref().is_none_or(|source| source.bytes.is_none());
        f.debug_struct("EventStream").field("ended", &ended).finish_non_exhaustive()
    }
}
