//! A response and how it is delivered: its delay, and how its body ends.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use tokio::time::{Sleep, sleep};

/// The size of a chunk, so that a body arrives in several.
const CHUNK: usize = 16 << 10;

/// The time after which a stalled body ends with an error.
const STALL_TIMEOUT: Duration = Duration::from_secs(600);

/// A response and how it is delivered.
#[derive(Debug)]
pub struct Reply {
    /// The response.
    pub response: http::Response<Bytes>,
    /// The delay before the response.
    pub delay: Duration,
    /// How the response ends.
    pub ending: Ending,
}

/// How a response ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// It is complete.
    Whole,
    /// The connection is reset before the response.
    Reset,
    /// The connection is reset after this many bytes of the body.
    Cut(usize),
    /// Nothing follows after this many bytes of the body; the connection stays open.
    Stall(usize),
}

/// The connection was reset before the response.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConnectionReset;

impl std::fmt::Display for ConnectionReset {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("the connection was reset")
    }
}

impl std::error::Error for ConnectionReset {}

impl From<http::Response<Bytes>> for Reply {
    fn from(response: http::Response<Bytes>) -> Self {
        Self { response, delay: Duration::ZERO, ending: Ending::Whole }
    }
}

impl Reply {
    /// Waits for the delay, and returns the response with a body that ends as planned.
    ///
    /// # Errors
    ///
    /// Returns an error if the connection is reset before the response.
    pub async fn play(self) -> Result<http::Response<ReplyBody>, ConnectionReset> {
        if !self.delay.is_zero() {
            sleep(self.delay).await;
        }
        if self.ending == Ending::Reset {
            return Err(ConnectionReset);
        }
        let ending = self.ending;
        Ok(self.response.map(|bytes| ReplyBody::new(bytes, ending)))
    }
}

/// The body of a response, in chunks.
#[derive(Debug)]
pub struct ReplyBody {
    /// The remaining bytes.
    bytes: Bytes,
    /// The remaining length as announced, which an incomplete body does not reach.
    announced: u64,
    end: End,
}

/// What follows the last chunk.
#[derive(Debug)]
enum End {
    Complete,
    /// Yields once, so that the last chunk is sent before the reset.
    Yield,
    Reset,
    Stall(Pin<Box<Sleep>>),
}

impl ReplyBody {
    fn new(mut bytes: Bytes, ending: Ending) -> Self {
        let announced = bytes.len() as u64;
        let end = match ending {
            Ending::Whole | Ending::Reset => End::Complete,
            Ending::Cut(length) => {
                bytes.truncate(length);
                End::Yield
            }
            Ending::Stall(length) => {
                bytes.truncate(length);
                End::Stall(Box::pin(sleep(STALL_TIMEOUT)))
            }
        };
        Self { bytes, announced, end }
    }
}

impl Body for ReplyBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        let length = self.bytes.len().min(CHUNK);
        if length > 0 {
            let chunk = self.bytes.split_to(length);
            self.announced -= length as u64;
            return Poll::Ready(Some(Ok(Frame::data(chunk))));
        }
        match &mut self.end {
            End::Complete => return Poll::Ready(None),
            End::Yield => {
                self.end = End::Reset;
                cx.waker().wake_by_ref();
                return Poll::Pending;
            }
            End::Reset => {}
            End::Stall(sleep) => std::task::ready!(sleep.as_mut().poll(cx)),
        }
        self.end = End::Complete;
        Poll::Ready(Some(Err(io::ErrorKind::ConnectionReset.into())))
    }

    fn is_end_stream(&self) -> bool {
        self.bytes.is_empty() && matches!(self.end, End::Complete)
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.announced)
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use http_body_util::BodyExt;

    use super::{ConnectionReset, Ending, Reply};

    fn reply(ending: Ending) -> Reply {
        Reply { ending, ..Reply::from(http::Response::new(Bytes::from(vec![7; 40_000]))) }
    }

    #[tokio::test]
    async fn a_body_ends_as_planned() {
        let whole = reply(Ending::Whole).play().await.expect("a response").into_body();
        assert_eq!(whole.collect().await.expect("a body").to_bytes().len(), 40_000);
        let mut cut = reply(Ending::Cut(20_000)).play().await.expect("a response").into_body();
        let mut length = 0;
        let error = loop {
            match cut.frame().await.expect("a frame") {
                Ok(frame) => length += frame.into_data().expect("data").len(),
                Err(error) => break error,
            }
        };
        assert_eq!((length, error.kind()), (20_000, std::io::ErrorKind::ConnectionReset));
        assert_eq!(reply(Ending::Reset).play().await.map(drop), Err(ConnectionReset));
    }

    #[tokio::test(start_paused = true)]
    async fn a_stall_ends_after_a_long_time() {
        let started = tokio::time::Instant::now();
        let stalled = reply(Ending::Stall(1)).play().await.expect("a response").into_body();
        assert!(stalled.collect().await.is_err());
        assert!(started.elapsed().as_secs() >= 600);
    }
}
