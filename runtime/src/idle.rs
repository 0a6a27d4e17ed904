//! A stream with an idle timeout.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use tokio::time::{Instant, Sleep, sleep};

/// Fails when no bytes arrive within the timeout.
///
/// The timeout starts when the reader finds no bytes, so a slow reader does not cause it.
pub(crate) struct Idle<S> {
    source: S,
    limit: Duration,
    alarm: Pin<Box<Sleep>>,
    waiting: bool,
}

impl<S> Idle<S> {
    /// Wraps a stream. Panics outside of a tokio runtime.
    pub(crate) fn new(source: S, limit: Duration) -> Self {
        Self { source, limit, alarm: Box::pin(sleep(limit)), waiting: false }
    }

    fn arm(&mut self) {
        if let (false, Some(until)) = (self.waiting, Instant::now().checked_add(self.limit)) {
            self.alarm.as_mut().reset(until);
            self.waiting = true;
        }
    }
}

impl<S: Stream<Item = io::Result<Bytes>> + Unpin> Stream for Idle<S> {
    type Item = io::Result<Bytes>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> {
        if let Poll::Ready(item) = Pin::new(&mut self.source).poll_next(cx) {
            self.waiting &= matches!(&item, Some(Ok(chunk)) if chunk.is_empty());
            return Poll::Ready(item);
        }
        self.arm();
        let limit = self.limit;
        self.alarm.as_mut().poll(cx).map(|()| {
            let message = format!("no data received for {limit:?}");
            Some(Err(io::Error::new(io::ErrorKind::TimedOut, message)))
        })
    }
}
