//! The body of a request as the default transport sends it.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use http_body::{Frame, SizeHint};
use tokio::task::yield_now;

use crate::ByteStream;

/// The number of bytes that are sent before the connection looks for an answer.
pub(super) const SLICE: usize = 64 << 10;

/// A body of known length, so that it is not sent with chunked encoding, which image processing does not support.
///
/// It pauses before each slice, so that the connection reads before it writes more. A server that rejects an upload
/// answers early and closes the connection; the answer is lost if the next write fails before it is read.
pub(super) struct Outgoing {
    stream: ByteStream,
    length: u64,
    rest: Bytes,
    pause: Option<Pin<Box<dyn Future<Output = ()> + Send + Sync>>>,
}

impl Outgoing {
    pub(super) fn new(stream: ByteStream, length: u64) -> Self {
        Self { stream, length, rest: Bytes::new(), pause: None }
    }

    fn poll_slice(&mut self, cx: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> {
        if self.rest.is_empty() {
            match ready!(Pin::new(&mut self.stream).poll_next(cx)) {
                Some(Ok(chunk)) => self.rest = chunk,
                end => return Poll::Ready(end),
            }
        }
        ready!(self.pause.get_or_insert_with(|| Box::pin(pause())).as_mut().poll(cx));
        self.pause = None;
        let length = self.rest.len().min(SLICE);
        Poll::Ready(Some(Ok(self.rest.split_to(length))))
    }
}

/// Lets the runtime see what has arrived. Twice, because hyper polls a body that pauses once more before it reads.
async fn pause() {
    yield_now().await;
    yield_now().await;
}

impl http_body::Body for Outgoing {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        self.poll_slice(cx).map_ok(Frame::data)
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.length)
    }
}
