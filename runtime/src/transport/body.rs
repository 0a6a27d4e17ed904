//! The bodies of requests and responses on a connection.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use bytes::Bytes;
use futures_core::Stream;
use http_body::{Frame, SizeHint};
use tokio::task::yield_now;

use super::error::{TransportError, TransportErrorKind};
use crate::{Body, ByteStream};

/// The number of bytes that are sent before the connection looks for an answer.
const SLICE: usize = 64 << 10;

/// A body of known length, so that it is not sent with chunked encoding, which image processing does not support.
///
/// A long body pauses before each slice, so that the connection reads before it writes more. A server that rejects an
/// upload answers early and closes the connection; the answer is lost if the next write fails before it is read.
pub(super) struct Outgoing {
    stream: Option<ByteStream>,
    /// The number of bytes that are to be sent.
    remaining: u64,
    slice: Bytes,
    pauses: bool,
    pause: Option<Pin<Box<dyn Future<Output = ()> + Send + Sync>>>,
}

impl Outgoing {
    /// Returns a body that is sent from memory if it is short.
    pub(super) fn new(body: Body) -> Result<Self, TransportError> {
        let remaining = body.len();
        let short = body.as_bytes().filter(|bytes| bytes.len() <= SLICE).cloned();
        let (stream, slice, pauses) = match short {
            Some(bytes) => (None, bytes, false),
            None => (Some(open(body)?), Bytes::new(), true),
        };
        Ok(Self { stream, remaining, slice, pauses, pause: None })
    }

    fn poll_slice(&mut self, cx: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> {
        if self.slice.is_empty() {
            let Some(stream) = &mut self.stream else { return Poll::Ready(None) };
            match ready!(Pin::new(stream).poll_next(cx)) {
                Some(Ok(chunk)) => self.slice = chunk,
                end => return Poll::Ready(end),
            }
        }
        if self.pauses {
            ready!(self.pause.get_or_insert_with(|| Box::pin(pause())).as_mut().poll(cx));
            self.pause = None;
        }
        let length = self.slice.len().min(SLICE);
        self.remaining = self.remaining.saturating_sub(length as u64);
        Poll::Ready(Some(Ok(self.slice.split_to(length))))
    }
}

fn open(body: Body) -> Result<ByteStream, TransportError> {
    body.into_stream().map_err(|error| TransportError::new(TransportErrorKind::Connect, error))
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

    fn is_end_stream(&self) -> bool {
        self.remaining == 0 && self.slice.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.remaining)
    }
}

/// The body of a response, without trailers.
pub(super) struct Incoming<B: http_body::Body> {
    pub(super) body: B,
    /// Converts the error of a broken connection.
    pub(super) error: fn(B::Error) -> io::Error,
}

impl<B: http_body::Body<Data = Bytes> + Unpin> Stream for Incoming<B> {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> {
        loop {
            match ready!(Pin::new(&mut self.body).poll_frame(cx)) {
                None => return Poll::Ready(None),
                Some(Err(error)) => return Poll::Ready(Some(Err((self.error)(error)))),
                Some(Ok(frame)) => {
                    if let Ok(data) = frame.into_data() {
                        return Poll::Ready(Some(Ok(data)));
                    }
                }
            }
        }
    }
}
