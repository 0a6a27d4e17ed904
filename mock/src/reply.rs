//! What comes back, and how: at once or late, whole or broken.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use tokio::time::{Sleep, sleep};

/// How many bytes are handed on at a time, so that a body arrives as one does that is made on the way.
const PIECE: usize = 16 << 10;

/// How long a body stalls before it breaks off, should nobody lose patience sooner.
const STALL: Duration = Duration::from_secs(600);

/// What comes back, and how.
#[derive(Debug)]
pub struct Reply {
    /// The answer.
    pub response: http::Response<Bytes>,
    /// How long to wait before it.
    pub delay: Duration,
    /// How it ends.
    pub ending: Ending,
}

/// How an answer ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// With its last byte.
    Whole,
    /// Before it began: the connection breaks.
    Reset,
    /// Behind so many bytes of the body: the connection breaks.
    Cut(usize),
    /// Nowhere: behind so many bytes of the body nothing follows, and the connection stays.
    Stall(usize),
}

/// The connection broke before an answer.
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
    /// Plays it: waits as long as it says, and gives a body that ends as it says.
    ///
    /// # Errors
    ///
    /// Fails where the connection breaks before the answer.
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

/// The body of an answer, in pieces.
#[derive(Debug)]
pub struct ReplyBody {
    /// What is still to come.
    bytes: Bytes,
    /// The length that is announced, which a broken body does not reach.
    announced: u64,
    then: Then,
}

#[derive(Debug)]
enum Then {
    End,
    /// Whoever sends the pieces gets the time to send the last one before it breaks.
    Pause,
    Break,
    Stall(Pin<Box<Sleep>>),
}

impl ReplyBody {
    fn new(mut bytes: Bytes, ending: Ending) -> Self {
        let announced = bytes.len() as u64;
        let then = match ending {
            Ending::Whole | Ending::Reset => Then::End,
            Ending::Cut(at) => {
                bytes.truncate(at);
                Then::Pause
            }
            Ending::Stall(at) => {
                bytes.truncate(at);
                Then::Stall(Box::pin(sleep(STALL)))
            }
        };
        Self { bytes, announced, then }
    }
}

impl Body for ReplyBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        let length = self.bytes.len().min(PIECE);
        if length > 0 {
            let piece = self.bytes.split_to(length);
            self.announced -= length as u64;
            return Poll::Ready(Some(Ok(Frame::data(piece))));
        }
        match &mut self.then {
            Then::End => return Poll::Ready(None),
            Then::Pause => {
                self.then = Then::Break;
                cx.waker().wake_by_ref();
                return Poll::Pending;
            }
            Then::Break => {}
            Then::Stall(sleep) => std::task::ready!(sleep.as_mut().poll(cx)),
        }
        self.then = Then::End;
        Poll::Ready(Some(Err(io::ErrorKind::ConnectionReset.into())))
    }

    fn is_end_stream(&self) -> bool {
        self.bytes.is_empty() && matches!(self.then, Then::End)
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
    async fn a_body_ends_as_it_should() {
        let whole = reply(Ending::Whole).play().await.expect("an answer").into_body();
        assert_eq!(whole.collect().await.expect("a body").to_bytes().len(), 40_000);
        let mut cut = reply(Ending::Cut(20_000)).play().await.expect("an answer").into_body();
        let mut length = 0;
        let error = loop {
            match cut.frame().await.expect("no end") {
                Ok(frame) => length += frame.into_data().expect("data").len(),
                Err(error) => break error,
            }
        };
        assert_eq!((length, error.kind()), (20_000, std::io::ErrorKind::ConnectionReset));
        assert_eq!(reply(Ending::Reset).play().await.map(drop), Err(ConnectionReset));
    }

    #[tokio::test(start_paused = true)]
    async fn a_stall_is_long_and_has_an_end() {
        let started = tokio::time::Instant::now();
        let stalled = reply(Ending::Stall(1)).play().await.expect("an answer").into_body();
        assert!(stalled.collect().await.is_err());
        assert!(started.elapsed().as_secs() >= 600);
    }
}
